//! Submits: the server makes the objects again, compares them with what was
//! previewed, and applies them.

mod difference;
mod outcome;
mod request;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use k6cfg_loader::Sandbox;
use k6cfg_profile::Profile;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

pub(super) use self::outcome::LINES;
use self::outcome::{Submitted, wants_lines};
use self::request::Submission;
use super::body::JsonBytes;
use crate::App;
use crate::audit;
use crate::cluster::{Finding, Foreseen, Marks, Object, Submit, Wanted};
use crate::engine::{self, Rejected};
use crate::problem::Problem;
use crate::who::Caller;

/// Header: the caller's own name of a submit, so that trying again never makes a second one.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Longest such name, in characters.
const LONGEST_KEY: usize = 255;

/// Objects that are the ones that were previewed.
struct Ready {
    digest: String,
    namespace: String,
    submit: Submit,
}

/// Applies the runs of a config. Repeating is harmless. With `Accept: application/x-ndjson` each object is told as it is
/// applied: a line with `objects`, one with `applied` for each, and at last `done` or `problem`.
#[utoipa::path(
    post,
    path = "/api/v1/submissions",
    tag = "submissions",
    request_body = Submission,
    params(("Idempotency-Key" = Option<String>, Header, description = "the caller's own name of this submit: with the \
        same one nothing else can be submitted")),
    responses(
        (status = 201, description = "applied", body = Submitted),
        (status = 200, description = "all of it was there already", body = Submitted),
        (status = 400, description = "the request cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "sign in first", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for the caller, in the cluster's words", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "not what was previewed (`not-as-previewed`); a run that is still starting needs \
            an archive that would be replaced (`archive-in-use`); another run of the name is there (`other-run`); the key \
            came with something else (`key-used`); another one set what would be set (`set-by-another`)",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "the config has errors", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many submits of one person", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn submit(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    JsonBytes(body): JsonBytes,
) -> Result<Response, Problem> {
    let asked = async {
        if !app.may_submit(&caller) {
            return Err(Problem::too_many_submits());
        }
        ready(&app, &caller, body, key(&headers)?).await
    };
    let ready = asked.await.inspect_err(|problem| audit::refused_submit(&caller, problem))?;
    if wants_lines(&headers) {
        Ok(outcome::as_it_happens(app, caller, ready))
    } else {
        outcome::at_the_end(app, caller, ready).await
    }
}

/// What a submit would do, and whether its runs could start.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Foretold {
    objects: Vec<Foreseen>,
    checks: Vec<Finding>,
}

/// What a submit would do, in the cluster's own words, without doing it.
#[utoipa::path(
    post,
    path = "/api/v1/submissions/dry-run",
    tag = "submissions",
    request_body = Submission,
    responses(
        (status = 200, description = "each object with what would become of it and as it is in the cluster, and whether \
            what the runs need is there", body = Foretold),
        (status = 400, description = "the request cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "sign in first", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "not what was previewed", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "the config has errors", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many of one person", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn dry_run(
    State(app): State<App>,
    caller: Caller,
    JsonBytes(body): JsonBytes,
) -> Result<Json<Foretold>, Problem> {
    if !app.may_submit(&caller) {
        return Err(Problem::too_many_submits());
    }
    let Ready { submit, .. } = ready(&app, &caller, body, None).await?;
    let cluster = app.cluster.seen_by(&caller);
    let wanted = Wanted::of(&submit.objects);
    let (objects, checks) = futures::try_join!(cluster.foresee(submit), cluster.look(wanted))?;
    Ok(Json(Foretold { objects, checks }))
}

/// In hex digits, since a label holds no others than some.
fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut given = headers.get_all(IDEMPOTENCY_KEY).iter();
    let key = match (given.next(), given.next()) {
        (None, _) => return Ok(None),
        (Some(key), None) => key.to_str().unwrap_or_default().trim(),
        (Some(_), Some(_)) => "",
    };
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(Problem::bad_request(format!("`Idempotency-Key` is one text of 1 to {LONGEST_KEY} characters")));
    }
    let digest = Sha256::digest(key.as_bytes());
    let first = digest.first_chunk().copied().map_or(0, u128::from_be_bytes);
    Ok(Some(format!("{first:032x}")))
}

async fn ready(app: &App, caller: &Caller, body: axum::body::Bytes, key: Option<String>) -> Result<Ready, Problem> {
    let permit = Arc::clone(&app.engine).acquire_owned().await.map_err(|closed| Problem::internal(&closed))?;
    let profile = Arc::clone(&app.profile);
    let sandbox = Arc::clone(&app.sandbox);
    let made = tokio::task::spawn_blocking(move || {
        // Held until the engine is done, even when nobody waits any more.
        let _permit = permit;
        make(&body, &profile, &sandbox)
    });
    let (digest, objects, take_over) = made.await.map_err(|stopped| Problem::internal(&stopped))??;
    let namespace = objects.first().map(|object| object.key().namespace.clone()).unwrap_or_default();
    let marks = Marks { by: caller.user().map(str::to_owned), digest: Some(digest.clone()), key };
    Ok(Ready { digest, namespace, submit: Submit { objects, marks, take_over }.in_order() })
}

/// The objects to apply, when they are the ones that were previewed.
fn make(body: &[u8], profile: &Profile, sandbox: &Sandbox) -> Result<(String, Vec<Object>, bool), Problem> {
    let submission = Submission::read(body)?;
    let take_over = submission.takes_over();
    let (request, previewed) = submission.into_parts()?;
    let generated = engine::regenerate(&request, profile, sandbox)?;
    if generated.digest != previewed.digest {
        return Err(Problem::not_as_previewed(previewed.differences(&generated.objects)));
    }
    let objects = generated.objects.into_iter().map(Object::read).collect::<Result<_, _>>()?;
    Ok((generated.digest, objects, take_over))
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
