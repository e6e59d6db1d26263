//! One object, set or made.

use axum::http::StatusCode;
use kube::api::{DynamicObject, ObjectMeta, Patch, PatchParams, PostParams, Request};
use kube::client::Body;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::error::{is_forbidden, is_missing, is_there_already};
use super::persist::persist;
use super::{Kubernetes, MANAGER, resource};
use crate::cluster::{Key, Kind, Outcome};

/// Noted as the one that set who owns an archive. Another than who sets its
/// bytes, or setting those would take the owners away.
const OWNERS: &str = "k6cfg-owners";

/// An object as it is then, and what became of it.
pub(super) type Done = (Outcome, DynamicObject);

/// How an object is set.
#[derive(Clone, Copy)]
pub(super) struct How {
    pub(super) take_over: bool,
    pub(super) dry_run: bool,
}

/// Server-side apply. `before`: the version that was there, where that is known.
pub(super) async fn set(
    cluster: &Kubernetes,
    key: &Key,
    body: &Map<String, Value>,
    before: Option<&str>,
    how: How,
) -> Result<Done, kube::Error> {
    let params = PatchParams { force: how.take_over, dry_run: how.dry_run, ..PatchParams::apply(MANAGER) };
    let patch = Patch::Apply(body);
    match patch_object(cluster, key, &params, &patch).await {
        Ok((status, object)) => {
            let is_new = status == StatusCode::CREATED;
            let is_same = before.is_some() && before == object.metadata.resource_version.as_deref();
            let outcome = match (is_new, is_same) {
                (true, _) => Outcome::Created,
                // A dry run tells no new version.
                (false, true) if !how.dry_run => Outcome::Unchanged,
                (false, _) => Outcome::Configured,
            };
            Ok((outcome, object))
        }
        // An account may have the right to create alone.
        Err(refused) if is_forbidden(&refused) && key.kind == Kind::SealedSecret => {
            match create(cluster, key, body.clone(), how).await {
                Ok(object) => Ok((Outcome::Created, object)),
                // It stays as it is, and this account could not tell how that is: a pipeline's, which makes them once.
                Err(there) if is_there_already(&there) => {
                    Ok((Outcome::Unchanged, DynamicObject::new(&key.name, &resource(key.kind)).within(&key.namespace)))
                }
                Err(_) => Err(refused),
            }
        }
        Err(error) => Err(error),
    }
}

/// Also whether it was made: 201, or was there: 200.
async fn patch_object(
    cluster: &Kubernetes,
    key: &Key,
    params: &PatchParams,
    patch: &Patch<&Map<String, Value>>,
) -> Result<(StatusCode, DynamicObject), kube::Error> {
    let address = <DynamicObject as kube::Resource>::url_path(&resource(key.kind), Some(&key.namespace));
    persist(|| async {
        let request =
            Request::new(address.clone()).patch(&key.name, params, patch).map_err(kube::Error::BuildRequest)?;
        let answer = cluster.client.send(request.map(Body::from)).await?;
        let status = answer.status();
        Ok((status, read(answer).await?))
    })
    .await
}

async fn read<T: DeserializeOwned>(answer: axum::http::Response<Body>) -> Result<T, kube::Error> {
    let status = answer.status();
    let body = answer.into_body().collect_bytes().await?;
    if status.is_success() {
        return serde_json::from_slice(&body).map_err(kube::Error::SerdeError);
    }
    let said = serde_json::from_slice::<kube::core::Status>(&body).unwrap_or_else(|_| {
        let text = String::from_utf8_lossy(&body).into_owned();
        kube::core::Status::failure(&text, "Unreadable").with_code(status.as_u16())
    });
    Err(kube::Error::Api(Box::new(said.with_code(status.as_u16()))))
}

/// Fails with 409 where one of the name is there.
pub(super) async fn create(
    cluster: &Kubernetes,
    key: &Key,
    body: Map<String, Value>,
    how: How,
) -> Result<DynamicObject, kube::Error> {
    let object: DynamicObject = serde_json::from_value(Value::Object(body)).map_err(kube::Error::SerdeError)?;
    let params = PostParams { field_manager: Some(MANAGER.to_owned()), dry_run: how.dry_run };
    persist(|| {
        let api = cluster.objects(key.kind, &key.namespace);
        let (params, object) = (&params, &object);
        async move { api.create(params, object).await }
    })
    .await
}

/// Sets who owns an archive, if nobody changed it since `version`. Its metadata as it is then.
pub(super) async fn set_owners(
    cluster: &Kubernetes,
    key: &Key,
    version: Option<&str>,
    owners: &[Value],
) -> Result<ObjectMeta, kube::Error> {
    let metadata =
        json!({"name": key.name, "namespace": key.namespace, "resourceVersion": version, "ownerReferences": owners});
    let body = json!({"apiVersion": key.kind.api_version(), "kind": key.kind.name(), "metadata": metadata});
    let params = PatchParams::apply(OWNERS).force();
    let api = cluster.objects(key.kind, &key.namespace);
    let patch = Patch::Apply(&body);
    persist(|| api.patch_metadata(&key.name, &params, &patch)).await.map(|object| object.metadata)
}

/// What is there; `None` also where it may not be read.
pub(super) async fn before(cluster: &Kubernetes, key: &Key) -> Result<Option<DynamicObject>, kube::Error> {
    let api = cluster.objects(key.kind, &key.namespace);
    match persist(|| api.get(&key.name)).await {
        Ok(object) => Ok(Some(object)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) if is_forbidden(&error) && key.kind == Kind::SealedSecret => Ok(None),
        Err(error) => Err(error),
    }
}
