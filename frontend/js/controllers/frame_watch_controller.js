import { players } from "../players.js";
import WatchController from "./watch_controller.js";

const LONGEST_STEP = 3; // seconds of video between two messages of a player; more is a jump

/** Reports what the player of another house plays, from the messages that its frame sends us. */
export default class FrameWatchController extends WatchController {
  static targets = ["frame"];
  static values = { origin: String };

  // Lifecycle

  initialize() {
    this.steps = [];
    this.at = { time: 0, duration: 0, heard: 0 };
  }

  // Actions

  /** The frame has loaded: ask its player to tell where it is. */
  listen() {
    for (const message of this.#player.greetings) {
      this.frameTarget.contentWindow.postMessage(message, this.originValue);
    }
  }

  hear({ data, origin, source }) {
    if (origin !== this.originValue || source !== this.frameTarget.contentWindow) return;
    const { time, duration = this.at.duration } = this.#player.read(data);
    if (time === undefined) return;
    this.#step(this.at.time, time);
    this.at = { time, duration, heard: Date.now() };
  }

  // Overridden

  /** The player was told by its address where to go on. */
  resume() {}

  get isPlaying() {
    return Date.now() - this.at.heard < LONGEST_STEP * 1000;
  }

  get duration() {
    return this.at.duration;
  }

  get position() {
    return this.at.time;
  }

  get ranges() {
    return this.steps;
  }

  // Private

  get #player() {
    return players[this.originValue];
  }

  #step(from, to) {
    if (to <= from || to - from > LONGEST_STEP) return;
    const last = this.steps.at(-1);
    if (last?.[1] === from) last[1] = to;
    else this.steps.push([from, to]);
  }
}
