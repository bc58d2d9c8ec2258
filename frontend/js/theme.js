/*
 * A classic script in the head, so that a remembered choice of light or dark is set before the
 * first paint. A browser that forbids storage throws; the device's preference then rules.
 */
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  document.documentElement.removeAttribute("data-theme");
}
