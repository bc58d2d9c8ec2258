import { register } from "./application.js";
import LeftoverController from "./controllers/leftover_controller.js";

register({ leftover: LeftoverController });
