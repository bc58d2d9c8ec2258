import { register } from "./application.js";
import DialogController from "./controllers/dialog_controller.js";
import SubmitOnceController from "./controllers/submit_once_controller.js";

register({ dialog: DialogController, "submit-once": SubmitOnceController });
