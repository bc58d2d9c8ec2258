import { Controller } from "@hotwired/stimulus";

import { fill } from "../answers.js";

/**
 * Shows what was answered in another tab or on another device, and says so. What waits here to be
 * sent stays as it is: the server decides which act was the later.
 */
export default class MirrorController extends Controller {
  static targets = ["question", "notice"];
  static values = { url: String, others: Number };

  // Actions

  hold({ detail: { waiting } }) {
    this.waiting = waiting;
  }

  /** The count grows when another browser has answered. */
  compare({ detail: { others } }) {
    if (others > this.othersValue) this.refresh();
    this.othersValue = others;
  }

  async refresh() {
    const response = await fetch(this.urlValue).catch(() => null);
    if (!response?.ok) return;
    const { answers } = await response.json();
    const changed = this.questionTargets.filter((question) => {
      const { position } = question.dataset;
      return (
        answers[position] && !this.waiting.includes(position) && fill(question, answers[position])
      );
    });
    if (!changed.length) return;
    this.noticeTarget.hidden = false;
    this.dispatch("changed");
  }
}
