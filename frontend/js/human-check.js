import "../css/human-check.css";

import "altcha/external";
import "altcha/i18n/id";

import Pbkdf2Worker from "altcha/workers/pbkdf2?worker";
import ShaWorker from "altcha/workers/sha?worker";

const { algorithms, defaults, i18n } = globalThis.$altcha;

// The widget's own bundle starts its workers from blobs, which the Content-Security-Policy forbids.
algorithms.set("PBKDF2/SHA-256", () => new Pbkdf2Worker());
algorithms.set("SHA-256", () => new ShaWorker());

// The signature would record how a person moves the pointer: nothing here watches people.
defaults.set({
  type: "native",
  hideFooter: true,
  hideLogo: true,
  humanInteractionSignature: false,
});

const label = "I'm not a robot";
i18n.set("id", { ...i18n.get("id"), label, error: "Validasi Gagal! Coba Lagi!" });
i18n.set("en", { ...i18n.get("en"), label });
