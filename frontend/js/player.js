import "../css/player.css";

import "media-chrome/media-controller";
import "media-chrome/media-captions-button";
import "media-chrome/media-control-bar";
import "media-chrome/media-fullscreen-button";
import "media-chrome/media-loading-indicator";
import "media-chrome/media-mute-button";
import "media-chrome/media-pip-button";
import "media-chrome/media-play-button";
import "media-chrome/media-time-display";
import "media-chrome/media-time-range";
import "media-chrome/media-volume-range";
import "media-chrome/menu/media-chrome-menu-item";
import "media-chrome/menu/media-playback-rate-menu";
import "media-chrome/menu/media-playback-rate-menu-button";
import "media-chrome/menu/media-rendition-menu";
import "media-chrome/menu/media-rendition-menu-button";

import { addTranslation, setLanguage } from "media-chrome/utils/i18n";

import { register } from "./application.js";
import PlayerController from "./controllers/player_controller.js";
import { labels } from "./player_labels.js";

addTranslation("id", labels);
setLanguage(document.documentElement.lang);

register({ player: PlayerController });
