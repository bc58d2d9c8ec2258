import { Backoff } from "./backoff.js";

const UNSETTLED = ["failed", "expired", "closed"];

/**
 * Delivers what waits in an outbox, one after the other in the order given, and tries again after
 * a failure. Nothing more is sent once the attempt is closed.
 */
export class Courier {
  #outbox;
  #send;
  #report;
  #backoff = new Backoff();
  #isBusy = false;
  #timer;

  constructor(outbox, { send, report }) {
    this.#outbox = outbox;
    this.#send = send;
    this.#report = report;
  }

  async deliver() {
    clearTimeout(this.#timer);
    if (this.#isBusy || !this.#outbox.size) return;
    this.#isBusy = true;
    const [position, answer] = this.#outbox.next;
    const outcome = await this.#send(position, answer);
    if (!UNSETTLED.includes(outcome.kind)) this.#outbox.acknowledge(position, answer);
    this.#isBusy = outcome.kind === "closed";
    this.#report(outcome);
    if (UNSETTLED.includes(outcome.kind)) this.#wait();
    else this.hurry();
  }

  /** Tries at once, as when the line has come back. */
  hurry() {
    this.#backoff.reset();
    this.deliver();
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #wait() {
    this.#timer = setTimeout(() => this.deliver(), this.#backoff.next());
  }
}
