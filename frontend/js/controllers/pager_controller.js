import { Controller } from "@hotwired/stimulus";

/**
 * Shows one question at a time: by buttons, by numbers, by ← and →. Keys 1–9 choose an answer.
 * The address remembers the question, so that a reload comes back to it.
 */
export default class PagerController extends Controller {
  static targets = ["question", "number", "previous", "next"];

  // Lifecycle

  connect() {
    const index = this.questionTargets.findIndex((one) => `#${one.id}` === location.hash);
    this.#show(Math.max(0, index));
  }

  // Actions

  previous() {
    this.#go(this.index - 1);
  }

  next() {
    this.#go(this.index + 1);
  }

  jump({ params: { index } }) {
    this.#go(index);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.key === "ArrowLeft") this.previous();
    else if (event.key === "ArrowRight") this.next();
    else if (!this.#choose(event.key)) return;
    // Arrows would move the choice of a radio button as well.
    event.preventDefault();
  }

  // Private

  #go(index) {
    if (!this.questionTargets[index]) return;
    this.#show(index);
    this.questionTargets[index].focus({ preventScroll: true });
    this.questionTargets[index].scrollIntoView({ block: "nearest" });
  }

  #show(index) {
    this.index = index;
    const last = this.questionTargets.length - 1;
    for (const [place, question] of this.questionTargets.entries()) {
      question.hidden = place !== index;
      this.numberTargets[place].setAttribute("aria-current", String(place === index));
    }
    this.previousTarget.disabled = index === 0;
    this.nextTarget.disabled = index === last;
    history.replaceState(history.state, "", `#${this.questionTargets[index].id}`);
  }

  #choose(key) {
    const choices = this.questionTargets[this.index].querySelectorAll('[name^="pilihan"]');
    const choice = /^[1-9]$/.test(key) ? choices[key - 1] : undefined;
    choice?.click();
    return choice;
  }
}
