//! A submit: sealed secrets, then archives, then runs, each only when what stands
//! before it is there.
//!
//! Fields are set with server-side apply, under this program's name. A TestRun
//! is made and never changed: k6-operator does not look at it again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kube::api::{Api, DeleteParams, DynamicObject, Patch, PatchParams, PostParams};
use serde_json::{Map, Value};

use super::error::is_missing;
use super::{Kubernetes, KubernetesError, MANAGER, read};
use crate::cluster::need::have_other_data;
use crate::cluster::{Applied, ClusterError, Key, Kind, Need, Object, Outcome};

pub(super) async fn apply(cluster: &Kubernetes, mut objects: Vec<Object>) -> Result<Vec<Applied>, ClusterError> {
    objects.sort_by_key(|object| object.key().kind);
    refuse_other_runs(cluster, &objects).await?;
    refuse_needed(cluster, &objects).await?;
    let mut done: Vec<Applied> = Vec::with_capacity(objects.len());
    for object in objects {
        let (key, body) = object.into_parts();
        let api = cluster.objects(key.kind, &key.namespace);
        let step = match key.kind {
            Kind::TestRun => create(&api, &key, body).await,
            Kind::ConfigMap | Kind::SealedSecret => set(&api, &key, body).await,
        };
        match step {
            Ok((outcome, version)) => {
                let api_version = key.kind.api_version();
                done.push(Applied { api_version, key, outcome, resource_version: version });
            }
            Err(error) => return Err(KubernetesError::of(error, &key, done)),
        }
    }
    Ok(done)
}

/// Before anything is applied: a run of the same name that says something else.
async fn refuse_other_runs(cluster: &Kubernetes, objects: &[Object]) -> Result<(), ClusterError> {
    for object in objects.iter().filter(|object| object.key().kind == Kind::TestRun) {
        let key = object.key();
        let Some(there) = read::get(cluster, key.clone()).await? else { continue };
        if !says(&there, &Value::Object(object.body().clone())) {
            return Err(ClusterError::OtherRun(key.clone()));
        }
    }
    Ok(())
}

/// Before anything is applied: an archive that a run which is still starting reads.
async fn refuse_needed(cluster: &Kubernetes, objects: &[Object]) -> Result<(), ClusterError> {
    let mut replaced: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for object in objects.iter().filter(|object| object.key().kind == Kind::ConfigMap) {
        let key = object.key();
        let there = read::get(cluster, key.clone()).await?;
        if there.as_ref().and_then(Value::as_object).is_some_and(|before| have_other_data(before, object.body())) {
            replaced.entry(&key.namespace).or_default().insert(&key.name);
        }
    }
    let mut needs = Vec::new();
    for (namespace, names) in replaced {
        let runs = read::of_kind(cluster, Kind::TestRun, Some(namespace)).await?;
        let need = |run: &DynamicObject| {
            let name = run.metadata.name.clone().unwrap_or_default();
            let key = Key { kind: Kind::TestRun, namespace: namespace.to_owned(), name };
            Need::of(key, &read::whole(Kind::TestRun, run), Timestamp::now())
        };
        needs.extend(
            runs.iter().filter_map(|(_, run)| need(run)).filter(|need| names.contains(need.config_map.as_str())),
        );
    }
    if needs.is_empty() { Ok(()) } else { Err(ClusterError::StillNeeded(needs)) }
}

type Step = Result<(Outcome, String), kube::Error>;

async fn set(api: &Api<DynamicObject>, key: &Key, body: Map<String, Value>) -> Step {
    let before = api.get_opt(&key.name).await?.and_then(|object| object.metadata.resource_version);
    // Nobody else is meant to set these fields, and what was previewed is what is to be there.
    let how = PatchParams::apply(MANAGER).force();
    let after = api.patch(&key.name, &how, &Patch::Apply(Value::Object(body))).await?;
    let version = after.metadata.resource_version.unwrap_or_default();
    let outcome = match before {
        None => Outcome::Created,
        Some(before) if before == version => Outcome::Unchanged,
        Some(_) => Outcome::Configured,
    };
    Ok((outcome, version))
}

/// One that is there already says the same: that was looked at before.
async fn create(api: &Api<DynamicObject>, key: &Key, body: Map<String, Value>) -> Step {
    let version = |object: DynamicObject| object.metadata.resource_version.unwrap_or_default();
    if let Some(there) = api.get_opt(&key.name).await? {
        return Ok((Outcome::Unchanged, version(there)));
    }
    let object: DynamicObject = serde_json::from_value(Value::Object(body)).map_err(kube::Error::SerdeError)?;
    let how = PostParams { field_manager: Some(MANAGER.to_owned()), ..PostParams::default() };
    Ok((Outcome::Created, version(api.create(&how, &object).await?)))
}

/// Whether an object has all that `wanted` has; the cluster may add to it.
fn says(object: &Value, wanted: &Value) -> bool {
    match (object, wanted) {
        (Value::Object(object), Value::Object(wanted)) => {
            wanted.iter().all(|(key, wanted)| object.get(key).is_some_and(|object| says(object, wanted)))
        }
        (Value::Array(object), Value::Array(wanted)) => {
            object.len() == wanted.len() && object.iter().zip(wanted).all(|(object, wanted)| says(object, wanted))
        }
        _ => object == wanted,
    }
}

/// Whether there was one to delete. What it owns goes with it.
pub(super) async fn delete(cluster: &Kubernetes, key: Key) -> Result<bool, ClusterError> {
    let how = DeleteParams::background();
    match cluster.objects(key.kind, &key.namespace).delete(&key.name, &how).await {
        Ok(_) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(KubernetesError::of(error, &key, Vec::new())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_cluster_adds_is_no_difference() {
        let wanted = json!({"spec": {"parallelism": 1, "runner": {"env": [{"name": "A", "value": "x"}]}}});
        let mut there = wanted.clone();
        there["metadata"] = json!({"uid": "1"});
        there["spec"]["runner"]["env"][0]["more"] = json!(true);
        assert!(says(&there, &wanted));
        there["spec"]["parallelism"] = json!(2);
        assert!(!says(&there, &wanted));
        there["spec"] = json!({"parallelism": 1, "runner": {"env": []}});
        assert!(!says(&there, &wanted));
    }
}
