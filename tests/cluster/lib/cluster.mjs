// A real Kubernetes API server with its etcd, and the real sealed-secrets controller in it. Keys, certificates and tokens are
// made anew each time, in a folder that goes away with the cluster.

import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, start } from "./program.mjs";

/**
 * Starts etcd and kube-apiserver. `ca` is the text of the certificate to trust, `token` an administrator's, `kubeconfig` a
 * file with all three. `api` and `etcd` are the programs, `restartApi` begins the first anew. What nobody owns any more is deleted, quotas are counted; there are no nodes, and a Deployment or a Job
 * stays as it is.
 */
export async function startCluster() {
  const folder = mkdtempSync(join(tmpdir(), "k6cfg-cluster-"));
  const started = [];
  const stop = async () => {
    await Promise.all(started.map((program) => program.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const etcd = startEtcd(folder, started);
    const cluster = await startApi(folder, etcd.address, started);
    startControllers(folder, cluster, started);
    return Object.assign(cluster, { etcd: etcd.program, folder, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

/** On sockets in the folder: no ports, and nobody else reaches it. */
function startEtcd(folder, started) {
  const [clients, peers] = ["etcd", "peers"].map((name) => `unix://${join(folder, `${name}.sock`)}`);
  const args = {
    "data-dir": join(folder, "etcd"),
    "listen-client-urls": clients,
    "advertise-client-urls": clients,
    "listen-peer-urls": peers,
    "initial-advertise-peer-urls": peers,
    "initial-cluster": `default=${peers}`,
    "unsafe-no-fsync": "true",
  };
  const program = start("etcd", flags(args), { log: join(folder, "etcd.log") });
  started.push(program);
  return { address: clients, program };
}

async function startApi(folder, etcd, started) {
  const file = (name, text) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const token = randomBytes(24).toString("base64url");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const signing = file("accounts.pem", privateKey.export({ type: "pkcs8", format: "pem" }));
  const port = await freePort();
  const args = {
    "etcd-servers": etcd,
    "bind-address": "127.0.0.1",
    "advertise-address": "127.0.0.1",
    "secure-port": port,
    // It makes its own certificate there.
    "cert-dir": folder,
    "token-auth-file": file("tokens.csv", `${token},admin,admin,system:masters\n`),
    "authorization-mode": "RBAC",
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-account-key-file": signing,
    "service-account-signing-key-file": signing,
    "service-cluster-ip-range": "10.0.0.0/24",
    "endpoint-reconciler-type": "none",
    // Nobody makes the accounts that pods would have to have.
    "disable-admission-plugins": "ServiceAccount",
  };
  const cluster = { url: `https://127.0.0.1:${port}`, token };
  const begin = () => {
    cluster.api = start("kube-apiserver", flags(args), { log: join(folder, "kube-apiserver.log") });
    started.push(cluster.api);
  };
  const ready = () => cluster.api.until("kube-apiserver is ready", async () => {
    cluster.ca = readFileSync(join(folder, "apiserver.crt"), "utf8");
    const [ready, namespace] = await Promise.all([ask(cluster, "/readyz"), ask(cluster, "/api/v1/namespaces/kube-system")]);
    return ready.status === 200 && namespace.status === 200;
  });
  begin();
  await ready();
  cluster.kubeconfig = file("kubeconfig", kubeconfig(cluster));
  /** Ended as by a lost machine, and begun again at the same address. */
  cluster.restartApi = async () => {
    await cluster.api.stop();
    begin();
    await ready();
  };
  return cluster;
}

/** Deletes what nobody owns any more, and counts quotas. */
function startControllers(folder, { kubeconfig }, started) {
  const args = {
    kubeconfig,
    controllers: "garbage-collector-controller,resourcequota-controller,namespace-controller",
    "leader-elect": "false",
    "secure-port": "0",
    "resource-quota-sync-period": "2s",
  };
  started.push(start("kube-controller-manager", flags(args), { log: join(folder, "kube-controller-manager.log") }));
}

/** For a token of an account, in JSON, which is YAML. */
export function kubeconfig({ url, ca, token }) {
  const data = Buffer.from(ca).toString("base64");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "test", cluster: { server: url, "certificate-authority-data": data } }],
    users: [{ name: "admin", user: { token } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "admin" } }],
    "current-context": "test",
  });
}

/** Asks the API server: {status, body}, the body as what its JSON says. */
export function ask({ url, ca, token }, path, { method = "GET", type = "application/json", body } = {}) {
  return new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    if (body !== undefined) headers["content-type"] = type;
    const asked = request(`${url}${path}`, { method, ca, headers, agent: false, timeout: 10_000 }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", failed);
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        const json = answer.headers["content-type"]?.startsWith("application/json");
        done({ status: answer.statusCode, body: json ? JSON.parse(text) : text });
      });
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer: ${method} ${path}`)));
    asked.on("error", failed);
    asked.end(body);
  });
}

/** What `kubectl apply --server-side` does with one object, in YAML or JSON. Gives the object as it is then. */
export async function apply(cluster, path, yaml) {
  const { status, body } = await ask(cluster, `${path}?fieldManager=tests&force=true`, {
    method: "PATCH",
    type: "application/apply-patch+yaml",
    body: yaml,
  });
  if (status !== 200 && status !== 201) throw new Error(`${path}: ${status} ${body.message ?? body}`);
  return body;
}

const crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/** Starts the controller as if it ran in the cluster's kube-system, as an administrator. */
export async function startController(cluster) {
  const [port, metrics] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(cluster.folder, "controller-"));
  await applySealedSecretDefinition(cluster);

  // Where a pod has its service account, and nowhere else, is where it looks.
  const account = join(folder, "run/secrets/kubernetes.io/serviceaccount");
  mkdirSync(account, { recursive: true });
  writeFileSync(join(account, "token"), cluster.token, { mode: 0o600 });
  writeFileSync(join(account, "ca.crt"), cluster.ca);
  writeFileSync(join(account, "namespace"), "kube-system");

  const { hostname, port: apiPort } = new URL(cluster.url);
  const controller = start("controller", ["--listen-addr", `127.0.0.1:${port}`, "--listen-metrics-addr", `127.0.0.1:${metrics}`], {
    log: join(folder, "log"),
    through: withRun(join(folder, "run")),
    env: { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: apiPort },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    const asked = () => fetch(`${url}/v1/cert.pem`, { signal: AbortSignal.timeout(5_000) });
    await controller.until("the controller has a certificate", async () => (await asked()).ok);
  } catch (error) {
    await controller.stop();
    throw error;
  }
  return { url, said: controller.said, stop: controller.stop };
}

/** What the cluster must know of: TestRuns and SealedSecrets, as their own projects define them. */
export async function applyDefinitions(cluster) {
  await applySealedSecretDefinition(cluster);
  await applyDefinition(cluster, "testruns.k6.io", fromModule("k6-operator", "github.com/grafana/k6-operator", "config/crd/bases/k6.io_testruns.yaml"));
}

const applySealedSecretDefinition = (cluster) => applyDefinition(
  cluster,
  "sealedsecrets.bitnami.com",
  fromModule("sealed-secrets", "github.com/bitnami/sealed-secrets", "helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml"),
);

/** A file of a Go module that `part` requires. */
function fromModule(part, module, file) {
  const folder = fileURLToPath(new URL(`../parts/${part}`, import.meta.url));
  const found = execFileSync("go", ["-C", folder, "mod", "download", "-json", module], { encoding: "utf8" });
  return readFileSync(join(JSON.parse(found).Dir, file));
}

async function applyDefinition(cluster, name, definition) {
  const path = `${crds}/${name}`;
  await apply(cluster, path, definition);
  for (let left = 100; ; left--) {
    const { body } = await ask(cluster, path);
    if (body.status?.conditions?.some(({ type, status }) => type === "Established" && status === "True")) return;
    if (left === 0) throw new Error(`not established: ${JSON.stringify(body.status)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Why the controller cannot be started here; empty where it can. */
export function mountsRefused() {
  const [program, ...words] = withRun(tmpdir());
  const { status, stderr, error } = spawnSync(program, [...words, "true"]);
  return status === 0 ? "" : `this machine lets nobody mount: ${error?.message ?? stderr.toString().trim()}`;
}

/** The program, and nobody else, sees this folder as /run (and so /var/run), instead of the machine's own. */
const withRun = (folder) => [
  ...["unshare", process.getuid() === 0 ? "-m" : "-rm", "--"],
  ...["sh", "-c", 'mount --bind "$0" /run && exec "$@"', folder],
];

const flags = (named) => Object.entries(named).map(([name, value]) => `--${name}=${value}`);
