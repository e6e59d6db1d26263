//! A submit: sealed secrets, then archives, then runs, each only when what stands
//! before it is there.
//!
//! Fields are set with server-side apply, under this program's name. A TestRun
//! is made and never changed: k6-operator does not look at it again.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use futures::stream::{self, StreamExt as _};
use jiff::Timestamp;
use kube::api::{DeleteParams, DynamicObject, ListParams};
use serde_json::Value;

use super::error::{is_missing, words};
use super::persist::persist;
use super::set::{self, Done, How};
use super::who::{SUBMIT, right};
use super::{Kubernetes, KubernetesError, read};
use crate::cluster::need::have_other_data;
use crate::cluster::owner::{archive_of, owners, stays};
use crate::cluster::submit::is_same;
use crate::cluster::{
    Applied, ClusterError, KEY_LABEL, Key, Kind, Marks, Need, Object, Outcome, Partly, Refused, Submit, Tell, Words,
};

/// Requests of one submit that are under way at once.
const AT_ONCE: usize = 8;

/// How often owners are set anew when somebody else changes the archive meanwhile.
const TRIES: usize = 4;

type There = BTreeMap<Key, DynamicObject>;

pub(super) async fn apply(cluster: &Kubernetes, submit: Submit, tell: Tell) -> Result<Vec<Applied>, ClusterError> {
    let Submit { objects, marks, take_over } = submit.in_order();
    allow(cluster, &objects).await?;
    let there = before(cluster, &objects).await?;
    refuse(cluster, &objects, &there, &marks).await?;
    let how = How { take_over, dry_run: false };
    let mut done = Vec::with_capacity(objects.len());
    let mut made = Vec::new();
    let mut left: Vec<&Object> = objects.iter().collect();
    while let Some(kind) = left.first().map(|object| object.key().kind) {
        if kind == Kind::TestRun {
            free(cluster, &made).await;
            refuse_used_key(cluster, &objects, &marks).await?;
        }
        let (now, later): (Vec<&Object>, Vec<&Object>) = left.into_iter().partition(|object| object.key().kind == kind);
        left = later;
        let steps: Vec<_> =
            now.into_iter().map(|object| step(cluster, object, &objects, &there, &marks, how, &tell)).collect();
        let mut refused = Vec::new();
        for step in some_at_once(steps).await {
            match step {
                Ok((applied, object)) => {
                    done.push(applied);
                    made.push((kind, object));
                }
                Err(step) => refused.push(step),
            }
        }
        if !refused.is_empty() {
            let untried = left.iter().map(|object| object.key().clone()).collect();
            own(cluster, &made).await;
            return Err(ClusterError::Partly(Box::new(Partly { applied: done, refused, untried })));
        }
    }
    own(cluster, &made).await;
    Ok(done)
}

/// On behalf of a person: who may create runs in each of the namespaces.
async fn allow(cluster: &Kubernetes, objects: &[Object]) -> Result<(), ClusterError> {
    let namespaces: BTreeSet<&str> = objects.iter().map(|object| object.key().namespace.as_str()).collect();
    for namespace in namespaces {
        cluster.allow(SUBMIT, Some(namespace)).await?;
    }
    Ok(())
}

/// What is there of the objects.
async fn before(cluster: &Kubernetes, objects: &[Object]) -> Result<There, ClusterError> {
    let asked: Vec<_> = objects.iter().map(|object| there(cluster, object.key())).collect();
    some_at_once(asked).await.into_iter().filter_map(Result::transpose).collect()
}

async fn there(cluster: &Kubernetes, key: &Key) -> Result<Option<(Key, DynamicObject)>, ClusterError> {
    let there = set::before(cluster, key).await.map_err(|error| refused(key, &error))?;
    Ok(there.map(|object| (key.clone(), object)))
}

/// Answers in the order of the questions.
pub(super) fn some_at_once<F: Future>(asked: Vec<F>) -> impl Future<Output = Vec<F::Output>> {
    stream::iter(asked).buffered(AT_ONCE).collect()
}

/// Nothing is applied yet.
fn refused(key: &Key, error: &kube::Error) -> ClusterError {
    let refused = vec![Refused { key: key.clone(), words: words(key, error) }];
    ClusterError::Partly(Box::new(Partly { applied: Vec::new(), refused, untried: Vec::new() }))
}

/// Before anything is applied: what would change a run, or take a run's archive away, or double a submit.
async fn refuse(cluster: &Kubernetes, objects: &[Object], there: &There, marks: &Marks) -> Result<(), ClusterError> {
    let mut replaced: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for object in objects {
        let key = object.key();
        let Some(before) = there.get(key).map(|before| read::whole(key.kind, before)) else { continue };
        let is_other = match key.kind {
            Kind::TestRun => !is_same(&before, object.body(), marks),
            _ => false,
        };
        if is_other {
            return Err(ClusterError::OtherRun(key.clone()));
        }
        let before = before.as_object();
        if key.kind == Kind::ConfigMap && before.is_some_and(|before| have_other_data(before, object.body())) {
            replaced.entry(&key.namespace).or_default().insert(&key.name);
        }
    }
    refuse_used_key(cluster, objects, marks).await?;
    let mut needs = Vec::new();
    for (namespace, names) in replaced {
        let runs = read::of_kind(cluster, Kind::TestRun, Some(namespace)).await?;
        let found = runs.iter().filter_map(|(_, run)| need(namespace, run));
        needs.extend(found.filter(|need| names.contains(need.config_map.as_str())));
    }
    if needs.is_empty() { Ok(()) } else { Err(ClusterError::StillNeeded(needs)) }
}

