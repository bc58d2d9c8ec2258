import { Controller } from "@hotwired/stimulus";

/** Tells which questions are answered or doubtful: in the grid of numbers, and in the summary. */
export default class TallyController extends Controller {
  static targets = ["question", "number", "unanswered", "complete", "doubtful"];
  static values = { answered: String, unanswered: String, doubtful: String, name: String };

  // Lifecycle

  connect() {
    this.count();
  }

  // Actions

  count() {
    const unanswered = [];
    const doubtful = [];
    for (const [index, question] of this.questionTargets.entries()) {
      const isAnswered = question.querySelector('[name^="pilihan"]:checked') !== null;
      const isDoubtful = question.querySelector('[name^="ragu"]').checked;
      if (!isAnswered) unanswered.push(index + 1);
      if (isDoubtful) doubtful.push(index + 1);
      this.#mark(this.numberTargets[index], index + 1, isAnswered, isDoubtful);
    }
    list(this.unansweredTarget, unanswered);
    list(this.doubtfulTarget, doubtful);
    this.completeTarget.hidden = unanswered.length > 0;
  }

  // Private

  #mark(number, position, isAnswered, isDoubtful) {
    const words = [
      this.nameValue.replace("%d", position),
      isAnswered ? this.answeredValue : this.unansweredValue,
    ];
    if (isDoubtful) words.push(this.doubtfulValue);
    number.toggleAttribute("data-answered", isAnswered);
    number.toggleAttribute("data-doubtful", isDoubtful);
    number.setAttribute("aria-label", words.join(", "));
  }
}

function list(element, positions) {
  element.hidden = positions.length === 0;
  element.textContent = `${element.dataset.words} ${positions.join(", ")}`;
}
