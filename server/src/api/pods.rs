//! The pods of a run, and what they print.

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::named;
use crate::App;
use crate::cluster::{Key, Kind, Pod};
use crate::problem::Problem;
use crate::who::Caller;

/// Pods of a run.
#[utoipa::path(
    get,
    path = "/api/v1/namespaces/{namespace}/testruns/{name}/pods",
    tag = "runs",
    params(("namespace" = String, Path), ("name" = String, Path, description = "of the TestRun")),
    responses(
        (status = 200, description = "initializer, starter and runners, those that are there", body = [Pod]),
        (status = 400, description = "no names", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for the caller", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn pods(
    State(app): State<App>,
    caller: Caller,
    address: Result<Path<(String, String)>, PathRejection>,
) -> Result<Json<Vec<Pod>>, Problem> {
    let Path((namespace, name)) = address.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    Ok(Json(app.cluster.seen_by(&caller).pods(run(namespace, name)?).await?))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct How {
    /// Goes on as the pod prints.
    #[serde(default)]
    follow: bool,
}

/// What a pod of a run prints.
#[utoipa::path(
    get,
    path = "/api/v1/namespaces/{namespace}/testruns/{name}/pods/{pod}/log",
    tag = "runs",
    params(
        ("namespace" = String, Path), ("name" = String, Path, description = "of the TestRun"), ("pod" = String, Path), How,
    ),
    responses(
        (status = 200, description = "text", body = String, content_type = "text/plain"),
        (status = 400, description = "no names", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "the run has no such pod", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many of one person listen", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "too many listen", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn log(
    State(app): State<App>,
    caller: Caller,
    address: Result<Path<(String, String, String)>, PathRejection>,
    how: Result<Query<How>, QueryRejection>,
) -> Result<Response, Problem> {
    let Path((namespace, name, pod)) = address.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    let Query(How { follow }) = how.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    let cluster = app.cluster.seen_by(&caller);
    // The API server may say nothing at all before the pod prints something.
    let asked = cluster.log(run(namespace, name)?, named::name(pod)?, follow);
    let printed = tokio::time::timeout(app.limits.listen, asked).await.map_err(|_| Problem::too_slow())??;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], app.listening(&caller, printed)?).into_response())
}

fn run(namespace: String, name: String) -> Result<Key, Problem> {
    Ok(Key { kind: Kind::TestRun, namespace: named::namespace(namespace)?, name: named::name(name)? })
}
