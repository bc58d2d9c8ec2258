import { Controller } from "@hotwired/stimulus";

import { Qualities } from "../qualities.js";
import { Stream } from "../stream.js";

/** Puts our own controls around a video, and plays its adaptive stream where there is one. */
export default class PlayerController extends Controller {
  static targets = ["video", "frame"];
  static values = { stream: String };

  // Lifecycle

  connect() {
    this.video = this.videoTarget;
    this.video.videoRenditions = new Qualities(); // before media-chrome looks for it
    this.#frame();
    if (this.streamValue) this.#play();
  }

  disconnect() {
    this.stream?.end();
  }

  // Private

  #frame() {
    const frame = this.frameTarget.content.firstElementChild.cloneNode(true);
    this.video.controls = false;
    this.video.slot = "media";
    this.video.replaceWith(frame);
    frame.prepend(this.video);
    // It says whether it is checked, which a button, as media-chrome calls it, cannot be.
    frame.querySelector("media-captions-button").role = "switch";
  }

  #play() {
    this.stream = new Stream(this.video, this.streamValue);
    this.stream.begin();
  }
}
