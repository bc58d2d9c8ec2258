/**
 * Answers that wait to be acknowledged: the newest per question, in the order in which they were
 * given. They are kept in this browser, so that a reload or a crash loses none.
 */
export class Outbox {
  #key;
  #entries;

  constructor(key) {
    this.#key = key;
    this.#entries = new Map(read(key));
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
    this.#entries.delete(position);
    this.#entries.set(position, answer);
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

  #keep() {
    try {
      if (this.size) localStorage.setItem(this.#key, JSON.stringify(this.entries));
      else localStorage.removeItem(this.#key);
    } catch {
      // A browser that forbids storage keeps them in memory only; the page warns before leaving.
    }
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}
