import { Controller } from "@hotwired/stimulus";

/** Scrolls a row of links sideways to the one for the page that is shown. */
export default class InSightController extends Controller {
  connect() {
    const current = this.element.querySelector("[aria-current]");
    if (current) this.element.scrollLeft = current.offsetLeft - this.element.offsetLeft;
  }
}
