import { Controller } from "@hotwired/stimulus";

/**
 * Brings another picture of the human check without leaving the page.
 * Its button also works without scripts: then the form is sent, and comes back with another picture.
 */
export default class RefreshController extends Controller {
  static targets = ["image"];
  static values = { url: String };

  // Actions

  async load(event) {
    event.preventDefault();
    const response = await fetch(this.urlValue, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    const { key, image_url } = await response.json();
    this.imageTarget.src = image_url;
    this.element.querySelector("input[type=hidden]").value = key;
    const answer = this.element.querySelector("input:not([type=hidden])");
    answer.value = "";
    answer.focus();
  }
}
