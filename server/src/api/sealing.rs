//! What sealing needs of the cluster.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use k6cfg_seal::SealedSecret;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::JsonBytes;
use crate::App;
use crate::logging::with_causes;
use crate::problem::Problem;
use crate::sealing::{ControllerError, Sealing, SealingError};

/// The certificate that Secrets are sealed with.
#[utoipa::path(
    get,
    path = "/api/v1/sealing/certificate",
    tag = "sealing",
    responses(
        (status = 200, description = "the certificate in PEM", body = String, content_type = "application/x-pem-file"),
        (status = 404, description = "this server knows none", body = Problem, content_type = "application/problem+json"),
        (status = 502, description = "the controller gives none", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn certificate(State(app): State<App>) -> Result<Response, Problem> {
    let pem = ask(&app, Sealing::certificate).await?;
    Ok(([(header::CONTENT_TYPE, "application/x-pem-file"), (header::CACHE_CONTROL, "no-cache")], pem).into_response())
}

/// Whether the controller can open a SealedSecret.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Verified {
    opens: bool,
}

/// Asks the controller whether it can open a SealedSecret. What is in it, the
/// controller does not tell.
#[utoipa::path(
    post,
    path = "/api/v1/sealing/verify",
    tag = "sealing",
    request_body = Object,
    responses(
        (status = 200, description = "what the controller says", body = Verified),
        (status = 400, description = "it is no SealedSecret", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "this server knows no controller", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 502, description = "the controller does not answer", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "the controller is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn verify(State(app): State<App>, JsonBytes(body): JsonBytes) -> Result<Json<Verified>, Problem> {
    // What the parser says may repeat what was sent, which may be no sealed one.
    let object: Value = serde_json::from_slice(&body).map_err(|_| Problem::bad_request("the body is not JSON"))?;
    let sealed = SealedSecret::of(object).map_err(|error| Problem::bad_request(error.to_string()))?;
    let opens = ask(&app, move |sealing| sealing.opens(&sealed)).await?;
    Ok(Json(Verified { opens }))
}

/// The controller is asked where waiting holds nobody up.
async fn ask<T: Send + 'static>(
    app: &App,
    question: impl FnOnce(&Sealing) -> Result<T, SealingError> + Send + 'static,
) -> Result<T, Problem> {
    let sealing = Arc::clone(&app.sealing);
    let answer = tokio::task::spawn_blocking(move || question(&sealing));
    answer.await.map_err(|stopped| Problem::internal(&stopped))?.map_err(|error| match error {
        SealingError::Nowhere | SealingError::NoController => Problem::no_sealing(error.to_string()),
        SealingError::Controller(ControllerError::Busy) => Problem::busy(),
        SealingError::Controller(error) => {
            tracing::warn!(error = %with_causes(&error), "the sealed-secrets controller");
            Problem::no_answer_of_controller(error.to_string())
        }
    })
}