fn need(namespace: &str, run: &DynamicObject) -> Option<Need> {
    let name = run.metadata.name.clone().unwrap_or_default();
    let key = Key { kind: Kind::TestRun, namespace: namespace.to_owned(), name };
    Need::of(key, &read::whole(Kind::TestRun, run), Timestamp::now())
}

/// Whoever sends something else under a key that was used has lost count.
async fn refuse_used_key(cluster: &Kubernetes, objects: &[Object], marks: &Marks) -> Result<(), ClusterError> {
    let Some(key) = &marks.key else { return Ok(()) };
    let namespaces: BTreeSet<&str> = objects.iter().map(|object| object.key().namespace.as_str()).collect();
    for namespace in namespaces {
        let of_key = ListParams::default().labels(&format!("{KEY_LABEL}={key}"));
        let api = cluster.objects(Kind::TestRun, namespace);
        let runs = match persist(|| api.list(&of_key)).await {
            Ok(runs) => runs.items,
            // Whoever may create and not list is not told of doubles.
            Err(error) if super::error::is_forbidden(&error) => Vec::new(),
            Err(error) => return Err(KubernetesError::of_a_question(error)),
        };
        let other = runs.iter().find(|run| marks.is_of_another(&read::whole(Kind::TestRun, run)));
        if let Some(name) = other.and_then(|run| run.metadata.name.clone()) {
            return Err(ClusterError::KeyUsed(Key { kind: Kind::TestRun, namespace: namespace.to_owned(), name }));
        }
    }
    Ok(())
}

async fn step(
    cluster: &Kubernetes,
    object: &Object,
    all: &[Object],
    there: &There,
    marks: &Marks,
    how: How,
    tell: &Tell,
) -> Result<(Applied, DynamicObject), Refused> {
    let key = object.key();
    let done = match key.kind {
        Kind::TestRun => make(cluster, object, all, there.get(key), marks, how).await,
        Kind::ConfigMap | Kind::SealedSecret => {
            let before = there.get(key).and_then(|before| before.metadata.resource_version.as_deref());
            set::set(cluster, key, object.body(), before, how).await.map_err(|error| words(key, &error))
        }
    };
    let (outcome, object) = done.map_err(|words| Refused { key: key.clone(), words })?;
    let resource_version = object.metadata.resource_version.clone().unwrap_or_default();
    let applied = Applied { api_version: key.kind.api_version(), key: key.clone(), outcome, resource_version };
    tell(&applied);
    Ok((applied, object))
}

/// One that is there already says the same: that was looked at before.
async fn make(
    cluster: &Kubernetes,
    object: &Object,
    all: &[Object],
    there: Option<&DynamicObject>,
    marks: &Marks,
    how: How,
) -> Result<Done, Words> {
    let key = object.key();
    if let Some(there) = there {
        return Ok((Outcome::Unchanged, there.clone()));
    }
    let said = |error: &kube::Error| words(key, error);
    if is_replaced(cluster, object, all).await.map_err(|error| said(&error))? {
        let message = "another submit replaced its archive just now: submit again".to_owned();
        return Err(Words { status: 409, set_by_another: false, message });
    }
    match set::create(cluster, key, marks.put_on(key.kind, object.body().clone()), how).await {
        Ok(made) => Ok((Outcome::Created, made)),
        // Made a moment ago: by this submit, whose answer was lost, or by the same one elsewhere.
        Err(error) if matches!(&error, kube::Error::Api(status) if status.is_already_exists()) => {
            let there = set::before(cluster, key).await.map_err(|error| said(&error))?.ok_or_else(|| said(&error))?;
            if is_same(&read::whole(key.kind, &there), object.body(), marks) {
                Ok((Outcome::Unchanged, there))
            } else {
                Err(said(&error))
            }
        }
        Err(error) => Err(said(&error)),
    }
}

/// Whether the archive that a run would read is not the one that came with it any more.
async fn is_replaced(cluster: &Kubernetes, run: &Object, all: &[Object]) -> Result<bool, kube::Error> {
    let body = Value::Object(run.body().clone());
    let is_its = |object: &&Object| {
        let key = object.key();
        key.kind == Kind::ConfigMap
            && key.namespace == run.key().namespace
            && Some(key.name.as_str()) == archive_of(&body)
    };
    let Some(archive) = all.iter().find(is_its) else { return Ok(false) };
    let now = set::before(cluster, archive.key()).await?.map(|now| read::whole(Kind::ConfigMap, &now));
    Ok(now.as_ref().and_then(Value::as_object).is_none_or(|now| have_other_data(now, archive.body())))
}

