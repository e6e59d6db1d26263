// What clusters do to a submit: they refuse, stop, forget and lose the program that asked. Nothing is lost, nothing doubled.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { apply, applyDefinitions, ask, startCluster } from "./lib/cluster.mjs";
import { makeTeams, there } from "./lib/platform.mjs";
import { freePort } from "./lib/program.mjs";
import { startProvider } from "./lib/provider.mjs";
import { kindOf, question, startServer } from "./lib/server.mjs";
import { submission } from "./lib/submit.mjs";

const path = "/api/v1/submissions";
const quota = "/api/v1/namespaces/team-d/resourcequotas/runs";
const people = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`tester-${n}`, [`team-${n % 2 ? "a" : "b"}:testers`]]));
let cluster, provider, server;
let count = 0;
const wish = (namespace, rest = {}) => submission({ namespace, tests: [`x${++count}`], at: 1_700_000_000_000 + count * 1000, ...rest });
const named = (objects, kind) => objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name).sort();

before(async () => {
  cluster = await startCluster();
  await applyDefinitions(cluster);
  await makeTeams(cluster, ["team-a", "team-b", "team-c", "team-d"]);
  // Counted some time after it is made.
  await apply(cluster, quota, JSON.stringify({
    apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "runs", namespace: "team-d" }, spec: { hard: { "count/testruns.k6.io": "1" } },
  }));
  provider = await startProvider(people);
  // As the cluster's administrator: rights are the matter of other tests.
  server = await startServer(cluster);
});

after(async () => {
  await server?.stop();
  await provider?.stop();
  await cluster?.stop();
});

/** A webhook that `decide` answers for: an object's kind and name in, a message or nothing out. */
async function startWebhook(resources, decide) {
  const [key, crt] = [join(cluster.folder, "webhook.key"), join(cluster.folder, "webhook.crt")];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", crt], { stdio: "ignore" });
  const port = await freePort();
  const answer = async (asked, answered) => {
    const parts = [];
    for await (const part of asked) parts.push(part);
    const { request } = JSON.parse(Buffer.concat(parts));
    const message = await decide(request);
    const response = { uid: request.uid, allowed: !message, ...(message ? { status: { code: 403, message } } : {}) };
    answered.setHeader("content-type", "application/json");
    answered.end(JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response }));
  };
  const hook = createServer({ key: readFileSync(key), cert: readFileSync(crt) }, answer).listen(port, "127.0.0.1");
  await once(hook, "listening");
  const address = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/tests";
  await apply(cluster, address, JSON.stringify({
    apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingWebhookConfiguration", metadata: { name: "tests" },
    webhooks: [{
      name: "tests.example.org", sideEffects: "None", admissionReviewVersions: ["v1"], timeoutSeconds: 20, failurePolicy: "Fail",
      clientConfig: { url: `https://127.0.0.1:${port}/`, caBundle: readFileSync(crt).toString("base64") },
      rules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources }],
    }],
  }));
  // Until the API server has heard of it.
  await pause(1_500);
  return async () => {
    await ask(cluster, address, { method: "DELETE" });
    await pause(1_500);
    hook.closeAllConnections();
    hook.close();
  };
}

test("an admission webhook denies: in its own words, per object, and what was there stays", async () => {
  const stop = await startWebhook(["testruns"], ({ name }) => (name.endsWith("f") ? "runs are closed on Sundays" : undefined));
  try {
    // Two runs in one namespace: the second's name ends with the next suffix.
    const { body } = submission({ namespace: "team-c", tests: ["first", "second"], suffix: "aaaae" });
    const foreseen = await question(server, `${path}/dry-run`, { body });
    assert.deepEqual(foreseen.body.objects.map(({ outcome, refused }) => outcome ?? refused.status), ["created", "created", "created", 403]);
    assert.match(foreseen.body.objects[3].refused.message, /runs are closed on Sundays/);
    assert.deepEqual(await there(cluster, "team-c", "testruns"), []);
    const answer = await question(server, path, { body });
    assert.equal(answer.status, 403);
    assert.match(answer.body.detail, /runs are closed on Sundays/);
    assert.deepEqual(answer.body.applied.map(({ kind, outcome }) => `${kind} ${outcome}`), ["ConfigMap created", "ConfigMap created", "TestRun created"]);
    assert.equal(answer.body.refused.length, 1);
    await stop();
    const again = await question(server, path, { body });
    assert.equal(again.status, 201, JSON.stringify(again.body));
    assert.deepEqual(again.body.objects.map(({ outcome }) => outcome), ["unchanged", "unchanged", "unchanged", "created"]);
  } finally {
    await stop().catch(() => {});
  }
});

