//! What happens in the cluster, a line of JSON each, for as long as somebody listens.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::IntoParams;

use super::named;
use super::submissions::LINES;
use crate::App;
use crate::cluster::{Change, Key, Kind};
use crate::problem::Problem;
use crate::who::Caller;

/// An empty line so often: without it a connection that is gone looks like a quiet one.
const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct What {
    /// Only of this namespace.
    namespace: Option<String>,
    /// `TestRun`, `ConfigMap` or `SealedSecret`; runs where it is not said.
    kind: Option<String>,
}

/// One line of what happens.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Line {
    Start,
    Told,
    There(Value),
    Gone(Key),
    /// The cluster would not tell; it is asked again.
    Problem(Problem),
}

/// All that is there of a kind, and then what happens to it, without an end.
#[utoipa::path(
    get,
    path = "/api/v1/watch",
    tag = "objects",
    params(What),
    responses(
        (status = 200, description = "`\"start\"`, then a line for each object that is `there`, `\"told\"`, and then a \
            line for each change. `\"start\"` again: what was told before is forgotten. Empty lines say nothing",
            body = String, content_type = "application/x-ndjson"),
        (status = 400, description = "the filter cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many of one person listen", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "too many listen", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn watch(
    State(app): State<App>,
    caller: Caller,
    what: Result<Query<What>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(what) = what.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    let kind = what.kind.filter(|kind| !kind.is_empty()).map_or(Ok(Kind::TestRun), |kind| named::kind(&kind))?;
    let namespace = what.namespace.filter(|namespace| !namespace.is_empty()).map(named::namespace).transpose()?;
    let changes = app.cluster.seen_by(&caller).watch(kind, namespace).map(|change| match change {
        Ok(Change::Start) => Line::Start,
        Ok(Change::Told) => Line::Told,
        Ok(Change::There(object)) => Line::There(object),
        Ok(Change::Gone(key)) => Line::Gone(key),
        Err(error) => Line::Problem(error.into()),
    });
    let lines = changes.map(|line| {
        let mut text = serde_json::to_vec(&line).unwrap_or_default();
        text.push(b'\n');
        Bytes::from(text)
    });
    let beats = stream::unfold((), |()| async {
        tokio::time::sleep(HEARTBEAT).await;
        Some((Bytes::from_static(b"\n"), ()))
    });
    // The end of the lines is the end.
    let lines = lines.map(Some).chain(stream::once(async { None }));
    let pieces = stream::select(lines, beats.map(Some)).take_while(|piece| std::future::ready(piece.is_some()));
    let pieces = pieces.filter_map(std::future::ready).map(Ok);
    Ok(([(header::CONTENT_TYPE, LINES)], app.listening(&caller, pieces)?).into_response())
}
