import { Controller } from "@hotwired/stimulus";

const WRITING_MS = 30_000;
const PAUSED_MS = 6000;

/**
 * Loads the page anew when the exam is paused, and when it goes on: the server shows what there is
 * to see then. A page where answers wait to be sent sends them first.
 */
export default class PauseController extends Controller {
  static values = { url: String, paused: Boolean };

  // Lifecycle

  connect() {
    this.#wait();
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  // Actions

  hold({ detail: { waiting } }) {
    this.isHeld = waiting.length > 0;
  }

  compare({ detail: { isPaused } }) {
    if (isPaused !== this.pausedValue && !this.isHeld) location.reload();
  }

  // Private

  #wait() {
    const period = this.pausedValue ? PAUSED_MS : WRITING_MS;
    this.timer = setTimeout(() => this.#ask(), period * (0.5 + Math.random()));
  }

  async #ask() {
    const response = await fetch(this.urlValue).catch(() => null);
    if (response?.ok) {
      this.compare({ detail: { isPaused: (await response.json()).is_paused } });
    }
    this.#wait();
  }
}
