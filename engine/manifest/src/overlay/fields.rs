//! What an overlay may set. A platform says on which nodes and with which image
//! a run's pods go, and k6-operator hands arguments and values to a shell: an
//! overlay is no way around either.

use k6cfg_config::shell;
use k6cfg_profile::{NodeType, Profile};
use serde_json::Value;

/// Fields that an object may have; what is in one that is not named further is free.
const TOP: [&str; 6] = ["apiVersion", "kind", "metadata", "data", "binaryData", "immutable"];
const TOP_OF_RUN: [&str; 4] = ["apiVersion", "kind", "metadata", "spec"];
const METADATA: [&str; 4] = ["name", "namespace", "labels", "annotations"];
/// Of a TestRun, as k6-operator defines it: nothing that has a program other than k6 run, or anyone else's rights.
const SPEC: [&str; 12] = [
    "args",
    "arguments",
    "cleanup",
    "initializer",
    "parallelism",
    "paused",
    "quiet",
    "runner",
    "script",
    "separate",
    "starter",
    "testRunId",
];
/// Of a pod in one: no account, volume, container or security context of its own.
const POD: [&str; 10] = [
    "affinity",
    "env",
    "envFrom",
    "image",
    "imagePullPolicy",
    "metadata",
    "nodeSelector",
    "resources",
    "tolerations",
    "topologySpreadConstraints",
];
const PODS: [&str; 3] = ["runner", "initializer", "starter"];

/// Labels and annotations that the server writes.
const OF_THE_SERVER: &str = "k6cfg/";

/// What in `laid` an overlay may not set; `object` is what it was laid over.
pub(super) fn forbidden(profile: &Profile, object: &Value, laid: &Value) -> Option<String> {
    let is_run = object["kind"] == "TestRun";
    unknown("", laid, if is_run { &TOP_OF_RUN } else { &TOP })
        .or_else(|| metadata("metadata", &laid["metadata"]))
        .or_else(|| if is_run { spec(profile, &object["spec"], &laid["spec"]) } else { None })
}

/// A field that is none of these.
fn unknown(place: &str, fields: &Value, known: &[&str]) -> Option<String> {
    let fields = fields.as_object()?;
    let stranger = fields.keys().find(|field| !known.contains(&field.as_str()))?;
    let dot = if place.is_empty() { "" } else { "." };
    Some(format!("sets `{place}{dot}{stranger}`, which is no field for an overlay"))
}

fn metadata(place: &str, metadata: &Value) -> Option<String> {
    unknown(place, metadata, &METADATA).or_else(|| notes(place, metadata))
}

fn notes(place: &str, metadata: &Value) -> Option<String> {
    let notes = ["labels", "annotations"].into_iter().filter_map(|field| Some((field, metadata[field].as_object()?)));
    let mut names = notes.flat_map(|(field, notes)| notes.keys().map(move |name| (field, name)));
    let (field, name) = names.find(|(_, name)| name.starts_with(OF_THE_SERVER))?;
    Some(format!("sets `{place}.{field}` of the name `{name}`: those are the server's"))
}

fn spec(profile: &Profile, before: &Value, spec: &Value) -> Option<String> {
    let runs_in_shell = profile.limits.operator_uses_shell();
    let changed = |field: &str| spec[field] != before[field];
    unknown("spec", spec, &SPEC)
        .or_else(|| {
            let arguments = spec["arguments"].as_str().filter(|_| runs_in_shell && changed("arguments"))?;
            let harmful = shell::in_arguments(arguments);
            (!harmful.is_empty())
                .then(|| format!("sets `spec.arguments` with {}, which a shell would act on", harmful.join(", ")))
        })
        .or_else(|| PODS.into_iter().find_map(|name| pod(profile, name, &before[name], &spec[name])))
}

