import { Controller } from "@hotwired/stimulus";

import { Backoff } from "../backoff.js";
import { Outbox } from "../outbox.js";

const TIMEOUT_MS = 15_000;
const CLOSED = [409, 410];
const EXPIRED = [401, 403];

/**
 * Sends each answer at once, one after the other in the order given, and says so. What does not
 * get through waits in this browser and is sent again. Events: `changed` (how many wait), `saved`
 * (time left), `restored`, `closed` (the attempt takes no more).
 */
export default class AutosaveController extends Controller {
  static targets = ["state", "problem", "expired", "fallback"];
  static values = { key: String, url: String, saving: String, unsent: String };

  // Lifecycle

  connect() {
    this.outbox = new Outbox(this.keyValue);
    this.backoff = new Backoff();
    this.fallbackTarget.remove();
    for (const [position, answer] of this.outbox.entries) this.#restore(position, answer);
    this.dispatch("restored");
    this.#send();
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  // Actions

  save({ target }) {
    const question = target.closest("[data-position]");
    this.outbox.put(question.dataset.position, answerOf(question));
    this.#send();
  }

  retry() {
    clearTimeout(this.timer);
    this.backoff.reset();
    this.#send();
  }

  warn(event) {
    if (this.outbox.size && this.expiredTarget.hidden) event.preventDefault();
  }

  drop() {
    this.outbox.clear();
  }

  // Private

  async #send() {
    this.dispatch("changed", { detail: { unsent: this.outbox.size } });
    if (this.isSending || this.isClosed || !this.outbox.size) return;
    clearTimeout(this.timer);
    this.#say(this.isFailing ? this.#unsentWords : this.savingValue);
    const [position, answer] = this.outbox.next;
    this.isSending = true;
    const response = await this.#put(position, answer);
    this.isSending = false;
    await this.#receive(response, position, answer);
  }

  #put(position, answer) {
    return fetch(this.urlValue.replace("/0/", `/${position}/`), {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": this.#token,
      },
      body: JSON.stringify(answer),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => null);
  }

  async #receive(response, position, answer) {
    const reply = await response?.json().catch(() => null);
    if (response?.ok && reply) this.#acknowledge(reply, position, answer);
    else if (CLOSED.includes(response?.status)) this.#close();
    else if (response?.status < 500 && !EXPIRED.includes(response.status)) {
      this.#refuse(reply, position, answer);
    } else this.#wait(response?.status);
  }

  #acknowledge(reply, position, answer) {
    this.outbox.acknowledge(position, answer);
    this.isFailing = false;
    this.expiredTarget.hidden = true;
    this.backoff.reset();
    this.#complain("");
    this.#say(reply.message);
    this.dispatch("saved", { detail: { remaining: reply.remaining_ms } });
    this.#send();
  }

  /** The attempt is over: what was not sent in time does not count. */
  #close() {
    this.isClosed = true;
    this.dispatch("closed");
  }

  /** The server will never take this answer; waiting would hold up the others. */
  #refuse(reply, position, answer) {
    this.outbox.acknowledge(position, answer);
    this.#complain(reply?.message);
    this.#say("");
    this.#send();
  }

  #wait(status) {
    this.isFailing = true;
    this.expiredTarget.hidden = !EXPIRED.includes(status);
    this.#say(this.#unsentWords);
    this.timer = setTimeout(() => this.#send(), this.backoff.next());
  }

  #restore(position, answer) {
    const question = this.element.querySelector(`[data-position="${CSS.escape(position)}"]`);
    for (const input of question.querySelectorAll('[name^="pilihan"]')) {
      input.checked = answer.choices.includes(Number(input.value));
    }
    question.querySelector('[name^="ragu"]').checked = answer.is_doubtful;
  }

  get #unsentWords() {
    return this.unsentValue.replace("%d", this.outbox.size);
  }

  #say(words) {
    this.stateTarget.textContent = words;
    this.stateTarget.toggleAttribute("data-unsent", this.isFailing);
  }

  #complain(words = "") {
    this.problemTarget.textContent = words;
    this.problemTarget.hidden = !words;
  }

  get #token() {
    return this.element.querySelector('[name="csrfmiddlewaretoken"]').value;
  }
}

function answerOf(question) {
  const chosen = question.querySelectorAll('[name^="pilihan"]:checked');
  return {
    choices: [...chosen].map((input) => Number(input.value)),
    is_doubtful: question.querySelector('[name^="ragu"]').checked,
  };
}
