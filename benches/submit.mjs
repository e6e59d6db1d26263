// A submit against what it replaces and against its limits:
// - 20 runs to a real API server, and `kubectl apply --server-side` of the same objects;
// - 50 submits a second to the embedded cluster, for ten seconds;
// - memory of a server that does nothing, and of one that watches 1,000 runs.
// Usage: node benches/submit.mjs. Exits 1 when a figure is over its limit.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { apply, applyDefinitions, ask, startCluster } from "../tests/cluster/lib/cluster.mjs";
import { freePort, start } from "../tests/cluster/lib/program.mjs";
import { question, startServer } from "../tests/cluster/lib/server.mjs";
import { submission } from "../tests/cluster/lib/submit.mjs";

const limits = { ratio: 1.3, perSecond: 50, p99: 200, idle: 64, watching: 256 };
const rounds = 7;
const path = "/api/v1/submissions";
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const at = (numbers, part) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];

function say(what, figure, limit, unit) {
  const over = figure > limit;
  console.log(`${what.padEnd(64)}${figure.toFixed(2).padStart(10)} of ${limit} ${unit}${over ? "  OVER" : ""}`);
  if (over) process.exitCode = 1;
}

/** MiB that a process has in memory. */
const memory = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;

const cluster = await startCluster();
try {
  await applyDefinitions(cluster);
  const server = await startServer(cluster);
  say("memory, doing nothing", memory(server.pid), limits.idle, "MiB");
  await againstKubectl(server);
  await watching(server);
  await server.stop();
} finally {
  await cluster.stop();
}
await sustained();

async function againstKubectl(server) {
  const tests = Array.from({ length: 20 }, (_, n) => `t${n}`);
  const folder = mkdtempSync(join(tmpdir(), "k6cfg-bench-"));
  const times = { ours: [], theirs: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const way of round % 2 ? ["ours", "theirs"] : ["theirs", "ours"]) {
        const namespace = `${way}-${round}`;
        await apply(cluster, `/api/v1/namespaces/${namespace}`, JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }));
        const { body, objects } = submission({ namespace, tests });
        const file = join(folder, `${namespace}.json`);
        // Kinds in the order in which they are needed.
        const items = objects.toSorted((a, b) => a.kind.localeCompare(b.kind));
        writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
        const begin = performance.now();
        if (way === "ours") {
          const { status, body: said } = await question(server, path, { body });
          if (status !== 201) throw new Error(JSON.stringify(said));
        } else {
          execFileSync("kubectl", ["--kubeconfig", cluster.kubeconfig, "apply", "--server-side", "-f", file], { stdio: "ignore" });
        }
        times[way].push(performance.now() - begin);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [ours, theirs] = [middle(times.ours), middle(times.theirs)];
  console.log(`20 runs: ${ours.toFixed(0)} ms here, ${theirs.toFixed(0)} ms with kubectl apply --server-side (the middle of ${rounds})`);
  say("a submit of 20 runs, times kubectl apply", ours / theirs, limits.ratio, "times");
}

async function watching(server) {
  await apply(cluster, "/api/v1/namespaces/many", JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: "many" } }));
  const { objects } = submission({ namespace: "many" });
  const run = objects.find(({ kind }) => kind === "TestRun");
  for (let first = 0; first < 1000; first += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, n) => {
      const name = `run-${first + n}`;
      const one = { ...run, metadata: { ...run.metadata, name } };
      return ask(cluster, "/apis/k6.io/v1alpha1/namespaces/many/testruns", { method: "POST", body: JSON.stringify(one) });
    }));
  }
  const readers = await Promise.all(Array.from({ length: 10 }, async () => {
    const answer = await fetch(`${server.url}/api/v1/watch?namespace=many`);
    const reader = answer.body.getReader();
    let text = "";
    while (!text.includes('"told"')) text += new TextDecoder().decode((await reader.read()).value);
    return reader;
  }));
  say("memory, ten watching 1,000 runs", memory(server.pid), limits.watching, "MiB");
  await Promise.all(readers.map((reader) => reader.cancel()));
}

/** As many a second as the limit says, whether or not the ones before are answered. */
async function sustained() {
  const folder = mkdtempSync(join(tmpdir(), "k6cfg-bench-"));
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const program = start(process.env.K6CFG_SERVER, ["--listen", `127.0.0.1:${port}`, "--data", folder, "--page", "no-page"], { log: join(folder, "log") });
  const server = { url: `http://127.0.0.1:${port}` };
  try {
    await program.until("the server answers", async () => (await fetch(`${server.url}/healthz`)).ok);
    const seconds = 10;
    const count = limits.perSecond * seconds;
    const bodies = Array.from({ length: count }, (_, n) => submission({ namespace: `n${n}`, at: 1_700_000_000_000 + n }).body);
    const times = [];
    const begin = performance.now();
    await Promise.all(bodies.map(async (body, n) => {
      const due = begin + (n * 1000) / limits.perSecond;
      await new Promise((done) => setTimeout(done, due - performance.now()));
      const asked = performance.now();
      const { status, body: said } = await question(server, path, { body });
      if (status !== 201) throw new Error(JSON.stringify(said));
      times.push(performance.now() - asked);
    }));
    const took = (performance.now() - begin) / 1000;
    console.log(`${count} submits in ${took.toFixed(1)} s: middle ${middle(times).toFixed(0)} ms, 99 % within ${at(times, 0.99).toFixed(0)} ms`);
    say("time for what comes in ten seconds", took, seconds * 1.05, "s");
    say(`p99 at ${limits.perSecond} submits a second, embedded`, at(times, 0.99), limits.p99, "ms");
  } finally {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