fn pod(profile: &Profile, name: &str, before: &Value, pod: &Value) -> Option<String> {
    let place = format!("spec.{name}");
    unknown(&place, pod, &POD)
        .or_else(|| metadata(&format!("{place}.metadata"), &pod["metadata"]))
        .or_else(|| {
            if pod["image"] == before["image"] || pod["image"] == profile.image.as_str() {
                return None;
            }
            let image = pod["image"].as_str().unwrap_or_default();
            Some(format!("sets `{place}.image` to `{image}`, and the platform's is `{}`", profile.image))
        })
        .or_else(|| {
            let affinity = &pod["affinity"];
            let nodes = &affinity["nodeAffinity"];
            let why = "which nodes is a matter of node types";
            (!nodes.is_null()).then(|| format!("sets `{place}.affinity.nodeAffinity`: {why}"))
        })
        .or_else(|| {
            let of_a_node_type = |of: fn(&NodeType) -> Value, field: &str| {
                pod[field] == before[field] || profile.node_types.iter().any(|known| of(known) == pod[field])
            };
            let selector = |known: &NodeType| serde_json::to_value(&known.node_selector).unwrap_or_default();
            let tolerations = |known: &NodeType| serde_json::to_value(&known.tolerations).unwrap_or_default();
            let field = if !of_a_node_type(selector, "nodeSelector") {
                "nodeSelector"
            } else if !of_a_node_type(tolerations, "tolerations") {
                "tolerations"
            } else {
                return None;
            };
            Some(format!("sets `{place}.{field}` to that of no node type of the platform"))
        })
        .or_else(|| {
            let has_others = pod["env"] != before["env"];
            let env = pod["env"].as_array().filter(|_| profile.limits.operator_uses_shell() && has_others)?;
            let is_name = |name: &str| {
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
                !name.is_empty() && name.bytes().all(is_plain)
            };
            if let Some(one) = env.iter().find(|one| !one["name"].as_str().is_some_and(is_name)) {
                return Some(format!("sets `{place}.env` with the name {}, which is none for a shell", one["name"]));
            }
            let harmful = |one: &Value| shell::in_value(one["value"].as_str().unwrap_or_default());
            let (one, character) = env.iter().find_map(|one| Some((one, harmful(one)?)))?;
            let variable = one["name"].as_str().unwrap_or_default();
            Some(format!(
                "sets `{place}.env` with {character} in the value of `{variable}`, which a shell would act on"
            ))
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn run() -> Value {
        let profile = Profile::built_in();
        let node = &profile.node_types[0];
        json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun",
            "metadata": {"name": "r", "namespace": "n", "labels": {"a": "b"}},
            "spec": {"arguments": "--tag a=b", "parallelism": 1, "runner": {"image": profile.image,
                "env": [{"name": "A", "value": "1"}], "nodeSelector": node.node_selector, "tolerations": node.tolerations}}})
    }

    fn laid(pointer: &str, value: Value) -> Option<String> {
        let before = run();
        let mut after = before.clone();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        after.pointer_mut(parent).unwrap()[field] = value;
        forbidden(Profile::built_in(), &before, &after)
    }

    #[test]
    fn what_a_team_may_set() {
        assert_eq!(forbidden(Profile::built_in(), &run(), &run()), None);
        let other = Profile::built_in().node_types.last().unwrap();
        for (pointer, value) in [
            ("/spec/cleanup", json!("post")),
            ("/spec/parallelism", json!(2)),
            ("/spec/starter", json!({"image": Profile::built_in().image, "metadata": {"labels": {"a": "b"}}})),
            ("/spec/runner/resources", json!({"limits": {"cpu": "2"}})),
            ("/spec/runner/env", json!([{"name": "A", "value": "a; b"}])),
            ("/spec/runner/nodeSelector", json!(other.node_selector)),
            ("/metadata/annotations", json!({"team": "shop"})),
        ] {
            assert_eq!(laid(pointer, value), None, "{pointer}");
        }
    }

    #[test]
    fn what_is_the_platforms() {
        let no_field = |field: &str| format!("sets `{field}`, which is no field for an overlay");
        for (pointer, value, expected) in [
            ("/status", json!({}), no_field("status")),
            ("/metadata/generation", json!(1), no_field("metadata.generation")),
            ("/spec/token", json!("t"), no_field("spec.token")),
            ("/spec/runner/serviceAccountName", json!("admin"), no_field("spec.runner.serviceAccountName")),
            ("/spec/runner/volumes", json!([]), no_field("spec.runner.volumes")),
            ("/spec/runner/initContainers", json!([]), no_field("spec.runner.initContainers")),
            ("/spec/runner/securityContext", json!({}), no_field("spec.runner.securityContext")),
            (
                "/spec/initializer",
                json!({"containerSecurityContext": {}}),
                no_field("spec.initializer.containerSecurityContext"),
            ),
            (
                "/spec/runner/nodeSelector",
                json!({"pool": "gpu"}),
                "sets `spec.runner.nodeSelector` to that of no node type of the platform".to_owned(),
            ),
            (
                "/spec/runner/tolerations",
                json!([{"operator": "Exists"}]),
                "sets `spec.runner.tolerations` to that of no node type of the platform".to_owned(),
            ),
            (
                "/spec/runner/affinity",
                json!({"nodeAffinity": {}}),
                "sets `spec.runner.affinity.nodeAffinity`: which nodes is a matter of node types".to_owned(),
            ),
            (
                "/spec/runner/nodeSelector",
                json!(null),
                "sets `spec.runner.nodeSelector` to that of no node type of the platform".to_owned(),
            ),
            (
                "/spec/runner/env",
                json!([{"name": "A;id", "value": "x"}]),
                "sets `spec.runner.env` with the name \"A;id\", which is none for a shell".to_owned(),
            ),
            (
                "/metadata/labels",
                json!({"k6cfg/submission": "x"}),
                "sets `metadata.labels` of the name `k6cfg/submission`: those are the server's".to_owned(),
            ),
            (
                "/spec/arguments",
                json!("--tag a=b; id"),
                "sets `spec.arguments` with `;`, which a shell would act on".to_owned(),
            ),
            (
                "/spec/runner/env",
                json!([{"name": "A", "value": "$(id)"}]),
                "sets `spec.runner.env` with `$(` in the value of `A`, which a shell would act on".to_owned(),
            ),
        ] {
            assert_eq!(laid(pointer, value), Some(expected), "{pointer}");
        }
        let image = laid("/spec/starter", json!({"image": "evil.example/miner"})).unwrap();
        assert!(
            image.starts_with("sets `spec.starter.image` to `evil.example/miner`, and the platform's is"),
            "{image}"
        );
    }
}
