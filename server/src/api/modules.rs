//! Modules that scripts import from the network, for pages that may not fetch
//! them themselves.

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use k6cfg_archive::Location;
use k6cfg_loader::RemoteError;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::App;
use crate::problem::Problem;

#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct Wanted {
    /// Its https address.
    url: String,
}

/// One module, from a host that the profile lists.
#[utoipa::path(
    get,
    path = "/api/v1/modules",
    tag = "scripts",
    params(Wanted),
    responses(
        (status = 200, description = "the module", body = String, content_type = "text/plain"),
        (status = 400, description = "the address is missing or no https address", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "its host is not listed", body = Problem, content_type = "application/problem+json"),
        (status = 502, description = "it could not be fetched", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn module(
    State(app): State<App>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Wanted { url }) = wanted.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    let location = Location::from_key(&url).filter(|location| matches!(location, Location::Https(_)));
    let location = location.ok_or_else(|| Problem::bad_request("`url` is no https address"))?;
    let permit = Arc::clone(&app.engine).acquire_owned().await.map_err(|closed| Problem::internal(&closed))?;
    let remote = Arc::clone(&app.remote);
    let fetched = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        remote.fetch(&location)
    });
    match fetched.await.map_err(|stopped| Problem::internal(&stopped))? {
        // Never as something that a browser would run or show.
        Ok(bytes) => {
            Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], bytes).into_response())
        }
        Err(error @ RemoteError::Host(_)) => Err(Problem::module_not_listed(error.to_string())),
        Err(error) => Err(Problem::module_not_fetched(error.to_string())),
    }
}
