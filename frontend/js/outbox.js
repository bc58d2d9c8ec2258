import { gather, keep } from "./kept.js";

/**
 * Answers that wait to be acknowledged: the newest per question, in the order in which they were
 * given. They are kept in this browser, so that a reload or a crash loses none; where the browser
 * keeps nothing they stay in memory.
 *
 * Each opening of a page counts its answers under a name of its own. What other openings left is
 * taken over as it was, name and number: the server knows which of them it has.
 */
export class Outbox {
  #key;
  #client = Math.random().toString(36).slice(2, 10);
  #sequence = 0;
  #entries = new Map();

  /** Resolves when what waits now is kept in the browser, or cannot be. */
  kept;

  constructor(key) {
    this.#key = key;
  }

  /** Takes over what was left in this browser. */
  async open() {
    await gather(`${this.#key}.`, this.#place, (left) => {
      const given = this.entries;
      this.#entries.clear();
      const inOrder = left.flat().sort(([, one], [, other]) => one.made_at - other.made_at);
      for (const [position, answer] of [...inOrder, ...given]) this.#add(position, answer);
      return this.entries;
    }).catch(() => {});
  }

  get size() {
    return this.#entries.size;
  }

  /** The entry that is sent next: [position, answer], or undefined. */
  get next() {
    return this.entries[0];
  }

  get entries() {
    return [...this.#entries];
  }

  put(position, answer) {
    this.#sequence += 1;
    this.#add(position, { ...answer, client: this.#client, sequence: this.#sequence });
    this.#keep();
  }

  /** Removes what was sent, unless another answer was given to that question since. */
  acknowledge(position, answer) {
    if (this.#entries.get(position) === answer) this.#entries.delete(position);
    this.#keep();
  }

  clear() {
    this.#entries.clear();
    this.#keep();
  }

  #add(position, answer) {
    this.#entries.delete(position);
    this.#entries.set(position, answer);
  }

  #keep() {
    this.kept = keep(this.#place, this.entries).catch(() => {});
  }

  get #place() {
    return `${this.#key}.${this.#client}`;
  }
}
