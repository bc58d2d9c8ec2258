import { Controller } from "@hotwired/stimulus";

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
    this.failures = 0;
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
    this.failures = response?.ok ? 0 : this.failures + 1;
    if (response?.ok) this.#wait((await response.json()).left_ms);
    else this.#wait(1000 * 2 ** this.failures);
  }

  #after(milliseconds, act) {
    this.timer = setTimeout(act, milliseconds);
  }
}
