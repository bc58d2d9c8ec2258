import { Controller } from "@hotwired/stimulus";

import { Backoff } from "../backoff.js";

const LONGEST_MS = 60_000;
const CROWD_MS = 5000;

/**
 * Waits for an opening and reloads the page then. It asks the server how long that is, seldom while
 * it is far and more often when it is near; chance spreads the crowd over some seconds.
 */
export default class WaitingController extends Controller {
  static values = { url: String, left: Number };

  // Lifecycle

  connect() {
    this.backoff = new Backoff();
    this.#wait(this.leftValue);
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  // Private

  #wait(left) {
    if (left === 0) this.#after(Math.random() * CROWD_MS, () => location.reload());
    else this.#after(Math.min(left, LONGEST_MS) * (0.5 + Math.random() / 2), () => this.#ask());
  }

  async #ask() {
    const response = await fetch(this.urlValue).catch(() => null);
    if (!response?.ok) return this.#after(this.backoff.next(), () => this.#ask());
    this.backoff.reset();
    this.#wait((await response.json()).left_ms);
  }

  #after(milliseconds, act) {
    this.timer = setTimeout(act, milliseconds);
  }
}
