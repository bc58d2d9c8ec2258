/**
 * The qualities of an hls.js stream as media-chrome's menu reads them from a video: a list of
 * renditions (https://github.com/muxinc/media-tracks), empty until there is a stream. Index -1
 * leaves the choice to the player.
 */
export class Qualities extends EventTarget {
  length = 0;
  #hls;

  /** @param {import("hls.js/light").default} hls whose manifest was read */
  takeFrom(hls) {
    this.#hls = hls;
    for (const [index, { width, height, bitrate }] of hls.levels.entries()) {
      this[index] = { id: String(index), width, height, bitrate };
    }
    this.length = hls.levels.length;
    this.dispatchEvent(new Event("addrendition"));
  }

  clear() {
    this.length = 0;
    this.dispatchEvent(new Event("removerendition"));
  }

  get selectedIndex() {
    return this.#hls?.manualLevel ?? -1;
  }

  set selectedIndex(index) {
    this.#hls.currentLevel = index;
    this.dispatchEvent(new Event("change"));
  }

  [Symbol.iterator]() {
    return Array.prototype.values.call(this);
  }
}
