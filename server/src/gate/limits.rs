//! How many API requests there are at once, and how long one may take.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::App;
use crate::problem::Problem;

/// Refuses at once (503) what is too much. The page's files pass freely.
pub(crate) async fn within_limits(State(app): State<App>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let Ok(_permit) = app.requests.try_acquire() else {
        return Problem::busy().into_response();
    };
    match tokio::time::timeout(app.limits.time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::too_slow().into_response(),
    }
}
