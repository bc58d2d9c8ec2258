import { Controller } from "@hotwired/stimulus";

import { responseStart } from "../server_clock.js";

const LATE_SHARE = 0.1;
const MINUTE = 60_000;

/**
 * Shows the time left by a steady clock that starts from what the server says. The device's own
 * date is never asked: it may be wrong by hours.
 */
export default class CountdownController extends Controller {
  static targets = ["display", "announcement"];
  static values = { remaining: Number, total: Number, announcements: Object, url: String };

  // Lifecycle

  connect() {
    this.#start(this.remainingValue, responseStart);
    this.timer = setInterval(() => this.#tick(), 250);
  }

  disconnect() {
    clearInterval(this.timer);
  }

  // Actions

  resync({ detail: { remaining } }) {
    this.#start(remaining, performance.now());
  }

  /** A device that slept may have stopped its clock. */
  async ask() {
    if (document.hidden) return;
    const response = await fetch(this.urlValue).catch(() => null);
    if (response?.ok) this.#start((await response.json()).remaining_ms, performance.now());
  }

  // Private

  #start(remaining, since) {
    this.end = since + remaining;
    this.left ??= remaining;
  }

  #tick() {
    const left = Math.max(0, this.end - performance.now());
    this.displayTarget.textContent = clockText(left);
    this.element.toggleAttribute("data-late", left <= this.totalValue * LATE_SHARE);
    this.#announce(left);
    this.left = left;
    if (left === 0) this.#finish();
  }

  #announce(left) {
    for (const [minutes, words] of Object.entries(this.announcementsValue)) {
      const moment = minutes * MINUTE;
      if (this.left > moment && left <= moment) this.announcementTarget.textContent = words;
    }
  }

  #finish() {
    clearInterval(this.timer);
    this.dispatch("ended");
  }
}

function clockText(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
