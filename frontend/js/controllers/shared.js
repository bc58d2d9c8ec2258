import ComboboxController from "./combobox_controller.js";
import CropController from "./crop_controller.js";
import DialogController from "./dialog_controller.js";
import DisclosureController from "./disclosure_controller.js";
import InSightController from "./in_sight_controller.js";
import PasswordRulesController from "./password_rules_controller.js";
import RefreshController from "./refresh_controller.js";
import RevealController from "./reveal_controller.js";
import SubmitOnceController from "./submit_once_controller.js";
import ThemeController from "./theme_controller.js";

/** The controllers that any page may use. */
export const shared = {
  combobox: ComboboxController,
  crop: CropController,
  dialog: DialogController,
  disclosure: DisclosureController,
  "in-sight": InSightController,
  "password-rules": PasswordRulesController,
  refresh: RefreshController,
  reveal: RevealController,
  "submit-once": SubmitOnceController,
  theme: ThemeController,
};
