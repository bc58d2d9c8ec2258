import { register } from "./application.js";
import WaitingController from "./controllers/waiting_controller.js";

register({ waiting: WaitingController });
