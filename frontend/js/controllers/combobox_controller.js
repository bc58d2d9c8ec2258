import { Controller } from "@hotwired/stimulus";

const PAUSE_MS = 150;

/**
 * A text field that offers options while one types: the ARIA pattern “combobox” with a list.
 * Without scripts its button sends the form, which comes back with the options as radio buttons.
 */
export default class ComboboxController extends Controller {
  static targets = ["input", "value", "list", "status", "plain"];
  static values = { url: String, failure: String };

  // Lifecycle

  connect() {
    for (const plain of this.plainTargets) plain.remove();
    this.valueTarget.disabled = false;
    this.inputTarget.setAttribute("role", "combobox");
    this.inputTarget.setAttribute("aria-autocomplete", "list");
    this.inputTarget.setAttribute("aria-controls", this.listTarget.id);
    this.close();
  }

  disconnect() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  // Actions

  search() {
    this.valueTarget.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#load(), PAUSE_MS);
  }

  open() {
    this.#expand(this.#options.length > 0 && !this.valueTarget.value);
  }

  close(event) {
    // Escape would also empty a search field.
    if (event && !this.listTarget.hidden) event.preventDefault();
    this.#expand(false);
  }

  leave({ relatedTarget }) {
    if (!this.element.contains(relatedTarget)) this.#expand(false);
  }

  next(event) {
    this.#move(event, 1);
  }

  previous(event) {
    this.#move(event, -1);
  }

  take(event) {
    const active = this.#options[this.index];
    if (this.listTarget.hidden || !active) return;
    event.preventDefault();
    this.#choose(active);
  }

  hold(event) {
    event.preventDefault(); // keeps the focus in the field
  }

  pick({ target }) {
    const option = target.closest("[role=option]");
    if (option) this.#choose(option);
  }

  // Private

  get #options() {
    return this.listTarget.children;
  }

  async #load() {
    this.request?.abort();
    this.request = new AbortController();
    const words = this.inputTarget.value.trim();
    const address = `${this.urlValue}?${new URLSearchParams({ q: words })}`;
    try {
      const response = await fetch(address, { signal: this.request.signal });
      const { options, status } = await response.json();
      this.#show(options, words && status);
    } catch (error) {
      if (error.name !== "AbortError") this.#show([], this.failureValue);
    }
  }

  #show(options, status) {
    this.listTarget.replaceChildren(...options.map((option, index) => this.#draw(option, index)));
    this.statusTarget.textContent = status;
    this.#expand(options.length > 0);
  }

  #draw({ value, label, detail, text }, index) {
    const option = document.createElement("li");
    Object.assign(option, { id: `${this.listTarget.id}_${index}`, role: "option" });
    Object.assign(option.dataset, { value, text });
    for (const line of [label, detail]) {
      option.append(Object.assign(document.createElement("span"), { textContent: line }));
    }
    return option;
  }

  #expand(isOpen) {
    this.listTarget.hidden = !isOpen;
    this.inputTarget.setAttribute("aria-expanded", String(isOpen));
    this.#activate(-1);
  }

  #move(event, step) {
    const count = this.#options.length;
    if (!count) return;
    event.preventDefault();
    if (this.listTarget.hidden) this.#expand(true);
    this.#activate(this.index < 0 && step < 0 ? count - 1 : (this.index + step + count) % count);
  }

  #activate(index) {
    this.index = index;
    for (const [place, option] of [...this.#options].entries()) {
      option.setAttribute("aria-selected", String(place === index));
    }
    const active = this.#options[index];
    if (active) this.inputTarget.setAttribute("aria-activedescendant", active.id);
    else this.inputTarget.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  #choose(option) {
    this.inputTarget.value = option.dataset.text;
    this.valueTarget.value = option.dataset.value;
    this.statusTarget.textContent = "";
    this.#expand(false);
  }
}
