const TIMEOUT_MS = 15_000;
const BY_STATUS = { 401: "expired", 409: "closed", 410: "closed", 429: "failed" };
const BY_CODE = ["superseded", "kept"];

/**
 * Sends an answer with the page's `headers` and returns what came of it: `kind` is "saved",
 * "refused" (for good), "superseded" (by a newer one), "kept" (too late, for staff to decide),
 * "closed" (the attempt is over), "expired" (the session is), or "failed" (worth another try);
 * with it comes what the server said.
 */
export async function putAnswer(url, headers, answer) {
  const response = await fetch(url, {
    method: "PUT",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(answer),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  const reply = await response?.json().catch(() => null);
  return { ...reply, kind: kindOf(response, reply) };
}

function kindOf(response, reply) {
  if (!response || response.status >= 500) return "failed";
  if (response.ok) return reply ? "saved" : "failed";
  if (BY_CODE.includes(reply?.code)) return reply.code;
  // Without a reason in JSON it was not the view that refused, but the check of the page's token.
  return BY_STATUS[response.status] ?? (reply ? "refused" : "expired");
}
