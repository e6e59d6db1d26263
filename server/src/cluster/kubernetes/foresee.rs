//! What would become of objects: a server-side dry run of each.

use std::collections::BTreeSet;

use kube::api::DynamicObject;
use serde_json::Value;

use super::error::words;
use super::set::{self, How};
use super::who::{SUBMIT, right};
use super::{Kubernetes, apply, read};
use crate::cluster::foresee::as_written;
use crate::cluster::submit::is_same;
use crate::cluster::{ClusterError, Fate, Foreseen, Kind, Marks, Object, Outcome, Submit, Words};

pub(super) async fn foresee(cluster: &Kubernetes, submit: Submit) -> Result<Vec<Foreseen>, ClusterError> {
    let Submit { objects, marks, take_over } = submit.in_order();
    let how = How { take_over, dry_run: true };
    let kinds: BTreeSet<(Kind, &str)> =
        objects.iter().map(|object| (object.key().kind, object.key().namespace.as_str())).collect();
    let mut seen = BTreeSet::new();
    for (kind, namespace) in kinds {
        cluster.allow(SUBMIT, Some(namespace)).await?;
        // Whoever may submit need not be shown what is there.
        if cluster.allow(right("get", kind), Some(namespace)).await.is_ok() {
            seen.insert((kind, namespace));
        }
    }
    let all: Vec<_> = objects
        .iter()
        .map(|object| {
            let is_seen = seen.contains(&(object.key().kind, object.key().namespace.as_str()));
            of_one(cluster, object, &marks, how, is_seen)
        })
        .collect();
    Ok(apply::some_at_once(all).await)
}

async fn of_one(cluster: &Kubernetes, object: &Object, marks: &Marks, how: How, is_seen: bool) -> Foreseen {
    let key = object.key().clone();
    let (before, unread) = match set::before(cluster, &key).await {
        Ok(before) => (before, None),
        Err(error) => (None, Some(words(&key, &error))),
    };
    let live = before.as_ref().filter(|_| is_seen).map(|before| live(key.kind, before));
    let fate = match (unread, &before) {
        (Some(refused), _) => Fate::Refused { refused },
        (None, Some(there)) if key.kind == Kind::TestRun => of_run(there, object, marks),
        (None, before) => of_new(cluster, object, before.as_ref(), marks, how).await,
    };
    Foreseen { api_version: key.kind.api_version(), key, fate, live }
}

/// A run that is there stays as it is.
fn of_run(there: &DynamicObject, object: &Object, marks: &Marks) -> Fate {
    if is_same(&read::whole(Kind::TestRun, there), object.body(), marks) {
        return Fate::Applied { outcome: Outcome::Unchanged };
    }
    let message = ClusterError::OtherRun(object.key().clone()).to_string();
    Fate::Refused { refused: Words { status: 409, set_by_another: false, message } }
}

async fn of_new(
    cluster: &Kubernetes,
    object: &Object,
    before: Option<&DynamicObject>,
    marks: &Marks,
    how: How,
) -> Fate {
    let (key, body) = (object.key(), object.body());
    let tried = match key.kind {
        Kind::TestRun => {
            let body = marks.put_on(key.kind, body.clone());
            set::create(cluster, key, body, how).await.map(|made| (Outcome::Created, made))
        }
        Kind::ConfigMap | Kind::SealedSecret => set::set(cluster, key, body, None, how).await,
    };
    match tried {
        Err(error) => Fate::Refused { refused: words(key, &error) },
        Ok((_, after)) if before.is_some_and(|before| live(key.kind, before) == live(key.kind, &after)) => {
            Fate::Applied { outcome: Outcome::Unchanged }
        }
        Ok((outcome, _)) => Fate::Applied { outcome },
    }
}

fn live(kind: Kind, object: &DynamicObject) -> Value {
    as_written(read::whole(kind, object))
}
