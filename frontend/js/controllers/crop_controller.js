import { Controller } from "@hotwired/stimulus";

/** Shows which square of the chosen picture the sliders cut out; the server cuts by the same sums. */
export default class CropController extends Controller {
  static targets = ["canvas"];

  #name = "";

  // Actions

  async draw() {
    const [file] = this.#field("photo").files;
    if (!file) return;
    if (file.name !== this.#name) await this.#load(file);
    const { width, height } = this.picture;
    const side = (Math.min(width, height) * 100) / this.#number("zoom");
    const left = ((width - side) * this.#number("across")) / 100;
    const top = ((height - side) * this.#number("down")) / 100;
    const size = this.canvasTarget.width;
    const context = this.canvasTarget.getContext("2d");
    context.drawImage(this.picture, left, top, side, side, 0, 0, size, size);
    this.canvasTarget.hidden = false;
  }

  // Private

  async #load(file) {
    this.picture = await createImageBitmap(file);
    this.#name = file.name;
  }

  #field(name) {
    return this.element.elements[name];
  }

  #number(name) {
    return Number(this.#field(name).value);
  }
}