test("somebody else set an archive: it stays until it is taken over", async () => {
  const { body, objects } = wish("team-a");
  const archive = objects.find(({ kind }) => kind === "ConfigMap");
  const field = archive.binaryData ? "binaryData" : "data";
  const theirs = { ...archive, [field]: { "archive.tar": Buffer.from("theirs").toString("base64") } };
  const address = `/api/v1/namespaces/team-a/configmaps/${archive.metadata.name}`;
  await apply(cluster, address, JSON.stringify(theirs));
  const foreseen = await question(server, `${path}/dry-run`, { body });
  assert.equal(foreseen.body.objects[0].refused.setByAnother, true, JSON.stringify(foreseen.body.objects[0].refused));
  const refused = await question(server, path, { body });
  assert.deepEqual([refused.status, kindOf(refused)], [409, "set-by-another"]);
  assert.match(refused.body.detail, /"tests"/);
  assert.deepEqual((await ask(cluster, address)).body[field], theirs[field]);
  const [run] = named(objects, "TestRun");
  assert.ok(!(await there(cluster, "team-a", "testruns")).includes(run));
  const taken = await question(server, path, { body: { ...body, take_over: true } });
  assert.equal(taken.status, 201, JSON.stringify(taken.body));
  assert.deepEqual((await ask(cluster, address)).body[field], archive[field]);
});

test("an archive stays with the runs that need it, also when a submit is repeated", async () => {
  const tests = ["owned"];
  const first = submission({ namespace: "team-c", tests, at: 1_715_000_000_000 });
  const [archive] = named(first.objects, "ConfigMap");
  const [run] = named(first.objects, "TestRun");
  const address = `/api/v1/namespaces/team-c/configmaps/${archive}`;
  const runs = "/apis/k6.io/v1alpha1/namespaces/team-c/testruns";
  const owners = async () => ((await ask(cluster, address)).body.metadata.ownerReferences ?? []).map(({ name }) => name);
  assert.equal((await question(server, path, { body: first.body })).status, 201);
  assert.deepEqual(await owners(), [run]);
  // It has started, as k6-operator says, and does not need its archive any more.
  const started = await ask(cluster, `${runs}/${run}/status`, {
    method: "PATCH", type: "application/merge-patch+json", body: JSON.stringify({ status: { stage: "started" } }),
  });
  assert.equal(started.status, 200, JSON.stringify(started.body));
  assert.equal((await question(server, path, { body: first.body })).status, 200);
  assert.deepEqual(await owners(), [run]);

  const second = submission({ namespace: "team-c", tests, at: 1_715_000_060_000 });
  const [later] = named(second.objects, "TestRun");
  assert.equal((await question(server, path, { body: second.body })).status, 201);
  assert.deepEqual(await owners(), [later]);
  await ask(cluster, `${runs}/${later}`, { method: "DELETE" });
  for (let left = 300; (await ask(cluster, address)).status !== 404; left--) {
    assert.ok(left, "nobody owns it, and it is there");
    await pause(200);
  }
});

test("an archive as large as a ConfigMap may be", async () => {
  const { body, objects } = wish("team-a", { filler: 900_000 });
  const archive = objects.find(({ kind }) => kind === "ConfigMap");
  assert.ok(JSON.stringify(archive).length > 900_000);
  const answer = await question(server, path, { body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body).slice(0, 500));
  const kept = await ask(cluster, `/api/v1/namespaces/team-a/configmaps/${archive.metadata.name}`);
  assert.deepEqual(kept.body.binaryData ?? kept.body.data, archive.binaryData ?? archive.data);
});

/** Submits, does something when the first object is applied, and gives the last line. */
async function told(body, then) {
  const answer = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/x-ndjson" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200);
  let text = "";
  let doing;
  for await (const piece of answer.body) {
    text += new TextDecoder().decode(piece);
    if (!doing && text.includes('"applied"')) doing = then();
  }
  await doing;
  assert.ok(doing, text);
  return JSON.parse(text.trimEnd().split("\n").at(-1));
}

