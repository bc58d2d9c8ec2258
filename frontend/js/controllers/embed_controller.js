import { Controller } from "@hotwired/stimulus";

/** Loads what another house offers only when it is asked for: until then nothing goes there. */
export default class EmbedController extends Controller {
  static targets = ["button", "place", "template"];

  // Lifecycle

  connect() {
    this.buttonTarget.hidden = false;
  }

  // Actions

  load() {
    const content = this.templateTarget.content.cloneNode(true);
    this.placeTarget.replaceChildren(content);
    this.placeTarget.firstElementChild.focus();
  }
}
