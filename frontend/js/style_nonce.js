/** What the Content-Security-Policy asks of style elements; empty where there is none. */
export const styleNonce = document.querySelector('meta[property="csp-nonce"]')?.nonce ?? "";
