// A profile as the tests use it: with the namespaces that they submit to, where it lists any, and with an environment of
// every kind and a second one for developing. All else stays as it is.

import { readFile, writeFile } from "node:fs/promises";

const namespaces = [
  "a", "archives", "before-the-crash", "channels", "journey-delete", "journey-form", "journey-text", "load", "mine",
  "my-team", "new", "nobody", "notifications", "old", "other", "team", "third", "typed-in-a-hurry",
];

/** Writes the profile `from`, grown, into the file `to`. */
export async function grow(from, to) {
  let text = await readFile(from, "utf8");
  text = text.replace(/^namespaces: \[(.+)\]$/m, (_, own) => `namespaces: [${[own, ...namespaces].join(", ")}]`);
  const listed = text.match(/^environments:\n((?: .*\n)+)/m)[1];
  const count = (kind) => listed.match(new RegExp(`kind: ${kind}\\b`, "g"))?.length ?? 0;
  const more = [
    ...(count("dev") < 2 ? ["  - { name: quay, kind: dev }\n"] : []),
    ...(count("perf") < 1 ? ["  - { name: bench, kind: perf }\n"] : []),
  ];
  // Beside the first: the order is that in which they are offered.
  const [first, ...others] = listed.split(/^(?= {2}- )/m);
  await writeFile(to, text.replace(listed, [first, ...more, ...others].join("")));
}
