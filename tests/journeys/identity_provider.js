// A real OpenID Connect provider for the journeys, with people who need no password.
//
// node identity_provider.js '{"port": 9000, "redirectUri": "…", "secret": "…", "people": {…}}'

import { createServer } from "node:http";
import Provider from "oidc-provider";

const { port, redirectUri, secret, people } = JSON.parse(process.argv[2]);
const issuer = `http://localhost:${port}`;
const ids = Object.keys(people);
let isGoingDown = false;

const provider = new Provider(issuer, {
  clients: [{ client_id: "widya", client_secret: secret, redirect_uris: [redirectUri] }],
  claims: { email: ["email", "email_verified"], profile: ["name", "nip"] },
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, id) =>
    people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  interactions: { url: (_ctx, interaction) => `/masuk/${interaction.uid}` },
  loadExistingGrant,
  pkce: { required: () => true },
});

// Everybody agrees to everything.
async function loadExistingGrant({ oidc }) {
  const grant = new provider.Grant({
    clientId: oidc.client.clientId,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

async function interact(request, response) {
  const { searchParams } = new URL(request.url, issuer);
  const accountId = searchParams.get("sebagai");
  isGoingDown = searchParams.has("mati");
  if (accountId === null) {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(page(request.url));
  } else if (accountId === "") {
    await provider.interactionFinished(request, response, { error: "access_denied" });
  } else {
    await provider.interactionFinished(request, response, { login: { accountId } });
  }
}

function page(url) {
  const links = ids.map((id) => `<li><a href="${url}?sebagai=${id}">${id}</a></li>`);
  return `<!doctype html><html lang="id"><title>Penyedia</title><link rel="icon" href="data:,">
    <h1>Penyedia</h1><ul>${links.join("")}</ul>
    <p><a href="${url}?sebagai=">Batal</a> <a href="${url}?sebagai=${ids[0]}&mati">Lalu mati</a></p>`;
}

const answer = provider.callback();
createServer((request, response) => {
  if (request.url.startsWith("/masuk/")) {
    interact(request, response);
  } else if (isGoingDown && request.url === "/token") {
    process.exit();
  } else {
    answer(request, response);
  }
}).listen(port, "localhost");
