import { resolve } from "node:path";

const NONCE_MODULE = resolve(import.meta.dirname, "../js/style_nonce.js");

/**
 * Gives the style elements in a package's templates the page's nonce, without which the
 * Content-Security-Policy ignores them.
 *
 * @param {string} name the package
 * @returns {import("vite").Plugin}
 */
export function styleNonce(name) {
  return {
    name: "style-nonce",
    transform: {
      filter: { id: `**/node_modules/${name}/**`, code: "<style" },
      handler(code) {
        const styles = code.replaceAll("<style", `<style nonce="\${styleNonce}"`);
        return `import { styleNonce } from ${JSON.stringify(NONCE_MODULE)};\n${styles}`;
      },
    },
  };
}
