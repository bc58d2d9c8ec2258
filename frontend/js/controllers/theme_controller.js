import { Controller } from "@hotwired/stimulus";

const KEY = "theme";

/**
 * Chooses light, dark, or what the device prefers, and remembers it in this browser.
 * `theme.js` applies the remembered choice before the page is painted.
 */
export default class ThemeController extends Controller {
  static targets = ["choice"];

  // Lifecycle

  connect() {
    this.element.hidden = false;
    this.#show(document.documentElement.dataset.theme ?? "system");
  }

  // Actions

  choose({ params: { name } }) {
    if (name === "system") {
      localStorage.removeItem(KEY);
      delete document.documentElement.dataset.theme;
    } else {
      localStorage.setItem(KEY, name);
      document.documentElement.dataset.theme = name;
    }
    this.#show(name);
  }

  // Private

  #show(name) {
    for (const choice of this.choiceTargets) {
      choice.setAttribute("aria-pressed", String(choice.dataset.themeNameParam === name));
    }
  }
}
