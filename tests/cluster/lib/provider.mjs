// A real OpenID Connect provider, with people in it, and tokens that only it could sign, or nobody should accept.

import { createServer } from "node:http";
import { once } from "node:events";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { Provider } from "oidc-provider";
import { freePort } from "./program.mjs";

/** @param {object} people groups by name. `pages`: addresses that the provider sends people back to. */
export async function startProvider(people, { pages = [], port } = {}) {
  const own = port ?? (await freePort());
  const issuer = `http://127.0.0.1:${own}`;
  const clients = ["k6cfg", "other-program"].map((client_id) => ({
    client_id,
    application_type: "native",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code"],
    response_types: ["code"],
    redirect_uris: pages.length ? pages : ["http://127.0.0.1/none"],
    post_logout_redirect_uris: [],
  }));
  let key, server;

  async function begin() {
    const pair = await generateKeyPair("RS256", { extractable: true });
    key = { kid: `key-${Math.random().toString(36).slice(2)}`, ...pair };
    const jwk = { ...(await exportJWK(pair.privateKey)), kid: key.kid, alg: "RS256", use: "sig" };
    const provider = new Provider(issuer, {
      clients,
      jwks: { keys: [jwk] },
      claims: { openid: ["sub", "groups"] },
      conformIdTokenClaims: false,
      cookies: { keys: ["only for tests"] },
      clientBasedCORS: () => true,
      pkce: { required: () => true },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, groups: people[sub] ?? [] }) }),
      ttl: { IdToken: 600, AccessToken: 600, Session: 600, Grant: 600, Interaction: 600 },
    });
    server = createServer(provider.callback()).listen(own, "127.0.0.1");
    await once(server, "listening");
  }

  async function stop() {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }

  /** A token as the provider gives it, with other claims where a test says so. */
  const token = (sub, { claims = {}, seconds = 600, signedWith = key, header = {} } = {}) =>
    new SignJWT({ groups: people[sub] ?? [], ...claims })
      .setProtectedHeader({ alg: "RS256", kid: signedWith.kid, ...header })
      .setIssuer(claims.iss ?? issuer)
      .setSubject(sub)
      .setAudience(claims.aud ?? "k6cfg")
      .setIssuedAt(Math.floor(Date.now() / 1000) - 700)
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(signedWith.privateKey);

  await begin();
  return {
    issuer,
    token,
    stop,
    key: () => key,
    /** With a new key; the old one is gone. */
    rotate: async () => {
      await stop();
      await begin();
    },
    /** Signed by nobody. */
    unsigned: (sub) =>
      new UnsecuredJWT({ groups: people[sub] }).setIssuer(issuer).setSubject(sub).setAudience("k6cfg").setExpirationTime("10m").encode(),
    /** Signed with the public key as if it were a secret that both know. */
    confused: async (sub) => {
      const { n } = await exportJWK(key.publicKey);
      return new SignJWT({ groups: people[sub] }).setProtectedHeader({ alg: "HS256", kid: key.kid }).setIssuer(issuer).setSubject(sub)
        .setAudience("k6cfg").setExpirationTime("10m").sign(Buffer.from(n, "base64url"));
    },
    args: ["--sign-in", "oidc", "--oidc-issuer", issuer, "--oidc-client-id", "k6cfg"],
  };
}
