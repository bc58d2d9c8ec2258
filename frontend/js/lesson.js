import { register } from "./application.js";
import EmbedController from "./controllers/embed_controller.js";
import FrameWatchController from "./controllers/frame_watch_controller.js";
import SelfCheckController from "./controllers/self_check_controller.js";
import WatchController from "./controllers/watch_controller.js";

register({
  embed: EmbedController,
  "frame-watch": FrameWatchController,
  "self-check": SelfCheckController,
  watch: WatchController,
});
