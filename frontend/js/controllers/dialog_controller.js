import { Controller } from "@hotwired/stimulus";

/**
 * Opens a native `<dialog>` over the page; a click on its backdrop closes it.
 * A trigger that is a link or a submit button keeps its own work for when scripts are off.
 */
export default class DialogController extends Controller {
  static targets = ["panel"];

  // Actions

  open(event) {
    event.preventDefault();
    this.panelTarget.showModal();
  }

  close() {
    this.panelTarget.close();
  }

  closeOnBackdrop(event) {
    if (event.target === this.panelTarget) this.close();
  }
}
