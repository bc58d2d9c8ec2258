import { Controller } from "@hotwired/stimulus";

/** Lets a form be sent once: a double click sends nothing twice. Coming back to the page frees it. */
export default class SubmitOnceController extends Controller {
  // Lifecycle

  connect() {
    this.release();
  }

  // Actions

  guard(event) {
    if (this.element.ariaBusy === "true") event.preventDefault();
    this.element.ariaBusy = "true";
  }

  release() {
    this.element.ariaBusy = "false";
  }
}
