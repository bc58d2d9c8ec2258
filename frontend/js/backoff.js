const FIRST_MS = 1000;
const LONGEST_MS = 20_000;

/** Waiting times that double after each failure, with chance in them so that crowds spread out. */
export class Backoff {
  #delay = FIRST_MS;

  reset() {
    this.#delay = FIRST_MS;
  }

  next() {
    const delay = this.#delay * (0.5 + Math.random());
    this.#delay = Math.min(LONGEST_MS, this.#delay * 2);
    return delay;
  }
}
