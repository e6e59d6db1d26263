//! Archives and the runs that own them. It is housekeeping: a run works without, so
//! what fails is only noted.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use kube::api::{DynamicObject, ObjectMeta};

use super::apply::{Made, need, some_at_once};
use super::{Kubernetes, set};
use crate::cluster::owner::{archive_of, owners};
use crate::cluster::{Key, Kind, Object};

/// How often owners are set anew when somebody else changes the archive meanwhile.
const TRIES: usize = 4;

/// The archive that came along with a run.
pub(super) fn archive_among<'a>(objects: &'a [Object], run: &Object) -> Option<&'a Object> {
    let name = archive_of(run.body().get("spec"))?;
    let is_its = |object: &&Object| {
        let key = object.key();
        key.kind == Kind::ConfigMap && key.namespace == run.key().namespace && key.name == name
    };
    objects.iter().find(is_its)
}

/// Before new runs are made: runs that need their archive no longer do not own it any more, so that deleting one of them
/// does not take it from the new ones. The runs of the submit itself keep theirs.
pub(super) async fn free(cluster: &Kubernetes, archives: &mut BTreeMap<Key, ObjectMeta>, objects: &[Object]) {
    let ours = runs_of(objects);
    let freed: Vec<_> =
        archives.iter_mut().map(|(key, archive)| noted(key, settle(cluster, key, archive, None, &ours))).collect();
    some_at_once(freed).await;
}

/// Archives that were applied with runs are theirs.
pub(super) async fn own(cluster: &Kubernetes, made: &mut Made, objects: &[Object]) {
    let ours = runs_of(objects);
    let mut runs: BTreeMap<Key, &DynamicObject> = BTreeMap::new();
    for run in &made.runs {
        if let (Some(name), Some(namespace)) = (archive_of(run.data.get("spec")), &run.metadata.namespace) {
            runs.insert(Key { kind: Kind::ConfigMap, namespace: namespace.clone(), name: name.to_owned() }, run);
        }
    }
    let owned = made.archives.iter_mut().filter_map(|(key, archive)| {
        let run = runs.get(key)?;
        Some(noted(key, settle(cluster, key, archive, Some(&run.metadata), &ours)))
    });
    some_at_once(owned.collect::<Vec<_>>()).await;
}

fn runs_of(objects: &[Object]) -> BTreeSet<&Key> {
    objects.iter().map(Object::key).filter(|key| key.kind == Kind::TestRun).collect()
}

async fn noted(key: &Key, done: impl Future<Output = Result<(), kube::Error>>) {
    if let Err(error) = done.await {
        tracing::warn!(%key, error = crate::logging::with_causes(&error), "an archive keeps the owners that it has");
    }
}

/// An archive's owners: who still needs it, those of the submit, and `run` where it comes to read it.
async fn settle(
    cluster: &Kubernetes,
    key: &Key,
    archive: &mut ObjectMeta,
    run: Option<&ObjectMeta>,
    ours: &BTreeSet<&Key>,
) -> Result<(), kube::Error> {
    let as_json = |metadata: &ObjectMeta| serde_json::to_value(metadata).unwrap_or_default();
    let run = run.map(as_json);
    for tried in 1.. {
        let needed = still_needed(cluster, key, archive, ours).await?;
        let Some(owners) = owners(&as_json(archive), run.as_ref(), |name| needed.contains(name)) else { return Ok(()) };
        match set::set_owners(cluster, key, archive.resource_version.as_deref(), &owners).await {
            Ok(now) => {
                *archive = now;
                return Ok(());
            }
            // Somebody else changed it meanwhile.
            Err(kube::Error::Api(status)) if status.code == 409 && tried < TRIES => {
                let Some(now) = set::before(cluster, key).await? else { return Ok(()) };
                *archive = now.metadata;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Names of the owners that are of the submit, or still starting.
async fn still_needed(
    cluster: &Kubernetes,
    archive: &Key,
    metadata: &ObjectMeta,
    ours: &BTreeSet<&Key>,
) -> Result<BTreeSet<String>, kube::Error> {
    let mut needed = BTreeSet::new();
    for owner in metadata.owner_references.iter().flatten().filter(|owner| owner.kind == Kind::TestRun.name()) {
        let key = Key { kind: Kind::TestRun, namespace: archive.namespace.clone(), name: owner.name.clone() };
        let is_needed = ours.contains(&key)
            || set::before(cluster, &key).await?.is_some_and(|run| need(&key.namespace, &run).is_some());
        if is_needed {
            needed.insert(key.name);
        }
    }
    Ok(needed)
}
