//! A submit: sealed secrets, then archives, then runs, each only when what stands
//! before it is there.
//!
//! Fields are set with server-side apply, under this program's name. A TestRun
//! is made and never changed: k6-operator does not look at it again.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use futures::stream::{self, StreamExt as _};
use jiff::Timestamp;
use kube::api::{DeleteParams, DynamicObject, ListParams, ObjectMeta};
use serde_json::Value;

use super::error::{is_forbidden, is_missing, is_there_already, words};
use super::persist::persist;
use super::set::{self, Done, How};
use super::who::{SUBMIT, right};
use super::{Kubernetes, KubernetesError, owned, read};
use crate::cluster::need::have_other_data;
use crate::cluster::submit::{is_same, namespaces};
use crate::cluster::{
    Applied, ClusterError, KEY_LABEL, Key, Kind, Marks, Need, Object, Outcome, Partly, Refused, Submit, Tell, Words,
};

/// Requests of one submit that are under way at once.
const AT_ONCE: usize = 8;

type There = BTreeMap<Key, DynamicObject>;

pub(super) async fn apply(cluster: &Kubernetes, submit: Submit, tell: Tell) -> Result<Vec<Applied>, ClusterError> {
    let Submit { objects, marks, take_over } = submit.in_order();
    allow(cluster, &objects).await?;
    let there = before(cluster, &objects).await?;
    refuse(cluster, &objects, &there, &marks).await?;
    let how = How { take_over, dry_run: false };
    let submit = Applying { cluster, objects: &objects, there, marks: &marks, how, tell };
    let mut done = Vec::with_capacity(objects.len());
    let mut made = Made::default();
    let mut left = objects.as_slice();
    while let Some(kind) = left.first().map(|object| object.key().kind) {
        if kind == Kind::TestRun {
            if let Err(error) = refuse_used_key(cluster, &objects, &marks).await {
                return Err(before_runs(error, done, left));
            }
            owned::free(cluster, &mut made.archives, &objects).await;
        }
        let (now, later) = left.split_at(left.partition_point(|object| object.key().kind == kind));
        left = later;
        let steps: Vec<_> = now.iter().map(|object| submit.step(object)).collect();
        let mut refused = Vec::new();
        for step in some_at_once(steps).await {
            match step {
                Ok((applied, object)) => {
                    made.keep(applied.key.clone(), object);
                    done.push(applied);
                }
                Err(step) => refused.push(step),
            }
        }
        if !refused.is_empty() {
            let untried = left.iter().map(|object| object.key().clone()).collect();
            owned::own(cluster, &mut made, &objects).await;
            return Err(ClusterError::Partly(Box::new(Partly { applied: done, refused, untried })));
        }
    }
    owned::own(cluster, &mut made, &objects).await;
    Ok(done)
}