/// Before new runs are made: runs that need their archive no longer do not own it any more, so that deleting one of them
/// does not take it from the new ones.
async fn free(cluster: &Kubernetes, made: &[(Kind, DynamicObject)]) {
    let archives = made.iter().filter(|(kind, _)| *kind == Kind::ConfigMap);
    let freed: Vec<_> = archives.map(|(_, archive)| free_one(cluster, archive)).collect();
    for done in some_at_once(freed).await {
        if let Err(error) = done {
            tracing::warn!(error = crate::logging::with_causes(&error), "an archive keeps its owners");
        }
    }
}

async fn free_one(cluster: &Kubernetes, archive: &DynamicObject) -> Result<(), kube::Error> {
    let (Some(namespace), Some(name)) = (&archive.metadata.namespace, &archive.metadata.name) else { return Ok(()) };
    let value = read::whole(Kind::ConfigMap, archive);
    let before = value.pointer("/metadata/ownerReferences").and_then(Value::as_array).cloned().unwrap_or_default();
    if before.is_empty() {
        return Ok(());
    }
    let needed = still_needed(cluster, namespace, &value).await?;
    let left: Vec<Value> = before.iter().filter(|owner| stays(owner, |name| needed.contains(name))).cloned().collect();
    if left.len() == before.len() {
        return Ok(());
    }
    let key = Key { kind: Kind::ConfigMap, namespace: namespace.clone(), name: name.clone() };
    let version = archive.metadata.resource_version.clone().unwrap_or_default();
    set::set_owners(cluster, &key, &version, &left).await
}

/// Archives that were applied with runs are theirs. It is housekeeping: a run works without, so what fails is only noted.
async fn own(cluster: &Kubernetes, made: &[(Kind, DynamicObject)]) {
    let of_kind = |wanted: Kind| made.iter().filter(move |(kind, _)| *kind == wanted).map(|(_, object)| object);
    let mut owned = Vec::new();
    for run in of_kind(Kind::TestRun) {
        let value = read::whole(Kind::TestRun, run);
        let is_its = |archive: &&DynamicObject| {
            archive.metadata.name.as_deref() == archive_of(&value)
                && archive.metadata.namespace == run.metadata.namespace
        };
        if let Some(archive) = of_kind(Kind::ConfigMap).find(is_its) {
            owned.push(own_archive(cluster, value, archive));
        }
    }
    some_at_once(owned).await;
}

async fn own_archive(cluster: &Kubernetes, run: Value, archive: &DynamicObject) {
    if let Err(error) = own_one(cluster, &run, archive).await {
        let name = archive.metadata.name.as_deref().unwrap_or_default();
        tracing::warn!(name, error = crate::logging::with_causes(&error), "an archive has no owner");
    }
}

async fn own_one(cluster: &Kubernetes, run: &Value, archive: &DynamicObject) -> Result<(), kube::Error> {
    let (Some(namespace), Some(name)) = (archive.metadata.namespace.clone(), archive.metadata.name.clone()) else {
        return Ok(());
    };
    let key = Key { kind: Kind::ConfigMap, namespace, name };
    let mut archive = archive.clone();
    for tried in 1.. {
        let value = read::whole(Kind::ConfigMap, &archive);
        let needed = still_needed(cluster, &key.namespace, &value).await?;
        let Some(owners) = owners(&value, run, |name| needed.contains(name)) else { return Ok(()) };
        let version = archive.metadata.resource_version.clone().unwrap_or_default();
        match set::set_owners(cluster, &key, &version, &owners).await {
            // Somebody else changed it meanwhile.
            Err(kube::Error::Api(status)) if status.code == 409 && tried < TRIES => {
                let Some(now) = set::before(cluster, &key).await? else { return Ok(()) };
                archive = now;
            }
            done => return done,
        }
    }
    Ok(())
}

/// Names of the owners that are still starting.
async fn still_needed(cluster: &Kubernetes, namespace: &str, archive: &Value) -> Result<BTreeSet<String>, kube::Error> {
    let owners = archive.pointer("/metadata/ownerReferences").and_then(Value::as_array).into_iter().flatten();
    let names = owners.filter(|owner| owner["kind"] == Kind::TestRun.name()).filter_map(|owner| owner["name"].as_str());
    let mut needed = BTreeSet::new();
    for name in names {
        let key = Key { kind: Kind::TestRun, namespace: namespace.to_owned(), name: name.to_owned() };
        let run = set::before(cluster, &key).await?;
        if run.is_some_and(|run| need(namespace, &run).is_some()) {
            needed.insert(name.to_owned());
        }
    }
    Ok(needed)
}

/// Whether there was one to delete. What it owns goes with it.
pub(super) async fn delete(cluster: &Kubernetes, key: Key) -> Result<bool, ClusterError> {
    cluster.allow(right("delete", key.kind), Some(&key.namespace)).await?;
    let api = cluster.objects(key.kind, &key.namespace);
    match api.delete(&key.name, &DeleteParams::background()).await {
        Ok(_) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(KubernetesError::of_a_question(error)),
    }
}
