//! Questions that change nothing.

use kube::api::{DynamicObject, ListParams};
use serde_json::{Value, json};

use super::persist::persist;
use super::who::right;
use super::{Kubernetes, KubernetesError};
use crate::cluster::list::{DATA_FIELDS, without_data};
use crate::cluster::{ClusterError, Key, Kind, Page, Query};

/// Objects that the API server is asked for at once; an archive may have a mebibyte.
const AT_ONCE: u32 = 500;
const LARGE_AT_ONCE: u32 = 20;

pub(super) async fn get(cluster: &Kubernetes, key: Key) -> Result<Option<Value>, ClusterError> {
    cluster.allow(right("get", key.kind), Some(&key.namespace)).await?;
    let api = cluster.objects(key.kind, &key.namespace);
    let found = persist(|| api.get_opt(&key.name)).await.map_err(KubernetesError::of_a_question)?;
    Ok(found.map(|object| whole(key.kind, &object)))
}

/// The API lists by name. All of a kind are read, and the newest come first.
pub(super) async fn list(cluster: &Kubernetes, query: Query) -> Result<Page, ClusterError> {
    let kinds = query.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    for kind in &kinds {
        cluster.allow(right("list", *kind), query.namespace.as_deref()).await?;
    }
    let mut all = Vec::new();
    // One kind after the other: archives are large, and what a list says of them is small.
    for kind in kinds {
        let namespace = query.namespace.as_deref();
        each_of_kind(cluster, kind, namespace, |object| all.push((place(kind, &object), line(whole(kind, &object)))))
            .await?;
    }
    all.sort_by(|(one, _), (other, _)| other.cmp(one));
    // How many have been told: whoever submits in between moves the rest by one.
    let told = usize::try_from(query.after.unwrap_or_default()).unwrap_or(usize::MAX);
    let left = all.len().saturating_sub(told);
    let items = all.into_iter().skip(told).take(query.limit).map(|(_, line)| line).collect();
    let next = (left > query.limit).then(|| (told + query.limit).to_string());
    Ok(Page { items, next })
}

/// Of one second: a run before what was made for it.
fn place(kind: Kind, object: &DynamicObject) -> impl Ord + use<> {
    let metadata = &object.metadata;
    let created = metadata.creation_timestamp.as_ref().map(|time| time.0);
    (created, kind, metadata.namespace.clone(), metadata.name.clone())
}

pub(super) async fn of_kind(
    cluster: &Kubernetes,
    kind: Kind,
    namespace: Option<&str>,
) -> Result<Vec<(Kind, DynamicObject)>, ClusterError> {
    let mut found = Vec::new();
    each_of_kind(cluster, kind, namespace, |object| found.push((kind, object))).await?;
    Ok(found)
}

async fn each_of_kind(
    cluster: &Kubernetes,
    kind: Kind,
    namespace: Option<&str>,
    mut take: impl FnMut(DynamicObject),
) -> Result<(), ClusterError> {
    let api = namespace.map_or_else(|| cluster.of_all_namespaces(kind), |name| cluster.objects(kind, name));
    let ours = ListParams::default().limit(if kind == Kind::ConfigMap { LARGE_AT_ONCE } else { AT_ONCE });
    let mut next: Option<String> = None;
    loop {
        let asked = next.take().map_or_else(|| ours.clone(), |token| ours.clone().continue_token(&token));
        let page = persist(|| api.list(&asked)).await.map_err(KubernetesError::of_a_question)?;
        page.items.into_iter().filter(|object| is_of_a_run(kind, object)).for_each(&mut take);
        match page.metadata.continue_.filter(|token| !token.is_empty()) {
            Some(token) => next = Some(token),
            None => return Ok(()),
        }
    }
}

/// A namespace has configuration of other things too.
pub(super) fn is_of_a_run(kind: Kind, object: &DynamicObject) -> bool {
    let holds = |field: &str| object.data.get(field).is_some_and(|data| data.get("archive.tar").is_some());
    kind != Kind::ConfigMap || DATA_FIELDS.into_iter().any(holds)
}

pub(super) async fn health(cluster: &Kubernetes) -> Result<(), ClusterError> {
    let asked = cluster.client.apiserver_version().await;
    asked.map(drop).map_err(|error| ClusterError::Kubernetes(KubernetesError::NoAnswer(Box::new(error))))
}

/// Lists leave out what names the kind of each, and nobody reads who set which field.
pub(super) fn whole(kind: Kind, object: &DynamicObject) -> Value {
    let mut value = serde_json::to_value(object).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("apiVersion".to_owned(), json!(kind.api_version()));
        fields.insert("kind".to_owned(), json!(kind.name()));
        if let Some(metadata) = fields.get_mut("metadata").and_then(Value::as_object_mut) {
            metadata.shift_remove("managedFields");
        }
    }
    value
}

pub(super) fn line(object: Value) -> Value {
    let size = object.to_string().len();
    match object {
        Value::Object(object) => Value::Object(without_data(object, size)),
        other => other,
    }
}
