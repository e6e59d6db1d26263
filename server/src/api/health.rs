//! For whatever keeps the server running.

use axum::extract::State;

use crate::App;
use crate::problem::Problem;

/// Whether the server answers.
#[utoipa::path(get, path = "/healthz", tag = "server", responses((status = 200, description = "it does", body = String)))]
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether objects can be read and written.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "server",
    responses(
        (status = 200, description = "they can", body = String),
        (status = 503, description = "they cannot now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn readyz(State(app): State<App>) -> Result<&'static str, Problem> {
    app.cluster.health().await.map_err(|error| Problem::not_ready(&error))?;
    Ok("ready\n")
}
