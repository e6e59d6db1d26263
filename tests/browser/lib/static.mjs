// A plain host of static files, as the page meets it outside its own server: files of a folder under a path, 404.html
// with its status for all else, and the ten minutes for which GitHub Pages lets browsers keep anything.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Hands out `folder` at `base`. What comes back can be changed while it runs: `folder`, further `headers`, and
 * `intercept(path)`, which may give another {status, body} for a path below the base, or "cut" to break the connection.
 * @param {{base: string, endings?: boolean, compressed?: boolean}} options
 *   endings: `preview` finds preview.html, as on most hosts; compressed: `.br` files go to those who accept them
 */
export async function serveStatic(folder, { base, endings = false, compressed = false }) {
  const host = { folder, headers: {}, intercept: () => null, requests: [] };
  const server = createServer((request, response) => {
    answer(host, request, { base, endings, compressed }).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body),
      () => request.socket.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  host.url = `http://127.0.0.1:${server.address().port}${base}`;
  host.stop = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return host;
}

async function answer(host, request, { base, endings, compressed }) {
  const { pathname } = new URL(request.url, "http://host");
  if (!pathname.startsWith(base)) return { status: 404, headers: { "content-type": "text/plain" }, body: "no such project\n" };
  const path = pathname.slice(base.length);
  host.requests.push(path);
  const instead = host.intercept(path);
  if (instead === "cut") throw new Error("the connection is cut on purpose");
  const name = await find(host.folder, path, endings);
  const file = join(host.folder, name ?? "404.html");
  const accepts = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && !instead;
  const packed = compressed && accepts && (await isFile(`${file}.br`));
  const body = instead?.body ?? (await readFile(packed ? `${file}.br` : file));
  const status = instead?.status ?? (name ? 200 : 404);
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
  const headers = {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "cache-control": "max-age=600",
    etag,
    vary: "accept-encoding",
    ...(packed && { "content-encoding": "br" }),
    ...host.headers,
  };
  if (status === 200 && request.headers["if-none-match"] === etag) return { status: 304, headers };
  return { status, headers, body };
}

async function find(folder, path, endings) {
  const names = [path === "" ? "index.html" : path, ...(endings ? [`${path}.html`] : [])];
  for (const name of names) if (!name.includes("..") && (await isFile(join(folder, name)))) return name;
  return null;
}

const isFile = (path) => stat(path).then((found) => found.isFile(), () => false);
