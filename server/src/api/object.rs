//! One applied object.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::Value;

use super::named;
use crate::App;
use crate::audit;
use crate::cluster::{Key, Kind};
use crate::problem::Problem;
use crate::who::Caller;

type Address = Result<Path<(String, String, String)>, PathRejection>;

/// One object, whole.
#[utoipa::path(
    get,
    path = "/api/v1/namespaces/{namespace}/{kind}/{name}",
    tag = "objects",
    params(
        ("namespace" = String, Path),
        ("kind" = String, Path, description = "`testruns`, `configmaps` or `sealedsecrets`"),
        ("name" = String, Path),
    ),
    responses(
        (status = 200, description = "the object", body = Object),
        (status = 400, description = "no names", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "it is not there", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn get(State(app): State<App>, caller: Caller, address: Address) -> Result<Json<Value>, Problem> {
    let key = key(address)?;
    let object = app.cluster.seen_by(&caller).get(key.clone()).await?;
    object.map(Json).ok_or_else(|| Problem::no_such_object(&key))
}

/// Deletes one object.
#[utoipa::path(
    delete,
    path = "/api/v1/namespaces/{namespace}/{kind}/{name}",
    tag = "objects",
    params(
        ("namespace" = String, Path),
        ("kind" = String, Path, description = "`testruns`, `configmaps` or `sealedsecrets`"),
        ("name" = String, Path),
    ),
    responses(
        (status = 204, description = "it is deleted"),
        (status = 400, description = "no names", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "it is not there", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn delete(State(app): State<App>, caller: Caller, address: Address) -> Result<StatusCode, Problem> {
    let key = key(address)?;
    let deleted = app.cluster.seen_by(&caller).delete(key.clone()).await;
    audit::delete(&caller, &key, deleted.as_ref().copied());
    if deleted? { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::no_such_object(&key)) }
}

fn key(address: Address) -> Result<Key, Problem> {
    let Path((namespace, plural, name)) = address.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    let unknown = || Problem::no_such_kind(format!("`{plural}` is not one of testruns, configmaps, sealedsecrets"));
    let kind = Kind::from_plural(&plural).ok_or_else(unknown)?;
    Ok(Key { kind, namespace: named::namespace(namespace)?, name: named::name(name)? })
}
