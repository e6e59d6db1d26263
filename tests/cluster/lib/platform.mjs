// A platform as real ones are: namespaces of teams, and what developers and pipelines may do in them.

import { apply, ask } from "./cluster.mjs";

const rule = (group, resources, verbs) => ({ apiGroups: [group], resources, verbs });
const all = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** Developers have all of runs, and cannot make a ConfigMap. */
const roles = {
  developers: [
    rule("", ["configmaps"], ["get", "list", "watch", "delete", "patch"]),
    rule("k6.io", ["testruns"], all),
    rule("", ["pods"], ["get", "list", "watch"]),
    rule("bitnami.com", ["sealedsecrets"], ["list", "watch", "delete"]),
  ],
  pipelines: [
    rule("", ["configmaps"], ["create", "update", "delete", "get", "patch"]),
    rule("k6.io", ["testruns"], all),
    rule("bitnami.com", ["sealedsecrets"], ["create", "update"]),
    rule("", ["pods/log"], ["get", "list"]),
  ],
  // What submitting as oneself needs.
  testers: [
    rule("", ["configmaps"], ["create", "get", "list", "watch", "patch", "delete"]),
    rule("k6.io", ["testruns"], all),
    rule("bitnami.com", ["sealedsecrets"], ["create", "get", "list", "watch", "patch", "delete"]),
    rule("", ["pods", "resourcequotas"], ["get", "list"]),
    rule("", ["pods/log"], ["get"]),
  ],
  readers: [rule("k6.io", ["testruns"], ["get", "list", "watch"])],
};

const rbac = "rbac.authorization.k8s.io";

/** Namespaces `names`; the group `<name>:<role>` has that role in each. */
export async function makeTeams(cluster, names) {
  for (const namespace of names) {
    await apply(cluster, `/api/v1/namespaces/${namespace}`, object("v1", "Namespace", { name: namespace }));
    for (const [name, rules] of Object.entries(roles)) {
      const there = `/apis/${rbac}/v1/namespaces/${namespace}`;
      const metadata = { name, namespace };
      await apply(cluster, `${there}/roles/${name}`, object(`${rbac}/v1`, "Role", metadata, { rules }));
      const binding = {
        roleRef: { apiGroup: rbac, kind: "Role", name },
        subjects: [{ apiGroup: rbac, kind: "Group", name: `${namespace}:${name}` }],
      };
      await apply(cluster, `${there}/rolebindings/${name}`, object(`${rbac}/v1`, "RoleBinding", metadata, binding));
    }
  }
}

const object = (apiVersion, kind, metadata, rest = {}) => JSON.stringify({ apiVersion, kind, metadata, ...rest });

/** A token of a service account, as its pod would have it. */
export async function accountToken(cluster, namespace, name) {
  const { status, body } = await ask(cluster, `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`, {
    method: "POST",
    body: JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: { expirationSeconds: 3600 } }),
  });
  if (status !== 201) throw new Error(`no token: ${status} ${JSON.stringify(body)}`);
  return body.status.token;
}

/** Names of the objects of a kind in a namespace, as an administrator sees them. */
export async function there(cluster, namespace, resource) {
  const group = { testruns: "/apis/k6.io/v1alpha1", sealedsecrets: "/apis/bitnami.com/v1alpha1", configmaps: "/api/v1" }[resource];
  const { body } = await ask(cluster, `${group}/namespaces/${namespace}/${resource}`);
  return body.items.map(({ metadata }) => metadata.name).filter((name) => name !== "kube-root-ca.crt").sort();
}
