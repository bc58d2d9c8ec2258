import { register } from "./application.js";
import AutosaveController from "./controllers/autosave_controller.js";
import CountdownController from "./controllers/countdown_controller.js";
import DialogController from "./controllers/dialog_controller.js";
import HandInController from "./controllers/hand_in_controller.js";
import MirrorController from "./controllers/mirror_controller.js";
import PagerController from "./controllers/pager_controller.js";
import PauseController from "./controllers/pause_controller.js";
import SubmitOnceController from "./controllers/submit_once_controller.js";
import TallyController from "./controllers/tally_controller.js";

register({
  autosave: AutosaveController,
  countdown: CountdownController,
  dialog: DialogController,
  "hand-in": HandInController,
  mirror: MirrorController,
  pager: PagerController,
  pause: PauseController,
  "submit-once": SubmitOnceController,
  tally: TallyController,
});
