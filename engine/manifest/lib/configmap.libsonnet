// The ConfigMap that holds the k6 archive.
function(input) {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: input.run.config_map,
    namespace: input.run.namespace,
    labels: input.platform.labels.config_map,
    annotations: input.platform.annotations,
  },
  [if 'text' in input.archive then 'data']: { 'archive.tar': input.archive.text },
  [if 'base64' in input.archive then 'binaryData']: { 'archive.tar': input.archive.base64 },
}
