//! Submits: the server makes the objects again, compares them with what was
//! previewed, and applies them.

mod difference;
mod request;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use k6cfg_loader::Sandbox;
use k6cfg_profile::Profile;
use serde::Serialize;
use utoipa::ToSchema;

use self::request::Submission;
use super::body::JsonBytes;
use crate::App;
use crate::cluster::{Applied, Object, Outcome};
use crate::engine::{self, Rejected};
use crate::problem::Problem;

/// What was applied, in the order it was.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Submitted {
    digest: String,
    objects: Vec<Applied>,
}

/// Applies the runs of a config, all of them or none. Repeating is harmless.
#[utoipa::path(
    post,
    path = "/api/v1/submissions",
    tag = "submissions",
    request_body = Submission,
    responses(
        (status = 201, description = "applied", body = Submitted),
        (status = 200, description = "all of it was there already", body = Submitted),
        (status = 400, description = "the request cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "not what was previewed (`not-as-previewed`), or a run that is still starting needs \
            an archive that would be replaced (`archive-in-use`)", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "the config has errors", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn submit(
    State(app): State<App>,
    JsonBytes(body): JsonBytes,
) -> Result<(StatusCode, Json<Submitted>), Problem> {
    let permit = Arc::clone(&app.engine).acquire_owned().await.map_err(|closed| Problem::internal(&closed))?;
    let profile = Arc::clone(&app.profile);
    let sandbox = Arc::clone(&app.sandbox);
    let made = tokio::task::spawn_blocking(move || {
        // Held until the engine is done, even when nobody waits any more.
        let _permit = permit;
        make(&body, &profile, &sandbox)
    });
    let (digest, objects) = made.await.map_err(|stopped| Problem::internal(&stopped))??;
    let objects = app.cluster.apply(objects).await?;
    let changed = objects.iter().any(|object| object.outcome != Outcome::Unchanged);
    let status = if changed { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Submitted { digest, objects })))
}

/// The objects to apply, when they are the ones that were previewed.
fn make(body: &[u8], profile: &Profile, sandbox: &Sandbox) -> Result<(String, Vec<Object>), Problem> {
    let submission = Submission::read(body)?;
    let (request, previewed) = submission.into_parts()?;
    let generated = engine::regenerate(&request, profile, sandbox)?;
    if generated.digest != previewed.digest {
        return Err(Problem::not_as_previewed(previewed.differences(&generated.objects)));
    }
    let objects = generated.objects.into_iter().map(Object::read).collect::<Result<_, _>>()?;
    Ok((generated.digest, objects))
}

impl From<Rejected> for Problem {
    fn from(rejected: Rejected) -> Self {
        match rejected {
            Rejected::Config(diagnostics) => {
                let errors: Result<Vec<_>, _> = diagnostics.iter().map(serde_json::to_value).collect();
                errors.map_or_else(|error| Problem::internal(&error), Problem::config_has_errors)
            }
            Rejected::NoSuchRuns(ids) => {
                let detail = format!("not an enabled run of the config: {}", ids.join(", "));
                Problem::cannot_be_applied(detail)
            }
            Rejected::NothingToRun => Problem::cannot_be_applied("the config has no enabled run"),
        }
    }
}
