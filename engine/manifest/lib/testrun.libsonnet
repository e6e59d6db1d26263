// The TestRun that k6-operator takes up.

// Name and value pairs as an object; a later one of a name replaces an earlier.
local object(pairs) = std.foldl(function(all, pair) all { [pair.name]: pair.value }, pairs, {});

// The team's variables over the platform's, sorted by name.
local env(platform, team) =
  local all = object(platform + team);
  [{ name: name, value: all[name] } for name in std.objectFields(all)];

local envFrom(input) =
  local configMap = input.platform.environment_config_map;
  local notification = input.platform.notification_secret;
  (if configMap == null then [] else [{ configMapRef: { name: configMap } }])
  + [{ secretRef: { name: secret } } for secret in input.run.secrets]
  + (if notification == null then [] else [{ secretRef: { name: notification } }]);

function(input) {
  local run = input.run,
  local platform = input.platform,
  apiVersion: 'k6.io/v1alpha1',
  kind: 'TestRun',
  metadata: {
    name: run.unique_name,
    namespace: run.namespace,
    labels: platform.labels.test_run,
    annotations: platform.annotations,
  },
  spec: {
    // k6-operator splits `arguments` at every space; from 1.6 on it takes words.
    [if input.words == null then 'arguments']:
      std.stripChars(std.join(' ', platform.arguments + [input.arguments]), ' '),
    [if input.words != null then 'args']: input.words,
    parallelism: run.parallelism,
    script: { configMap: { name: run.config_map, file: 'archive.tar' } },
    runner: {
      image: platform.image,
      metadata: { labels: platform.labels.test_run, annotations: platform.annotations },
      resources: { requests: { cpu: run.cpu, memory: run.memory } },
      env: env(platform.runner_env, run.variables),
      envFrom: envFrom(input),
      nodeSelector: platform.node_selector,
      tolerations: platform.tolerations,
    },
  },
}