test("the API server is restarted in the middle of a submit", async () => {
  const { body, objects } = submission({ namespace: "team-a", tests: Array.from({ length: 20 }, (_, n) => `r${n}`), at: 1_710_000_000_000 });
  const last = await told(body, () => cluster.restartApi());
  // It went on when the API server was there again; or it says what it did not do, and the same again does it.
  assert.ok(last.done ?? last.problem, JSON.stringify(last));
  const answer = await question(server, path, { body });
  assert.ok([200, 201].includes(answer.status), JSON.stringify(answer.body));
  const runs = await there(cluster, "team-a", "testruns");
  for (const name of named(objects, "TestRun")) assert.equal(runs.filter((one) => one === name).length, 1);
});

test("the API server pauses in the middle of a submit", async () => {
  const { body, objects } = submission({ namespace: "team-a", tests: Array.from({ length: 10 }, (_, n) => `p${n}`), at: 1_711_000_000_000 });
  const last = await told(body, async () => {
    cluster.api.signal("SIGSTOP");
    await pause(4_000);
    cluster.api.signal("SIGCONT");
  });
  assert.ok(last.done, JSON.stringify(last));
  const runs = await there(cluster, "team-a", "testruns");
  for (const name of named(objects, "TestRun")) assert.ok(runs.includes(name), name);
});

test("etcd is slow", async () => {
  const { body } = submission({ namespace: "team-a", tests: Array.from({ length: 5 }, (_, n) => `s${n}`), at: 1_712_000_000_000 });
  const asked = question(server, path, { body });
  let slow = true;
  const hold = (async () => {
    while (slow) {
      cluster.etcd.signal("SIGSTOP");
      await pause(2_000);
      cluster.etcd.signal("SIGCONT");
      await pause(50);
    }
  })();
  const answer = await asked;
  slow = false;
  await hold;
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
});

test("a watch is dropped, the cluster has forgotten, and all is told again", async () => {
  const watched = await fetch(`${server.url}/api/v1/watch?namespace=team-c`, { headers: {} });
  const reader = watched.body.getReader();
  let rest = "";
  const next = async () => {
    for (;;) {
      const end = rest.indexOf("\n");
      if (end >= 0) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 1);
        if (line) return JSON.parse(line);
        continue;
      }
      const { value, done } = await reader.read();
      assert.ok(!done, "it ended");
      rest += new TextDecoder().decode(value);
    }
  };
  const until = async (wanted) => {
    for (;;) {
      const line = await next();
      if (wanted(line)) return line;
    }
  };
  await until((line) => line === "told");
  // A new API server knows nothing of before: asked to go on from there it says 410 Gone.
  await cluster.restartApi();
  const { body, objects } = wish("team-c");
  assert.equal((await question(server, path, { body })).status, 201);
  const [name] = named(objects, "TestRun");
  await until((line) => line.there?.metadata.name === name);
  await ask(cluster, `/apis/k6.io/v1alpha1/namespaces/team-c/testruns/${name}`, { method: "DELETE" });
  await until((line) => line.gone?.name === name);
  await reader.cancel();
});

test("a server is killed between archive and run; another goes on, and nothing is there twice", async () => {
  let hold = true;
  const seen = [];
  const stop = await startWebhook(["testruns"], async ({ name, dryRun }) => {
    seen.push(name);
    while (hold && !dryRun) await pause(50);
  });
  const [first, second] = await Promise.all([startServer(cluster), startServer(cluster)]);
  try {
    const { body, objects } = wish("team-c");
    const asked = question(first, path, { body, headers: { "idempotency-key": "one" } }).catch((error) => error);
    while (!seen.length) await pause(20);
    first.signal("SIGKILL");
    assert.ok((await asked) instanceof Error);
    const maps = await there(cluster, "team-c", "configmaps");
    assert.ok(maps.includes(named(objects, "ConfigMap")[0]));
    hold = false;
    const answer = await question(second, path, { body, headers: { "idempotency-key": "one" } });
    assert.ok([200, 201].includes(answer.status), JSON.stringify(answer.body));
    const runs = await there(cluster, "team-c", "testruns");
    assert.deepEqual(runs.filter((name) => named(objects, "TestRun").includes(name)), named(objects, "TestRun"));
    // The same key from the other server, with something else.
    const other = await question(second, path, { body: wish("team-c").body, headers: { "idempotency-key": "one" } });
    assert.equal(kindOf(other), "key-used");
  } finally {
    hold = false;
    await Promise.all([first.stop(), second.stop(), stop()]);
  }
});

