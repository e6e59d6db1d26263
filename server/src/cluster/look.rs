//! What has to be there before a run can start, and whether it is.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{Kind, Object};

/// What a submit counts on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Wanted {
    pub namespace: String,
    /// Names of Secrets that pods read.
    #[serde(default)]
    pub secrets: Vec<String>,
    /// Names of ConfigMaps that pods read.
    #[serde(default)]
    pub config_maps: Vec<String>,
    /// Of objects that would be new, by kind: what a quota counts.
    #[serde(default)]
    pub runs: u64,
}

/// One thing that was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// `Namespace`, `ResourceQuota`, `Secret` or `ConfigMap`.
    pub kind: &'static str,
    pub name: String,
    pub state: State,
    /// Why, in plain words.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Found,
    Missing,
    /// It may be there, and cannot be seen from here.
    Unknown,
}

impl Wanted {
    /// What the runs among `objects` read, where it does not come with them. All are of one namespace.
    pub fn of(objects: &[Object]) -> Self {
        let mut wanted = Self { namespace: String::new(), secrets: Vec::new(), config_maps: Vec::new(), runs: 0 };
        let comes_along = |kind: Kind, name: &str| {
            objects.iter().any(|object| object.key().kind == kind && object.key().name == name)
        };
        for run in objects.iter().filter(|object| object.key().kind == Kind::TestRun) {
            wanted.namespace.clone_from(&run.key().namespace);
            wanted.runs += 1;
            let Some(spec) = run.body().get("spec") else { continue };
            for pod in ["runner", "initializer", "starter"] {
                for (kind, name) in references(&spec[pod]) {
                    let (names, from) = match kind {
                        Reference::Secret => (&mut wanted.secrets, Kind::SealedSecret),
                        Reference::ConfigMap => (&mut wanted.config_maps, Kind::ConfigMap),
                    };
                    if !names.iter().any(|known| known == name) && !comes_along(from, name) {
                        names.push(name.to_owned());
                    }
                }
            }
        }
        wanted
    }
}

#[derive(Clone, Copy)]
enum Reference {
    Secret,
    ConfigMap,
}

/// What a pod takes variables from, and cannot start without.
fn references(pod: &Value) -> Vec<(Reference, &str)> {
    let list = |field: &str| pod[field].as_array().into_iter().flatten();
    let whole = list("envFrom").map(|from| (&from["secretRef"], &from["configMapRef"]));
    let keys = list("env").map(|one| &one["valueFrom"]).map(|from| (&from["secretKeyRef"], &from["configMapKeyRef"]));
    whole
        .chain(keys)
        .flat_map(|(secret, map)| [(Reference::Secret, secret), (Reference::ConfigMap, map)])
        .filter(|(_, reference)| reference["optional"] != true)
        .filter_map(|(kind, reference)| Some((kind, reference["name"].as_str()?)))
        .collect()
}

impl Finding {
    pub(super) fn new(kind: &'static str, name: impl Into<String>, state: State, words: impl Into<String>) -> Self {
        Self { kind, name: name.into(), state, words: words.into() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_run_needs_what_its_pods_read() {
        let run = json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun", "metadata": {"name": "r", "namespace": "n"},
            "spec": {"runner": {
                "envFrom": [{"secretRef": {"name": "a"}}, {"configMapRef": {"name": "m"}}, {"secretRef": {"name": "sealed"}},
                    {"secretRef": {"name": "may-lack", "optional": true}}],
                "env": [{"name": "X", "value": "1"}, {"name": "Y", "valueFrom": {"secretKeyRef": {"name": "b", "key": "k"}}}]}}});
        let sealed = json!({"apiVersion": "bitnami.com/v1alpha1", "kind": "SealedSecret",
            "metadata": {"name": "sealed", "namespace": "n"}});
        let objects: Vec<Object> = [sealed, run].map(|object| Object::read(object).unwrap()).into();
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let expected =
            Wanted { namespace: "n".to_owned(), secrets: names(&["a", "b"]), config_maps: names(&["m"]), runs: 1 };
        assert_eq!(Wanted::of(&objects), expected);
    }
}
