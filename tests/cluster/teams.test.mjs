// Two teams on one cluster, each with people that sign in: what somebody may do is what the cluster's RBAC says, by whichever
// route it is tried.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { generateKeyPair } from "jose";
import { apply, applyDefinitions, ask, startCluster } from "./lib/cluster.mjs";
import { makeTeams, there } from "./lib/platform.mjs";
import { startProvider } from "./lib/provider.mjs";
import { audited, kindOf, question, startServer } from "./lib/server.mjs";
import { naming, sealedSecret, submission } from "./lib/submit.mjs";

const people = {
  kari: ["team-a:testers"],
  ola: ["team-b:testers"],
  dev: ["team-a:developers"],
  pipeline: ["team-a:pipelines"],
  boss: ["system:masters"],
};
const path = "/api/v1/submissions";
let cluster, provider, server;
let count = 0;
/** Each at its own time, so that no two have the same names. */
const wish = (namespace, rest = {}) => submission({ namespace, tests: [`t${++count}`], at: 1_700_000_000_000 + count, ...rest });
const as = (name) => provider.token(name);

before(async () => {
  cluster = await startCluster();
  await applyDefinitions(cluster);
  await makeTeams(cluster, ["team-a", "team-b"]);
  provider = await startProvider(people);
  server = await startServer(cluster, { args: provider.args });
});

after(async () => {
  await server?.stop();
  await provider?.stop();
  await cluster?.stop();
});

test("somebody submits as themselves, and the cluster remembers who", async () => {
  const { body } = wish("team-a");
  const submitted = await question(server, path, { as: await as("kari"), body });
  assert.equal(submitted.status, 201, JSON.stringify(submitted.body));
  const name = submitted.body.objects.find(({ kind }) => kind === "TestRun").name;
  const { body: run } = await ask(cluster, `/apis/k6.io/v1alpha1/namespaces/team-a/testruns/${name}`);
  assert.equal(run.metadata.annotations["k6cfg/submitted-by"], "kari");
  const line = audited(server).find(({ what, digest }) => what === "submit" && digest === body.digest);
  assert.deepEqual([line.who, line.namespace, line.outcome], ["kari", "team-a", "applied"]);
  assert.match(line.applied, new RegExp(`TestRun team-a/${name} Created`));
});

