import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

import { iconSprite } from "./frontend/build/icon_sprite.js";
import { styleNonce } from "./frontend/build/style_nonce.js";

const entry = (name) => `frontend/js/${name}.js`;

/*
 * Entries keep their plain names: Django's manifest storage hashes them. Chunks carry Vite's hash,
 * because entries import them by a relative address that Django does not rewrite.
 */
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [tailwindcss(), iconSprite("frontend/icons.json"), styleNonce("media-chrome")],
  worker: {
    format: "es",
    rolldownOptions: { output: { entryFileNames: "chunks/[name]-[hash].js" } },
  },
  build: {
    outDir: "src/widya/core/static/build",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    rolldownOptions: {
      input: {
        app: entry("app"),
        editor: entry("editor"),
        exam: entry("exam"),
        leftover: entry("leftover"),
        lesson: entry("lesson"),
        "human-check": entry("human-check"),
        player: entry("player"),
        theme: entry("theme"),
        waiting: entry("waiting"),
      },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
      // htmx holds an eval, which app.js switches off and the Content-Security-Policy forbids.
      checks: { eval: false },
    },
  },
});
