//! What the caller may do, so that the page offers nothing that would be refused.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use futures::future::join_all;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::JsonBytes;
use super::named;
use crate::App;
use crate::cluster::{Access, Finding, Wanted};
use crate::problem::Problem;
use crate::who::Caller;

/// Namespaces that are asked about at once.
const AT_ONCE: usize = 8;

/// Who asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Me {
    /// The name that the cluster knows; left out where nobody signs in.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    groups: Vec<String>,
}

/// Who the caller is.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    tag = "access",
    responses(
        (status = 200, description = "facts", body = Me),
        (status = 401, description = "sign in first", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn me(caller: Caller) -> Json<Me> {
    let groups = match &caller {
        Caller::Operator => Vec::new(),
        Caller::Person(person) => person.groups().to_vec(),
    };
    Json(Me { user: caller.user().map(str::to_owned), groups })
}

/// Those of the profile's namespaces in which the caller may see or submit runs.
#[utoipa::path(
    get,
    path = "/api/v1/namespaces",
    tag = "access",
    responses(
        (status = 200, description = "each with what may be done there", body = [Access]),
        (status = 401, description = "sign in first", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn namespaces(State(app): State<App>, caller: Caller) -> Result<Json<Vec<Access>>, Problem> {
    let cluster = app.cluster.seen_by(&caller);
    let mut all = Vec::with_capacity(app.profile.namespaces.len());
    for some in app.profile.namespaces.chunks(AT_ONCE) {
        all.extend(join_all(some.iter().cloned().map(|name| cluster.access(name))).await);
    }
    let all: Vec<Access> = all.into_iter().collect::<Result<_, _>>()?;
    Ok(Json(all.into_iter().filter(|access| access.submit.allowed || access.see.allowed).collect()))
}

/// What the caller may do in one namespace.
#[utoipa::path(
    get,
    path = "/api/v1/namespaces/{namespace}/access",
    tag = "access",
    params(("namespace" = String, Path)),
    responses(
        (status = 200, description = "what may be done, and which verbs are lacking", body = Access),
        (status = 400, description = "no name of a namespace", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "sign in first", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn of_namespace(
    State(app): State<App>,
    caller: Caller,
    namespace: Result<Path<String>, PathRejection>,
) -> Result<Json<Access>, Problem> {
    let Path(namespace) = namespace.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    Ok(Json(app.cluster.seen_by(&caller).access(named::namespace(namespace)?).await?))
}

/// Whether what a submit counts on is there: namespace, quota, `Secret`s, `ConfigMap`s.
#[utoipa::path(
    post,
    path = "/api/v1/checks",
    tag = "access",
    request_body = Wanted,
    responses(
        (status = 200, description = "each with what was found", body = [Finding]),
        (status = 400, description = "the request cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for the caller", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn check(
    State(app): State<App>,
    caller: Caller,
    JsonBytes(body): JsonBytes,
) -> Result<Json<Vec<Finding>>, Problem> {
    let wanted: Wanted = serde_json::from_slice(&body).map_err(|error| Problem::bad_request(error.to_string()))?;
    named::namespace(wanted.namespace.clone())?;
    for name in wanted.secrets.iter().chain(&wanted.config_maps) {
        named::name(name.clone())?;
    }
    Ok(Json(app.cluster.seen_by(&caller).look(wanted).await?))
}