test("a team does not see or touch another's namespace: by path, query, body or watch", async () => {
  const { body } = wish("team-b");
  assert.equal((await question(server, path, { as: await as("ola"), body })).status, 201);
  const [run] = await there(cluster, "team-b", "testruns");
  const kari = await as("kari");
  const address = `/api/v1/namespaces/team-b/testruns/${run}`;
  for (const [what, how] of [
    [address, {}],
    [address, { method: "DELETE" }],
    ["/api/v1/objects?namespace=team-b", {}],
    ["/api/v1/objects", {}],
    [`${address}/pods`, {}],
    [`${address}/pods/x/log`, {}],
    ["/api/v1/namespaces/team-a%2F..%2Fteam-b/testruns/x", {}],
    // Names that would be another address at the API server: a list, a subresource, another namespace.
    ["/api/v1/namespaces/team-a/configmaps/%3F", {}],
    ["/api/v1/namespaces/team-a/testruns/%3F", { method: "DELETE" }],
    ["/api/v1/namespaces/team-a/testruns/..%2F..%2Fteam-b%2Ftestruns%2Fx", {}],
    ["/api/v1/namespaces/team-b%2Fpods%2Fx%3F/configmaps/y", {}],
    ["/api/v1/objects?namespace=team-b%2F..", {}],
    ["/api/v1/watch?namespace=team-b%3F", {}],
    ["/api/v1/checks", { body: { namespace: "team-b/..", secrets: ["a"] } }],
    ["/api/v1/checks", { body: { namespace: "team-a", configMaps: ["../../team-b/configmaps/x"] } }],
    [path, { body: wish("team-b").body }],
  ]) {
    const answer = await question(server, what, { as: kari, ...how });
    assert.ok([400, 403, 404].includes(answer.status), `${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    assert.ok(!JSON.stringify(answer.body).includes('"spec"'), what);
  }
  const seen = await question(server, `${path}/dry-run`, { as: kari, body: wish("team-b").body });
  assert.equal(seen.status, 200);
  for (const { refused } of seen.body.objects) assert.equal(refused.status, 403, JSON.stringify(seen.body));
  const watched = await fetch(`${server.url}/api/v1/watch?namespace=team-b`, { headers: { authorization: `Bearer ${kari}` } });
  const told = await watched.text();
  assert.ok(told.includes("refused-by-cluster") && !told.includes(run), told);
  assert.deepEqual(await there(cluster, "team-b", "testruns"), [run]);
});

test("nor by an object of another namespace, or an overlay", async () => {
  const kari = await as("kari");
  // One that no run of the config can name: it is left out.
  const { body: named } = wish("team-a", { extra: naming("env-secret") });
  const without = await question(server, path, { as: kari, body: { ...named, sealed_secrets: [sealedSecret("team-b", "env-secret")] } });
  assert.deepEqual((without.body.objects ?? []).filter(({ kind }) => kind === "SealedSecret"), [], JSON.stringify(without.body));
  const { body } = wish("team-a");
  for (const wrong of [
    { ...body, overlay: 'function(object) object + { metadata+: { namespace: "team-b" } }' },
    { ...body, overlay: '{ metadata+: { namespace: "team-b" } }' },
    { ...body, config: { ...body.config, text: body.config.text.replace("team-a", "team-b") } },
  ]) {
    const answer = await question(server, path, { as: kari, body: wrong });
    assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${JSON.stringify(answer.body)}`);
  }
  assert.deepEqual((await there(cluster, "team-b", "sealedsecrets")), []);
});

test("headers that say who asks are nobody's word", async () => {
  const { body } = wish("team-b");
  const headers = { "impersonate-user": "ola", "impersonate-group": "team-b:testers", "x-forwarded-user": "ola", "x-forwarded-groups": "team-b:testers" };
  assert.equal((await question(server, path, { body, headers })).status, 401);
  assert.equal((await question(server, path, { as: await as("kari"), body, headers })).status, 403);
});

