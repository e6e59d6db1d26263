//! A request body that says it is JSON and is not too large. Not yet read:
//! reading megabytes is not for the threads that answer.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;

use crate::App;
use crate::problem::Problem;

pub(super) struct JsonBytes(pub(super) Bytes);

impl FromRequest<App> for JsonBytes {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        if !says_json(request.headers()) {
            return Err(Problem::not_json());
        }
        let read = Bytes::from_request(request, app).await;
        read.map(Self).map_err(|rejection| match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(app.limits.body),
            _ => Problem::bad_request("the body ended early"),
        })
    }
}

/// A form of another site can send text, and not this type without asking.
fn says_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.and_then(|value| value.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}
