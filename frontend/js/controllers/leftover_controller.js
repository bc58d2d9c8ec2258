import { Controller } from "@hotwired/stimulus";

import { Courier } from "../courier.js";
import { Outbox } from "../outbox.js";
import { putAnswer } from "../put_answer.js";

/** Sends what this browser still held when an attempt ended; then the page says what became of it. */
export default class LeftoverController extends Controller {
  static values = { key: String, url: String, token: String };

  // Lifecycle

  async connect() {
    this.outbox = new Outbox(this.keyValue);
    this.courier = new Courier(this.outbox, {
      send: (position, answer) => putAnswer(this.#urlOf(position), this.#headers, answer),
      report: ({ kind }) => this.#note(kind),
    });
    await this.outbox.open();
    this.courier.deliver();
  }

  disconnect() {
    this.courier.stop();
  }

  // Private

  #note(kind) {
    if (kind === "closed") this.outbox.clear();
    if (kind === "kept" && !this.outbox.size) location.reload();
  }

  #urlOf(position) {
    return this.urlValue.replace("/0/", `/${position}/`);
  }

  get #headers() {
    return { "X-CSRFToken": this.tokenValue };
  }
}