test("tokens that are not the provider's, not for this program, or not of now are refused", async () => {
  const { privateKey } = await generateKeyPair("RS256");
  const other = { ...provider.key(), privateKey };
  for (const [what, token, kind] of [
    ["none", undefined, "sign-in"],
    ["no token", "x", "token-not-accepted"],
    ["alg none", provider.unsigned("kari"), "token-not-accepted"],
    ["the public key as a secret", await provider.confused("kari"), "token-not-accepted"],
    ["of another audience", await provider.token("kari", { claims: { aud: "other-program" } }), "token-not-accepted"],
    ["of several audiences", await provider.token("kari", { claims: { aud: ["k6cfg", "other-program"] } }), "token-not-accepted"],
    ["of another party", await provider.token("kari", { claims: { azp: "other-program" } }), "token-not-accepted"],
    ["of another issuer", await provider.token("kari", { claims: { iss: "https://evil.example" } }), "token-not-accepted"],
    ["expired", await provider.token("kari", { seconds: -60 }), "token-expired"],
    ["not yet valid", await provider.token("kari", { claims: { nbf: Math.floor(Date.now() / 1000) + 300 } }), "token-not-accepted"],
    ["signed by somebody else", await provider.token("kari", { signedWith: other }), "token-not-accepted"],
    ["changed", (await as("kari")).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ iss: provider.issuer, sub: "ola", aud: "k6cfg", exp: 9999999999 })).toString("base64url")}.`), "token-not-accepted"],
    ["one of the cluster's own groups", await provider.token("boss"), "token-not-accepted"],
    ["one of the cluster's own names", await provider.token("system:admin"), "token-not-accepted"],
  ]) {
    const answer = await question(server, "/api/v1/me", { as: token });
    assert.equal(answer.status, 401, `${what}: ${JSON.stringify(answer.body)}`);
    assert.equal(kindOf(answer), kind, what);
    assert.match(answer.headers.get("www-authenticate"), /^Bearer/);
  }
  assert.equal((await question(server, "/api/v1/me", { as: await as("kari") })).status, 200);
});

test("after the provider changed its key, the new one counts and the old one does not", async () => {
  const before = await as("kari");
  await provider.rotate();
  // The server asks for keys at most every five seconds.
  await new Promise((done) => setTimeout(done, 5_500));
  assert.equal((await question(server, "/api/v1/me", { as: await as("kari") })).status, 200);
  assert.equal(kindOf(await question(server, "/api/v1/me", { as: before })), "token-not-accepted");
});

test("whoever lacks a verb is told which", async () => {
  const dev = await as("dev");
  const { body: access } = await question(server, "/api/v1/namespaces/team-a/access", { as: dev });
  assert.deepEqual(access.submit, { allowed: false, missing: [{ verb: "create", resource: "configmaps" }] });
  assert.deepEqual(access.see, { allowed: true });
  assert.deepEqual(access.logs.missing, [{ verb: "get", resource: "pods/log" }]);
  const refused = await question(server, path, { as: dev, body: wish("team-a").body });
  assert.equal(refused.status, 403);
  assert.match(refused.body.detail, /cannot (create|patch) resource "configmaps".*"team-a"/);
  assert.equal(refused.body.refused[0].kind, "ConfigMap");
  assert.equal(refused.body.untried[0].kind, "TestRun");
  const { body: none } = await question(server, "/api/v1/namespaces/team-b/access", { as: dev });
  assert.ok(!none.submit.allowed && !none.see.allowed && !none.delete.allowed);
});

test("a pipeline's account submits, and makes a SealedSecret though it may not change one", async () => {
  const [sealed, extra] = [sealedSecret("team-a", "api-token"), naming("api-token")];
  const { body } = wish("team-a", { extra, sealed: [sealed] });
  const answer = await question(server, path, { as: await as("pipeline"), body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  assert.deepEqual(answer.body.objects.map(({ kind, outcome }) => `${kind} ${outcome}`), ["SealedSecret created", "ConfigMap created", "TestRun created"]);
  // The next run with the same secret: it is there, and stays as it is.
  const next = await question(server, path, { as: await as("pipeline"), body: wish("team-a", { extra, sealed: [sealed] }).body });
  assert.equal(next.status, 201, JSON.stringify(next.body));
  assert.equal(next.body.objects[0].outcome, "unchanged");
});

test("on behalf of developers the server's own account does what they may not, where they may create runs", async () => {
  const behalf = await startServer(cluster, { args: [...provider.args, "--act", "on-behalf"] });
  try {
    const dev = await as("dev");
    const { body: access } = await question(behalf, "/api/v1/namespaces/team-a/access", { as: dev });
    assert.deepEqual([access.submit, access.seal], [{ allowed: true }, { allowed: true }]);
    const { body, objects } = wish("team-a");
    const answer = await question(behalf, path, { as: dev, body });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    const name = objects.find(({ kind }) => kind === "TestRun").metadata.name;
    const { body: run } = await ask(cluster, `/apis/k6.io/v1alpha1/namespaces/team-a/testruns/${name}`);
    assert.equal(run.metadata.annotations["k6cfg/submitted-by"], "dev");

    // The archive is shown, which developers may get; the SealedSecret, which they may not, is not.
    const [sealed, extra] = [sealedSecret("team-a", "api-token"), naming("api-token")];
    await apply(cluster, "/apis/bitnami.com/v1alpha1/namespaces/team-a/sealedsecrets/api-token", JSON.stringify(sealed));
    const again = submission({ namespace: "team-a", tests: [`t${count}`], at: 1_700_000_000_000 + count, extra, sealed: [sealed] });
    const { body: { objects: shown } } = await question(behalf, `${path}/dry-run`, { as: dev, body: again.body });
    assert.deepEqual(shown.map(({ kind, live }) => [kind, Boolean(live)]), [["SealedSecret", false], ["ConfigMap", true], ["TestRun", true]], JSON.stringify(shown).slice(0, 800));

    const before = await there(cluster, "team-b", "configmaps");
    const other = await question(behalf, path, { as: dev, body: wish("team-b").body });
    assert.equal(kindOf(other), "not-allowed");
    assert.match(other.body.detail, /you may not create testruns\.k6\.io in the namespace `team-b`/);
    for (const [what, how] of [
      ["/api/v1/objects?namespace=team-b", {}],
      ["/api/v1/objects", {}],
      ["/api/v1/namespaces/team-b/configmaps/x", {}],
      ["/api/v1/namespaces/team-b/testruns/x", { method: "DELETE" }],
      ["/api/v1/namespaces/team-b/testruns/x/pods", {}],
      [`/api/v1/namespaces/team-a/testruns/${name}/pods/x/log`, {}],
      ["/api/v1/checks", { body: { namespace: "team-b" } }],
    ]) {
      assert.equal((await question(behalf, what, { as: dev, ...how })).status, 403, what);
    }
    const watched = await fetch(`${behalf.url}/api/v1/watch?namespace=team-b`, { headers: { authorization: `Bearer ${dev}` } });
    // It ends there: nothing of what the server's own account sees is told.
    assert.match(await watched.text(), /^\{"problem":\{"type":"urn:k6cfg:problem:not-allowed"[^\n]*\n$/);
    assert.deepEqual(await there(cluster, "team-b", "configmaps"), before);
  } finally {
    await behalf.stop();
  }
});

test("through a proxy, and from nowhere else, headers say who asks", async () => {
  const from = ["--sign-in", "proxy", "--proxy-from", "127.0.0.1"];
  const [near, far] = await Promise.all([
    startServer(cluster, { args: from }),
    startServer(cluster, { args: ["--sign-in", "proxy", "--proxy-from", "10.0.0.0/8"] }),
  ]);
  try {
    const headers = { "x-forwarded-user": "kari", "x-forwarded-groups": "team-a:testers" };
    const me = await question(near, "/api/v1/me", { headers });
    assert.deepEqual([me.status, me.body.user, me.body.groups], [200, "kari", ["team-a:testers"]]);
    assert.equal((await question(near, path, { headers, body: wish("team-b").body })).status, 403);
    assert.equal((await question(near, path, { headers, body: wish("team-a").body })).status, 201);
    assert.equal(kindOf(await question(near, "/api/v1/me")), "nobody");
    assert.equal(kindOf(await question(far, "/api/v1/me", { headers })), "not-through-proxy");
  } finally {
    await Promise.all([near.stop(), far.stop()]);
  }
});

test("one person has a limit, others do not share it", async () => {
  const limited = await startServer(cluster, { args: [...provider.args, "--submits-per-minute", "2"] });
  try {
    const kari = await as("kari");
    const submit = (who) => question(limited, `${path}/dry-run`, { as: who, body: wish("team-a").body });
    assert.equal((await submit(kari)).status, 200);
    assert.equal((await submit(kari)).status, 200);
    assert.equal(kindOf(await submit(kari)), "too-many-submits");
    assert.equal((await submit(await as("dev"))).status, 200);
  } finally {
    await limited.stop();
  }
});

test("no token is in a log", async () => {
  const token = await as("kari");
  await question(server, "/api/v1/me", { as: token });
  assert.ok(!server.said().includes(token.slice(-40)));
});
