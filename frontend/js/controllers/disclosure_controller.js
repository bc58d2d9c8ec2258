import { Controller } from "@hotwired/stimulus";

/** Lets a `<details>` behave as a menu: Escape, or a click or focus elsewhere, closes it. */
export default class DisclosureController extends Controller {
  // Actions

  close() {
    if (!this.element.open) return;
    this.element.open = false;
    this.element.querySelector("summary").focus();
  }

  closeOutside(event) {
    if (!this.element.contains(event.target)) this.element.open = false;
  }
}
