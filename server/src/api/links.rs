//! Short links of the page's Share.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::rejection::PathRejection;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::JsonBytes;
use crate::App;
use crate::links::{self, KEPT, LinkError, Links, MOST_BYTES};
use crate::problem::Problem;
use crate::rate::network;

/// What a share link holds behind its `#s=`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Share {
    /// Letters, digits, `-` and `_`.
    content: String,
}

/// A link that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Kept {
    id: String,
    /// Seconds that it is kept.
    seconds: u64,
}

/// Keeps what a share link holds, for 30 days.
#[utoipa::path(
    post,
    path = "/api/v1/links",
    tag = "links",
    request_body = Share,
    responses(
        (status = 201, description = "kept", body = Kept),
        (status = 400, description = "it is not what a share link holds", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "this server keeps none", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many links at once", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "no room for more", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn keep(
    State(app): State<App>,
    caller: Option<Extension<ConnectInfo<SocketAddr>>>,
    JsonBytes(body): JsonBytes,
) -> Result<(StatusCode, Json<Kept>), Problem> {
    let caller = caller.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Extension(ConnectInfo(address))| address.ip());
    if !app.link_rate.allows(network(caller), Instant::now()) {
        return Err(Problem::too_often());
    }
    let Share { content } = serde_json::from_slice(&body).map_err(|error| Problem::bad_request(error.to_string()))?;
    if content.len() > MOST_BYTES {
        return Err(Problem::too_large(MOST_BYTES));
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if content.is_empty() || !content.bytes().all(is_plain) {
        return Err(Problem::bad_request("`content` has something else than letters, digits, `-` and `_`"));
    }
    let id = with_links(&app, move |links| links.keep(&content, links::now())).await?;
    Ok((StatusCode::CREATED, Json(Kept { id, seconds: KEPT })))
}

/// What is kept under an id.
#[utoipa::path(
    get,
    path = "/api/v1/links/{id}",
    tag = "links",
    params(("id" = String, Path)),
    responses(
        (status = 200, description = "what the link holds", body = String, content_type = "text/plain"),
        (status = 404, description = "it has ended, or never was", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn find(State(app): State<App>, id: Result<Path<String>, PathRejection>) -> Result<Response, Problem> {
    let Path(id) = id.map_err(|_| Problem::no_such_link())?;
    let content = with_links(&app, move |links| links.find(&id, links::now())).await?;
    let content = content.ok_or_else(Problem::no_such_link)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], content).into_response())
}

async fn with_links<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(&Links) -> Result<T, LinkError> + Send + 'static,
) -> Result<T, Problem> {
    let links = app.links.as_ref().map(Arc::clone).ok_or_else(Problem::no_short_links)?;
    let done = tokio::task::spawn_blocking(move || work(&links)).await;
    done.map_err(|stopped| Problem::internal(&stopped))?.map_err(|error| match error {
        LinkError::Full => Problem::no_room_for_links(),
        error => Problem::internal(&error),
    })
}
