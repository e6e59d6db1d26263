// What a file's content is called: in its name, and in the integrity that browsers check.

import { createHash } from "node:crypto";
import { extname } from "node:path";

const digest = (algorithm, content, encoding) => createHash(algorithm).update(content).digest(encoding);

/** The value of an `integrity` attribute. */
export const integrity = (content) => `sha384-${digest("sha384", content, "base64")}`;

/** SHA-256 in base64, as the service worker compares it. */
export const sha256 = (content) => digest("sha256", content, "base64");

/** `name` with a part that changes with the content, so that it can be cached for ever. */
export function nameByContent(name, content) {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}-${digest("sha256", content, "hex").slice(0, 16)}${extension}`;
}
