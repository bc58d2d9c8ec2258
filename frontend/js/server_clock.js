/** When this page's answer began to arrive, by the steady clock that starts with the page. */
export const [{ responseStart }] = performance.getEntriesByType("navigation");

/** Counts on from a moment that the server named in this page; the device's own date may be wrong. */
export function serverNow(atResponse) {
  return Math.round(atResponse + performance.now() - responseStart);
}
