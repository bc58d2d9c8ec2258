import { Controller } from "@hotwired/stimulus";

const PERIOD = 10_000; // milliseconds

/**
 * Reports which seconds of a video were really played: every ten seconds while it plays, at a pause,
 * and when the page is left. A report tells all that was played since the page was opened, so
 * that one which got lost on the way is made good by the next.
 */
export default class WatchController extends Controller {
  static targets = ["message", "announcement"];
  static values = { url: String, position: Number, completed: Boolean };

  // Lifecycle

  connect() {
    this.timer = setInterval(() => this.isPlaying && this.report(), PERIOD);
    this.resume();
  }

  disconnect() {
    clearInterval(this.timer);
  }

  // Actions

  leave() {
    if (document.visibilityState === "hidden") this.report();
  }

  async report() {
    if (!this.duration || !this.ranges.length) return;
    try {
      const response = await this.#send();
      if (response.ok) this.#show(await response.json());
    } catch {
      // The line is down. What was played is kept, and told by the next report.
    }
  }

  // Overridden where a foreign player plays

  /** A video that is not loaded yet starts there once it is. */
  resume() {
    if (this.positionValue) this.video.currentTime = this.positionValue;
  }

  get isPlaying() {
    return !this.video.paused;
  }

  get duration() {
    return this.video.duration;
  }

  get position() {
    return this.video.currentTime;
  }

  get ranges() {
    const { played } = this.video;
    return Array.from(played, (_, index) => [played.start(index), played.end(index)]);
  }

  // Private

  get video() {
    return this.element.querySelector("video");
  }

  #send() {
    const report = {
      ranges: this.ranges.map((range) => range.map(Math.round)),
      position: Math.round(this.position),
      duration: Math.round(this.duration),
    };
    const token = this.element.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(this.urlValue, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(report),
    });
  }

  #show({ is_completed: isCompleted, message }) {
    this.messageTarget.textContent = message;
    if (!isCompleted || this.completedValue) return;
    this.completedValue = true;
    this.announcementTarget.textContent = message;
    this.dispatch("completed", { prefix: "watch" });
  }
}
