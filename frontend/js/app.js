import "../css/app.css";

import htmx from "htmx.org";

import { register } from "./application.js";
import { shared } from "./controllers/shared.js";

// The Content-Security-Policy allows neither the style element that htmx would add, nor eval.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;

register(shared);
