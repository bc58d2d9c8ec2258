import { Controller } from "@hotwired/stimulus";

/** Tells a reader whether what they chose is right. Without scripts, the answer can be opened. */
export default class SelfCheckController extends Controller {
  static targets = ["choice", "controls", "right", "wrong", "answer"];

  // Lifecycle

  connect() {
    this.controlsTarget.hidden = false;
  }

  // Actions

  check() {
    const isRight = this.choiceTargets.every(
      (choice) => choice.checked === choice.hasAttribute("data-right"),
    );
    this.rightTarget.hidden = !isRight;
    this.wrongTarget.hidden = isRight;
    if (isRight) this.answerTarget.open = true;
  }

  reset() {
    this.rightTarget.hidden = true;
    this.wrongTarget.hidden = true;
  }
}
