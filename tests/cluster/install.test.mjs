// The manifests of deploy/, applied with kubectl: with the rights that they give, and no others, the server does its work.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { applyDefinitions, ask, kubeconfig, startCluster } from "./lib/cluster.mjs";
import { accountToken, makeTeams, there } from "./lib/platform.mjs";
import { startProvider } from "./lib/provider.mjs";
import { kindOf, question, startServer } from "./lib/server.mjs";
import { submission } from "./lib/submit.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const people = { kari: ["team-a:testers"], dev: ["team-a:developers"], ola: ["team-b:testers"] };
const path = "/api/v1/submissions";
let cluster, provider;

before(async () => {
  cluster = await startCluster();
  await applyDefinitions(cluster);
  await makeTeams(cluster, ["team-a", "team-b"]);
  provider = await startProvider(people);
});

after(async () => {
  await provider?.stop();
  await cluster?.stop();
});

const kubectl = (...words) => execFileSync("kubectl", ["--kubeconfig", cluster.kubeconfig, ...words], { encoding: "utf8", cwd: root });

/** Applies a folder of deploy/, and gives a token of the account that it makes. */
async function install(folder) {
  kubectl("apply", "--server-side", "--force-conflicts", "-k", `deploy/${folder}`);
  return accountToken(cluster, "k6cfg", "k6cfg-server");
}

/** What `k6cfg-server check` says with this account. */
async function check(token, ...words) {
  const config = join(cluster.folder, "check.kubeconfig");
  writeFileSync(config, kubeconfig({ ...cluster, token }), { mode: 0o600 });
  // The provider answers from this process.
  const ran = promisify(execFile)(process.env.K6CFG_SERVER, ["--cluster", "kubernetes", "--kubeconfig", config, ...provider.args, ...words]);
  const { code = 0, stdout, stderr } = await ran.catch((failed) => failed);
  return { status: code, said: `${stdout}${stderr}` };
}

test("to impersonate: the server submits as who asks, and can do nothing itself", async () => {
  const token = await install("impersonate");
  const { status, said } = await check(token, "--act", "impersonate", "check");
  assert.equal(status, 0, said);
  assert.match(said, /may impersonate people and groups/);
  const server = await startServer(cluster, { token, args: [...provider.args, "--act", "impersonate"] });
  try {
    const { body, objects } = submission({ namespace: "team-a", tests: ["imp"] });
    const answer = await question(server, path, { as: await provider.token("kari"), body });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    assert.deepEqual(await there(cluster, "team-a", "testruns"), objects.filter(({ kind }) => kind === "TestRun").map(({ metadata }) => metadata.name));
    assert.equal((await question(server, path, { as: await provider.token("dev"), body: submission({ namespace: "team-a", tests: ["dev"], at: 1_700_000_001_000 }).body })).status, 403);
    assert.equal((await question(server, path, { as: await provider.token("ola"), body })).status, 403);
    const own = await ask({ ...cluster, token }, "/apis/k6.io/v1alpha1/namespaces/team-a/testruns");
    assert.equal(own.status, 403);
  } finally {
    await server.stop();
  }
});

test("on behalf: with its Role in a team's namespace it submits for who may create runs there", async () => {
  const token = await install("on-behalf");
  const lacking = await check(token, "--act", "on-behalf", "check", "--namespace", "team-a");
  assert.equal(lacking.status, 1, lacking.said);
  assert.match(lacking.said, /FAIL .*may not do in `team-a`: get testruns\.k6\.io/);
  kubectl("create", "rolebinding", "k6cfg", "--namespace", "team-a", "--clusterrole", "k6cfg-team", "--serviceaccount", "k6cfg:k6cfg-server");
  // The API server's own view of it comes a moment later.
  let now;
  for (let left = 25; left; left--) {
    now = await check(token, "--act", "on-behalf", "check", "--namespace", "team-a");
    if (now.status === 0) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  assert.equal(now.status, 0, now.said);
  assert.ok(!/secrets/.test(now.said.replaceAll("sealedsecrets", "")), now.said);
  const server = await startServer(cluster, { token, args: [...provider.args, "--act", "on-behalf"] });
  try {
    const { body } = submission({ namespace: "team-a", tests: ["behalf"], at: 1_700_000_009_000 });
    const answer = await question(server, path, { as: await provider.token("dev"), body });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const foreseen = await question(server, `${path}/dry-run`, { as: await provider.token("dev"), body });
    assert.ok(foreseen.body.objects.every(({ outcome }) => outcome === "unchanged"), JSON.stringify(foreseen.body));
    assert.equal(foreseen.body.checks.find(({ kind }) => kind === "Namespace").state, "found");
    const elsewhere = await question(server, path, { as: await provider.token("ola"), body: submission({ namespace: "team-b" }).body });
    assert.equal(elsewhere.status, 403, JSON.stringify(elsewhere.body));
    assert.equal(kindOf(await question(server, path, { as: await provider.token("ola"), body })), "not-allowed");
    const secrets = await ask({ ...cluster, token }, "/api/v1/namespaces/team-a/secrets");
    assert.equal(secrets.status, 403);
  } finally {
    await server.stop();
  }
});

test("an account that nobody gave anything is told what it lacks", async () => {
  kubectl("create", "serviceaccount", "bare", "--namespace", "team-b");
  const { status, said } = await check(await accountToken(cluster, "team-b", "bare"), "--act", "impersonate", "check");
  assert.equal(status, 1);
  assert.match(said, /FAIL .*`system:serviceaccount:team-b:bare` may not impersonate: .*cannot impersonate/s);
});

test("every folder of deploy/ is what the API server takes", () => {
  for (const name of ["shop", "pay"]) kubectl("create", "namespace", name);
  for (const folder of ["impersonate", "impersonate-limited", "on-behalf", "example"]) {
    kubectl("apply", "--server-side", "--force-conflicts", "--dry-run=server", "-k", `deploy/${folder}`);
  }
});
