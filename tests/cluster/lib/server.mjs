// The server over the cluster of a test, and questions to it as somebody.

import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kubeconfig } from "./cluster.mjs";
import { freePort, start } from "./program.mjs";

/** @param {object} how `token`: of the account that the server is in the cluster; the rest are words of its command line. */
export async function startServer(cluster, { token = cluster.token, args = [], port, page = "no-page" } = {}) {
  const folder = mkdtempSync(join(cluster.folder, "server-"));
  const config = join(folder, "kubeconfig");
  writeFileSync(config, kubeconfig({ ...cluster, token }), { mode: 0o600 });
  const own = port ?? (await freePort());
  const words = ["--cluster", "kubernetes", "--kubeconfig", config, "--data", folder, "--page", page];
  const program = start(process.env.K6CFG_SERVER, [...words, "--listen", `127.0.0.1:${own}`, ...args], { log: join(folder, "log") });
  const url = `http://127.0.0.1:${own}`;
  await program.until("the server answers", async () => (await fetch(`${url}/healthz`)).ok);
  return { ...program, url };
}

/** Asks a server: {status, headers, body}, the body as what its JSON says. */
export async function question(server, path, { as, method, body, headers = {} } = {}) {
  const answer = await fetch(`${server.url}${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(90_000),
  });
  const text = await answer.text();
  const type = answer.headers.get("content-type") ?? "";
  return { status: answer.status, headers: answer.headers, body: type.includes("json") && !type.includes("ndjson") ? JSON.parse(text) : text };
}

export const kindOf = ({ body }) => body.type?.replace("urn:k6cfg:problem:", "");

/** The audit lines of a server. */
export const audited = (server) =>
  server.said().split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line)).filter(({ target }) => target === "audit");
