import DialogController from "./dialog_controller.js";
import DisclosureController from "./disclosure_controller.js";
import RefreshController from "./refresh_controller.js";
import RevealController from "./reveal_controller.js";
import SubmitOnceController from "./submit_once_controller.js";
import ThemeController from "./theme_controller.js";

/** The controllers that any page may use. */
export const shared = {
  dialog: DialogController,
  disclosure: DisclosureController,
  refresh: RefreshController,
  reveal: RevealController,
  "submit-once": SubmitOnceController,
  theme: ThemeController,
};
