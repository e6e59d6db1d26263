// The platform profile that the tests run with, in the words that tests need. K6CFG_PROFILE names its file; without it,
// the one that is built in. Only what stands at the beginning of lines is read, as all profiles here are laid out.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const builtIn = fileURLToPath(new URL("../../../engine/profile/profiles/altinn.yaml", import.meta.url));

/** The file of the profile, or nothing where the built-in one is meant. */
export const file = process.env.K6CFG_PROFILE || undefined;
/** What the file says. */
export const text = readFileSync(file ?? builtIn, "utf8");

/** What stands below a key, up to the next key. */
const below = (key, from = text) => from.match(new RegExp(`^${key}:.*\\n((?: .*\\n|#.*\\n|\\n)*)`, "m"))?.[0] ?? "";
const word = (key, from) => from.match(new RegExp(`\\b${key}: "?([^\\s,"}]+)`))?.[1];
const rest = (key, from) => from.match(new RegExp(`\\b${key}: (.*)`))?.[1];
/** The items of a list: each with the lines that are its own. */
const items = (key) => below(key).split(/^ {2}- /m).slice(1).map((item) => ({ name: word("name", item), text: item }));

export const title = rest("title", text);

const all = items("environments").map((one) => ({ ...one, kind: word("kind", one.text) }));
const ofKind = (kind) => all.filter((one) => one.kind === kind).map(({ name }) => name);

/** The names of the environments, as the profile has them. */
export const environments = all.map(({ name }) => name);

/** An environment of each kind, a second one for developing, and a name that is nearly the first's. */
export const on = {
  dev: ofKind("dev")[0],
  dev2: ofKind("dev")[1],
  staging: ofKind("staging")[0],
  perf: ofKind("perf")[0],
  prod: ofKind("prod")[0],
};
on.mistyped = `${on.dev}9`;

const nodeTypes = items("node_types").map((one) => ({ ...one, title: rest("title", one.text) }));

/** Nodes: the usual ones, and another kind of them with its title. */
export const nodes = { all: nodeTypes.map(({ name }) => name), usual: word("default_node_type", text) };
({ name: nodes.other, title: nodes.otherTitle } = nodeTypes.find(({ name }) => name !== nodes.usual));
nodes.last = nodes.all.at(-1);

const testTypes = items("test_types");
const optionsFrom = (from) => testTypes.find((one) => new RegExp(`options:\\s*\\{? ?from: ${from}`).test(one.text));
const grows = optionsFrom("profile");

/** Test types: that of most files, one whose load the platform decides, one whose load the script decides. */
export const type = {
  all: testTypes.map(({ name }) => name),
  usual: word("default_test_type", text),
  grows: grows.name,
  growsWord: word("file_name_contains", grows.text),
  growsSuffix: word("id_suffix", grows.text),
  script: optionsFrom("script").name,
};

const secrets = below("secrets");

/** The secrets that tell a channel: the usual one, and each environment's own. None where nobody is told. */
export const notification = /notification:/.test(secrets)
  ? {
      usual: word("default", secrets),
      ref: secrets.match(/on_refs: \[([^\],]+)/)[1],
      of: Object.fromEntries(all.map((one) => [one.name, word("notification_secret", one.text)])),
    }
  : null;

/** What the name of an object on an environment begins with. */
export const objectName = (environment) =>
  below("names").match(/unique: "(.*?)\{timestamp\}/)[1].replace("{environment}", environment);

/** The k6 tag that holds a run's environment, and the first tag that the platform gives a run. */
export const tags = {
  environment: text.match(/--tag (\w+)=\{environment\}/)[1],
  first: text.match(/--tag (\w+)=/)[1],
  /** Its value: of the run's id as it is, of a name that is made new each time by its beginning. */
  firstValue: (id, environment) => (/--tag \w+=\{id\}/.test(below("arguments")) ? id : objectName(environment)),
};

export const allowsOverlays = word("overlays", text) !== "refused";
export const configMapBytes = Number(word("config_map_bytes", text));
