import { readFileSync } from "node:fs";

const ICONS = "node_modules/lucide-static/icons";

/**
 * Vite plugin: writes `icons.svg`, a sprite with one `<symbol>` for each Lucide icon named in a JSON list.
 *
 * @param {string} listPath - the list's path, from the project's root
 * @returns {import("vite").Plugin}
 */
export function iconSprite(listPath) {
  return {
    name: "icon-sprite",
    generateBundle() {
      const names = JSON.parse(readFileSync(listPath, "utf8"));
      this.emitFile({ type: "asset", fileName: "icons.svg", source: sprite(names) });
    },
  };
}

function sprite(names) {
  return `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>\n`;
}

// Only the shapes: stroke and fill come from the page's `.icon`, so that a page may fill a star.
function symbol(name) {
  const svg = readFileSync(`${ICONS}/${name}.svg`, "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
}
