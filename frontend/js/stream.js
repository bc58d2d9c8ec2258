const FIRST_SECONDS = 1; // until it is played, one segment is enough to show a picture
const SECONDS_AHEAD = 60;

/** Plays an adaptive stream in a video. Should that fail, the video's own file goes on. */
export class Stream {
  #video;
  #address;
  #file;
  #hls;

  constructor(video, address) {
    this.#video = video;
    this.#address = address;
    this.#file = video.src;
  }

  /** Browsers that stream by themselves offer no choice of quality: they do where they must. */
  async begin() {
    if (globalThis.ManagedMediaSource || globalThis.MediaSource) await this.#playByScript();
    else if (this.#video.canPlayType("application/vnd.apple.mpegurl")) this.#playByBrowser();
  }

  end() {
    this.#hls?.destroy();
  }

  async #playByScript() {
    const { default: Hls } = await import("hls.js/light");
    if (!Hls.isSupported()) return;
    const hls = new Hls({
      capLevelToPlayerSize: true,
      enableWorker: false, // the Content-Security-Policy allows none from a blob
      maxMaxBufferLength: this.#video.paused ? FIRST_SECONDS : SECONDS_AHEAD,
      startPosition: this.#video.currentTime || -1,
    });
    this.#hls = hls;
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.#video.videoRenditions.takeFrom(hls));
    hls.on(Hls.Events.ERROR, (_, { fatal }) => fatal && this.#playFile());
    this.#video.addEventListener("play", () => {
      hls.config.maxMaxBufferLength = SECONDS_AHEAD;
    });
    hls.loadSource(this.#address);
    this.#goOn(() => hls.attachMedia(this.#video));
  }

  #playByBrowser() {
    this.#video.addEventListener("error", () => this.#playFile(), { once: true });
    this.#goOn(() => this.#load(this.#address));
  }

  #playFile() {
    this.#video.videoRenditions.clear();
    this.#goOn(() => {
      this.end();
      this.#load(this.#file);
    });
  }

  #load(address) {
    this.#video.preload = "metadata";
    this.#video.src = address;
  }

  /** Changes what the video plays, and goes on at the same second and speed. */
  #goOn(change) {
    const { currentTime, paused, playbackRate } = this.#video;
    change();
    this.#video.playbackRate = playbackRate;
    if (currentTime) this.#video.currentTime = currentTime;
    if (!paused) this.#video.play();
  }
}
