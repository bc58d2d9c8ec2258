import { Controller } from "@hotwired/stimulus";

/** Shows and hides what is typed in a password field. The button appears only with scripts. */
export default class RevealController extends Controller {
  static targets = ["button"];

  // Lifecycle

  connect() {
    this.buttonTarget.hidden = false;
  }

  // Actions

  toggle() {
    const isHidden = this.#input.type === "password";
    this.#input.type = isHidden ? "text" : "password";
    this.buttonTarget.setAttribute("aria-pressed", String(isHidden));
  }

  // Private

  get #input() {
    return this.element.querySelector("input");
  }
}
