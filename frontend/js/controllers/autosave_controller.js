import { Controller } from "@hotwired/stimulus";

import { answerOf, fill } from "../answers.js";
import { Courier } from "../courier.js";
import { Outbox } from "../outbox.js";
import { putAnswer } from "../put_answer.js";
import { serverNow } from "../server_clock.js";

/**
 * Sends each answer at once and says so. What does not get through waits in this browser and is
 * sent again. Events: `changed` (positions that wait), `saved` (time left, what other browsers have
 * answered), `restored`, `superseded`, `closed` (the attempt takes no more).
 */
export default class AutosaveController extends Controller {
  static targets = ["state", "problem", "expired", "fallback"];
  static values = {
    key: String,
    url: String,
    now: Number,
    pass: String,
    zone: String,
    saved: String,
    saving: String,
    unsent: String,
  };

  // Lifecycle

  connect() {
    this.fallbackTarget.remove();
    this.turn = 0; // what is said last counts
    this.outbox = new Outbox(this.keyValue);
    this.courier = new Courier(this.outbox, {
      send: (position, answer) => putAnswer(this.#urlOf(position), this.#headers, answer),
      report: (outcome) => this.#show(outcome),
    });
    this.#restore();
  }

  disconnect() {
    this.courier.stop();
  }

  // Actions

  save({ target }) {
    const question = target.closest("[data-position]");
    const answer = { ...answerOf(question), made_at: serverNow(this.nowValue) };
    this.outbox.put(question.dataset.position, answer);
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

  async #restore() {
    await this.outbox.open();
    for (const [position, answer] of this.outbox.entries) fill(this.#question(position), answer);
    this.dispatch("restored");
    this.#deliver();
  }

  #deliver() {
    if (this.isFailing) this.#sayUnsent();
    else if (this.outbox.size) this.#say(this.savingValue);
    this.#tellChanged();
    this.courier.deliver();
  }

  #show({ kind, message = "", saved_at: savedAt, ...reply }) {
    const isRefused = kind === "refused";
    this.isFailing = kind === "failed" || kind === "expired";
    this.expiredTarget.hidden = kind !== "expired";
    this.problemTarget.hidden = !isRefused;
    this.problemTarget.textContent = isRefused ? message : "";
    if (kind === "saved") this.#say(this.#savedWords(savedAt));
    else this.#sayUnsent();
    this.#tellChanged();
    if (kind === "saved") this.#tellSaved(reply);
    if (kind === "superseded" || kind === "closed") this.dispatch(kind);
  }

  /** Says it only when the answers are safe in this browser: who reads it may close the page. */
  async #sayUnsent() {
    this.turn += 1;
    const { turn } = this;
    await this.outbox.kept;
    if (turn === this.turn) this.#say(this.#unsentWords);
  }

  #say(words) {
    this.turn += 1;
    this.stateTarget.textContent = words;
    this.stateTarget.toggleAttribute("data-unsent", this.isFailing === true);
  }

  #tellChanged() {
    this.dispatch("changed", { detail: { waiting: this.outbox.entries.map(([at]) => at) } });
  }

  #tellSaved({ remaining_ms: remaining, is_paused: isPaused, others }) {
    this.dispatch("saved", { detail: { remaining, isPaused, others } });
  }

  #question(position) {
    return this.element.querySelector(`[data-position="${position}"]`);
  }

  #urlOf(position) {
    return this.urlValue.replace("/0/", `/${position}/`);
  }

  get #headers() {
    const { value } = this.element.querySelector('[name="csrfmiddlewaretoken"]');
    return { "X-CSRFToken": value, "X-Answer-Pass": this.passValue };
  }

  /** The moment is the server's, shown in the person's own time zone. */
  #savedWords(savedAt) {
    const format = { timeStyle: "medium", timeZone: this.zoneValue };
    return this.savedValue.replace("%s", new Date(savedAt).toLocaleTimeString("id", format));
  }

  get #unsentWords() {
    return this.outbox.size ? this.unsentValue.replace("%d", this.outbox.size) : "";
  }
}
