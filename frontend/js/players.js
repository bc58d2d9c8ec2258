/*
 * How players of other houses tell where they are, by messages from their frames and without a
 * script of theirs in our page.
 *
 * YouTube: https://developers.google.com/youtube/iframe_api_reference (its script speaks this)
 * Vimeo: https://developer.vimeo.com/player/sdk/reference
 */

/**
 * @typedef {object} Player
 * @property {string[]} greetings what asks the player to send messages
 * @property {(data: unknown) => {time?: number, duration?: number}} read reads a message, in seconds
 */

/** @type {Record<string, Player>} by the origin of the frame */
export const players = {
  "https://www.youtube-nocookie.com": {
    greetings: [JSON.stringify({ event: "listening", id: 1, channel: "widget" })],
    read(data) {
      const { info } = parsed(data);
      return { time: info?.currentTime, duration: info?.duration };
    },
  },
  "https://player.vimeo.com": {
    greetings: [JSON.stringify({ method: "addEventListener", value: "timeupdate" })],
    read(data) {
      const { event, data: at } = parsed(data);
      return event === "timeupdate" ? { time: at?.seconds, duration: at?.duration } : {};
    },
  },
};

function parsed(data) {
  try {
    return (typeof data === "string" ? JSON.parse(data) : data) ?? {};
  } catch {
    return {};
  }
}
