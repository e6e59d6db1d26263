//! How many API requests there are at once, and how long one may take.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::App;
use crate::problem::Problem;

/// What is too much waits for its turn, and is refused (503) when that does not come. The page's files pass freely.
pub(crate) async fn within_limits(State(app): State<App>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let Ok(Ok(_permit)) = tokio::time::timeout(app.limits.queue, app.requests.acquire()).await else {
        return Problem::busy().into_response();
    };
    match tokio::time::timeout(app.limits.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::too_slow().into_response(),
    }
}
