import { Application } from "@hotwired/stimulus";

const application = Application.start();

/**
 * Registers controllers under their names.
 *
 * @param {Record<string, import("@hotwired/stimulus").ControllerConstructor>} controllers
 */
export function register(controllers) {
  for (const [name, controller] of Object.entries(controllers)) {
    application.register(name, controller);
  }
}