test("one submit that comes twice at once is one", async () => {
  const replicas = await Promise.all([1, 2].map(() => startServer(cluster)));
  try {
    const { body, objects } = wish("team-c");
    const twice = [...replicas, ...replicas].map((replica) => question(replica, path, { body, headers: { "idempotency-key": "twice" } }));
    for (const answer of await Promise.all(twice)) assert.ok([200, 201].includes(answer.status), JSON.stringify(answer.body));
    const [runs, maps] = await Promise.all(["testruns", "configmaps"].map((resource) => there(cluster, "team-c", resource)));
    assert.deepEqual(runs.filter((name) => named(objects, "TestRun").includes(name)), named(objects, "TestRun"));
    assert.deepEqual(maps.filter((name) => named(objects, "ConfigMap").includes(name)), named(objects, "ConfigMap"));
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
  }
});

test("another submit took the key meanwhile: what was applied before is told", async () => {
  const [early, late] = [wish("team-c"), wish("team-c")];
  const [archive] = named(late.objects, "ConfigMap");
  let hold = true;
  const seen = [];
  const stop = await startWebhook(["configmaps"], async ({ name, dryRun }) => {
    seen.push(name);
    while (hold && name === archive && !dryRun) await pause(50);
  });
  try {
    const headers = { "idempotency-key": "contested" };
    const asked = question(server, path, { body: late.body, headers });
    while (!seen.includes(archive)) await pause(20);
    assert.equal((await question(server, path, { body: early.body, headers })).status, 201);
    hold = false;
    const answer = await asked;
    assert.equal(kindOf(answer), "key-used");
    assert.deepEqual(answer.body.applied.map(({ name }) => name), [archive]);
    assert.deepEqual(answer.body.untried.map(({ name }) => name), named(late.objects, "TestRun"));
    const runs = await there(cluster, "team-c", "testruns");
    assert.ok(!runs.some((name) => named(late.objects, "TestRun").includes(name)));
  } finally {
    hold = false;
    await stop();
  }
});

test("100 submits at once from 10 people on two replicas: nothing lost, doubled, or in the wrong namespace", async () => {
  const replicas = await Promise.all([1, 2].map(() => startServer(cluster, { args: provider.args })));
  try {
    const wishes = Array.from({ length: 100 }, (_, n) => {
      const person = `tester-${n % 10}`;
      const namespace = n % 2 ? "team-a" : "team-b";
      return { person, namespace, ...submission({ namespace, tests: [`h${n}`], at: 1_720_000_000_000 + n }) };
    });
    const tokens = Object.fromEntries(await Promise.all(Object.keys(people).map(async (name) => [name, await provider.token(name)])));
    const answers = await Promise.all(wishes.map(({ person, body }, n) => question(replicas[n % 2], path, { as: tokens[person], body })));
    for (const [n, answer] of answers.entries()) assert.equal(answer.status, 201, `${n}: ${JSON.stringify(answer.body)}`);
    for (const namespace of ["team-a", "team-b"]) {
      const of = wishes.filter((wish) => wish.namespace === namespace).flatMap(({ objects }) => objects);
      const [runs, maps] = await Promise.all(["testruns", "configmaps"].map((resource) => there(cluster, namespace, resource)));
      assert.deepEqual(runs.filter((name) => name.includes("-172000000")), named(of, "TestRun"));
      assert.deepEqual(maps.filter((name) => /^h\d/.test(name)), named(of, "ConfigMap"));
    }
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
  }
});

test("a quota is exceeded: the check, the dry run and the submit say so", async () => {
  for (let left = 300; ; left--) {
    const { body } = await ask(cluster, quota);
    if (body.status?.used?.["count/testruns.k6.io"] === "0") break;
    assert.ok(left, "the quota is not counted");
    await pause(200);
  }
  const { body } = submission({ namespace: "team-d", tests: ["q1", "q2"] });
  const checks = await question(server, "/api/v1/checks", { body: { namespace: "team-d", runs: 2 } });
  const found = checks.body.find(({ kind }) => kind === "ResourceQuota");
  assert.deepEqual([found.name, found.state], ["runs", "missing"]);
  assert.match(found.words, /0 of 1 count\/testruns\.k6\.io/);
  const answer = await question(server, path, { body });
  assert.equal(answer.status, 403, JSON.stringify(answer.body));
  assert.match(answer.body.detail, /exceeded quota: runs/);
  assert.equal((await there(cluster, "team-d", "testruns")).length, 1);
  await ask(cluster, quota, { method: "DELETE" });
  const again = await question(server, path, { body });
  assert.equal(again.status, 201, JSON.stringify(again.body));
  assert.equal((await there(cluster, "team-d", "testruns")).length, 2);
});
