const TIMEOUT_MS = 15_000;
const OUTCOMES = { 401: "expired", 403: "expired", 409: "closed", 410: "closed" };

/**
 * Sends an answer and returns what came of it: `kind` is "saved", "refused" (for good), "closed"
 * (the attempt is over), "expired" (the session is), or "failed" (worth another try); with it comes
 * what the server said.
 */
export async function putAnswer(url, token, answer) {
  const response = await fetch(url, {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(answer),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  const reply = await response?.json().catch(() => null);
  return { ...reply, kind: kindOf(response, reply) };
}

function kindOf(response, reply) {
  if (!response || response.status >= 500) return "failed";
  if (response.ok) return reply ? "saved" : "failed";
  return OUTCOMES[response.status] ?? "refused";
}