/// On behalf of a person: who may create runs in each of the namespaces.
async fn allow(cluster: &Kubernetes, objects: &[Object]) -> Result<(), ClusterError> {
    for namespace in namespaces(objects) {
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

/// What came up when all but the runs was applied.
fn before_runs(error: ClusterError, applied: Vec<Applied>, runs: &[Object]) -> ClusterError {
    if applied.is_empty() || runs.is_empty() {
        return error;
    }
    let mut untried: Vec<Key> = runs.iter().map(|run| run.key().clone()).collect();
    let first = untried.remove(0);
    let words = match error {
        ClusterError::Kubernetes(KubernetesError::Refused { status, message }) => {
            Words { status, set_by_another: false, message }
        }
        ClusterError::Kubernetes(KubernetesError::NoAnswer(error)) => words(&first, &error),
        ClusterError::KeyUsed { run, .. } => {
            untried.insert(0, first);
            return ClusterError::KeyUsed {
                run,
                partly: Some(Box::new(Partly { applied, refused: Vec::new(), untried })),
            };
        }
        other => return other,
    };
    // The first of them stands for the question that was asked for all.
    let refused = vec![Refused { key: first, words }];
    ClusterError::Partly(Box::new(Partly { applied, refused, untried }))
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
        if key.kind == Kind::TestRun && !is_same(&before, object.body(), marks) {
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

pub(super) fn need(namespace: &str, run: &DynamicObject) -> Option<Need> {
    let name = run.metadata.name.clone().unwrap_or_default();
    let key = Key { kind: Kind::TestRun, namespace: namespace.to_owned(), name };
    Need::of(key, &read::whole(Kind::TestRun, run), Timestamp::now())
}

/// Whoever sends something else under a key that was used has lost count.
async fn refuse_used_key(cluster: &Kubernetes, objects: &[Object], marks: &Marks) -> Result<(), ClusterError> {
    let Some(key) = &marks.key else { return Ok(()) };
    for namespace in namespaces(objects) {
        let of_key = ListParams::default().labels(&format!("{KEY_LABEL}={key}"));
        let api = cluster.objects(Kind::TestRun, namespace);
        let runs = match persist(|| api.list(&of_key)).await {
            Ok(runs) => runs.items,
            // Whoever may create and not list is not told of doubles.
            Err(error) if is_forbidden(&error) => Vec::new(),
            Err(error) => return Err(KubernetesError::of_a_question(error)),
        };
        let other = runs.iter().find(|run| marks.is_of_another(&read::whole(Kind::TestRun, run)));
        if let Some(name) = other.and_then(|run| run.metadata.name.clone()) {
            let run = Key { kind: Kind::TestRun, namespace: namespace.to_owned(), name };
            return Err(ClusterError::KeyUsed { run, partly: None });
        }
    }
    Ok(())
}

/// A submit under way.
struct Applying<'a> {
    cluster: &'a Kubernetes,
    objects: &'a [Object],
    there: There,
    marks: &'a Marks,
    how: How,
    tell: Tell,
}

impl Applying<'_> {
    async fn step(&self, object: &Object) -> Result<(Applied, DynamicObject), Refused> {
        let key = object.key();
        let there = self.there.get(key);
        let done = match key.kind {
            Kind::TestRun => self.make(object, there).await,
            Kind::ConfigMap | Kind::SealedSecret => {
                let before = there.and_then(|before| before.metadata.resource_version.as_deref());
                let set = set::set(self.cluster, key, object.body(), before, self.how).await;
                set.map_err(|error| words(key, &error))
            }
        };
        let (outcome, object) = done.map_err(|words| Refused { key: key.clone(), words })?;
        let resource_version = object.metadata.resource_version.clone().unwrap_or_default();
        let applied = Applied { api_version: key.kind.api_version(), key: key.clone(), outcome, resource_version };
        (self.tell)(&applied);
        Ok((applied, object))
    }

    /// One that is there already says the same: that was looked at before.
    async fn make(&self, run: &Object, there: Option<&DynamicObject>) -> Result<Done, Words> {
        let key = run.key();
        if let Some(there) = there {
            return Ok((Outcome::Unchanged, there.clone()));
        }
        let said = |error: &kube::Error| words(key, error);
        if self.is_replaced(run).await.map_err(|error| said(&error))? {
            let message = "another submit replaced its archive just now: submit again".to_owned();
            return Err(Words { status: 409, set_by_another: false, message });
        }
        let body = self.marks.put_on(key.kind, run.body().clone());
        let error = match set::create(self.cluster, key, body, self.how).await {
            Ok(made) => return Ok((Outcome::Created, made)),
            Err(error) => error,
        };
        // Made a moment ago: by this submit, whose answer was lost, or by the same one elsewhere.
        if is_there_already(&error) {
            let there = set::before(self.cluster, key).await.map_err(|error| said(&error))?;
            let same = there.filter(|there| is_same(&read::whole(key.kind, there), run.body(), self.marks));
            if let Some(there) = same {
                return Ok((Outcome::Unchanged, there));
            }
        }
        Err(said(&error))
    }

    /// Whether the archive that a run would read is not the one that came with it any more.
    async fn is_replaced(&self, run: &Object) -> Result<bool, kube::Error> {
        let Some(archive) = owned::archive_among(self.objects, run) else { return Ok(false) };
        let now = set::before(self.cluster, archive.key()).await?.map(|now| read::whole(Kind::ConfigMap, &now));
        Ok(now.as_ref().and_then(Value::as_object).is_none_or(|now| have_other_data(now, archive.body())))
    }
}

/// What is there now of what was applied: all that owning is about.
#[derive(Default)]
pub(super) struct Made {
    pub(super) runs: Vec<DynamicObject>,
    pub(super) archives: BTreeMap<Key, ObjectMeta>,
}

impl Made {
    fn keep(&mut self, key: Key, object: DynamicObject) {
        match key.kind {
            Kind::TestRun => self.runs.push(object),
            Kind::ConfigMap => drop(self.archives.insert(key, object.metadata)),
            Kind::SealedSecret => {}
        }
    }
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
