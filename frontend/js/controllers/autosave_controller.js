import { Controller } from "@hotwired/stimulus";

import { Courier } from "../courier.js";
import { Outbox } from "../outbox.js";
import { putAnswer } from "../put_answer.js";

/**
 * Sends each answer at once and says so. What does not get through waits in this browser and is
 * sent again. Events: `changed` (how many wait), `saved` (time left), `restored`, `closed` (the
 * attempt takes no more).
 */
export default class AutosaveController extends Controller {
  static targets = ["state", "problem", "expired", "fallback"];
  static values = { key: String, url: String, saving: String, unsent: String };

  // Lifecycle

  connect() {
    this.fallbackTarget.remove();
    this.outbox = new Outbox(this.keyValue);
    this.courier = new Courier(this.outbox, {
      send: (position, answer) => putAnswer(this.#urlOf(position), this.#token, answer),
      report: (outcome) => this.#show(outcome),
    });
    for (const [position, answer] of this.outbox.entries) fill(this.#question(position), answer);
    this.dispatch("restored");
    this.#deliver();
  }

  disconnect() {
    this.courier.stop();
  }

  // Actions

  save({ target }) {
    const question = target.closest("[data-position]");
    this.outbox.put(question.dataset.position, answerOf(question));
    this.#deliver();
  }

  retry() {
    this.courier.hurry();
  }

  warn(event) {
    if (this.outbox.size && this.expiredTarget.hidden) event.preventDefault();
  }

  drop() {
    this.outbox.clear();
  }

  // Private

  #deliver() {
    if (this.outbox.size) this.#say(this.isFailing ? this.#unsentWords : this.savingValue);
    this.#tellChanged();
    this.courier.deliver();
  }

  #show({ kind, message = "", remaining_ms: remaining }) {
    this.isFailing = kind === "failed" || kind === "expired";
    this.expiredTarget.hidden = kind !== "expired";
    this.problemTarget.hidden = kind !== "refused";
    this.problemTarget.textContent = kind === "refused" ? message : "";
    this.#say(kind === "saved" ? message : this.#unsentWords);
    this.#tellChanged();
    if (kind === "saved") this.dispatch("saved", { detail: { remaining } });
    if (kind === "closed") this.dispatch("closed");
  }

  #say(words) {
    this.stateTarget.textContent = words;
    this.stateTarget.toggleAttribute("data-unsent", this.isFailing === true);
  }

  #tellChanged() {
    this.dispatch("changed", { detail: { unsent: this.outbox.size } });
  }

  #question(position) {
    return this.element.querySelector(`[data-position="${CSS.escape(position)}"]`);
  }

  #urlOf(position) {
    return this.urlValue.replace("/0/", `/${position}/`);
  }

  get #token() {
    return this.element.querySelector('[name="csrfmiddlewaretoken"]').value;
  }

  get #unsentWords() {
    return this.outbox.size ? this.unsentValue.replace("%d", this.outbox.size) : "";
  }
}

function answerOf(question) {
  const chosen = question.querySelectorAll('[name^="pilihan"]:checked');
  return {
    choices: [...chosen].map((input) => Number(input.value)),
    is_doubtful: question.querySelector('[name^="ragu"]').checked,
  };
}

function fill(question, answer) {
  for (const input of question.querySelectorAll('[name^="pilihan"]')) {
    input.checked = answer.choices.includes(Number(input.value));
  }
  question.querySelector('[name^="ragu"]').checked = answer.is_doubtful;
}
