// The Kubernetes objects of one run.
//
// input.run       what the team's config says, with every default filled in
// input.platform  what the platform profile says, filled in for this run
// input.arguments command-line arguments of k6
// input.words     all arguments, word by word; null for an operator before 1.6
// input.archive   { text: … } or { base64: … }
local configMap = import 'configmap.libsonnet';
local testRun = import 'testrun.libsonnet';

function(input) {
  config_map: configMap(input),
  test_run: testRun(input),
}
