import { here, text } from "./lib/here.js";
const name = (url) => url.split("/").slice(-2).join("/");
export const options = {
  tags: {
    resolve: typeof import.meta.resolve,
    keys: Object.keys(import.meta).join(),
    url: String(import.meta.url),
    own: name(import.meta.resolve("./data.txt")),
    module: name(here),
    file: String(here.startsWith("file:///")),
    escaped: name(import.meta.resolve("./lib/a b+å.txt?x=1&y#z")),
    remote: import.meta.resolve("https://example.com/a/../b.js"),
    text,
  },
};
export default function () {}
