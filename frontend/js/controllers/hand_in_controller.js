import { Controller } from "@hotwired/stimulus";

import { Backoff } from "../backoff.js";

/**
 * Hands a form in: by the learner, once no answer waits to be sent; by the clock at zero, again and
 * again until the server has it, after what still waits has gone out or is refused. Then the result
 * is shown.
 */
export default class HandInController extends Controller {
  static targets = ["form", "submit", "waiting", "ended"];
  static values = { url: String };

  // Actions

  hold({ detail: { waiting } }) {
    this.unsent = waiting.length;
    this.submitTarget.disabled = this.unsent > 0;
    this.waitingTarget.hidden = this.unsent === 0;
    if (this.isOver) this.#finish();
  }

  /** Time is up. */
  end() {
    this.isOver = true;
    document.querySelector("dialog[open]")?.close();
    this.endedTarget.showModal();
    this.#finish();
  }

  /** The attempt takes nothing more. */
  close() {
    this.isClosed = true;
    this.end();
  }

  // Private

  async #finish() {
    if (this.isFinishing || (this.unsent && !this.isClosed)) return;
    this.isFinishing = true;
    const backoff = new Backoff();
    while (!(await this.#handIn())) await pause(backoff.next());
    const { unsent } = this;
    this.dispatch("done");
    location.replace(unsent ? `${this.urlValue}?belum-terkirim=${unsent}` : this.urlValue);
  }

  /** Returns whether the server was reached; the page of the result closes what is overdue. */
  #handIn() {
    const body = new FormData(this.formTarget);
    return fetch(this.formTarget.action, { method: "POST", body, redirect: "manual" }).then(
      (response) => response.status < 500,
      () => false,
    );
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
