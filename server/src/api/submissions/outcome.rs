//! A submit under way: it goes on when nobody waits for it any more, and is told
//! as it happens to who asks for that.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures::StreamExt as _;
use serde::Serialize;
use tokio::sync::mpsc;
use utoipa::ToSchema;

use super::Ready;
use crate::App;
use crate::audit;
use crate::cluster::{Applied, ClusterError, Key, Outcome, untold};
use crate::problem::Problem;
use crate::who::Caller;

/// What was applied, in the order it was.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Submitted {
    digest: String,
    objects: Vec<Applied>,
}

/// One line of a submit that is told as it happens.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Line {
    /// The first: all that will be applied, in order.
    Objects(Vec<Key>),
    Applied(Applied),
    /// The last, when all went well.
    Done(Submitted),
    /// The last, when it did not.
    Problem(Problem),
}

/// Lines of JSON, instead of one answer at the end.
pub(crate) const LINES: &str = "application/x-ndjson";

pub(crate) fn wants_lines(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(LINES))
}

/// Answers when all is done.
pub(super) async fn at_the_end(app: App, caller: Caller, ready: Ready) -> Result<Response, Problem> {
    let digest = ready.digest.clone();
    // A task of its own: a caller that hangs up does not leave half a submit.
    let applied =
        tokio::spawn(apply(app, caller, ready, untold())).await.map_err(|stopped| Problem::internal(&stopped))?;
    let objects = applied?;
    let changed = objects.iter().any(|object| object.outcome != Outcome::Unchanged);
    let status = if changed { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Submitted { digest, objects })).into_response())
}

/// Answers at once, and then with each object.
pub(super) fn as_it_happens(app: App, caller: Caller, ready: Ready) -> Response {
    let (sender, receiver) = mpsc::unbounded_channel();
    let digest = ready.digest.clone();
    let keys = ready.submit.objects.iter().map(|object| object.key().clone()).collect();
    let say = move |line: &Line| {
        let mut text = serde_json::to_vec(line).unwrap_or_default();
        text.push(b'\n');
        // Nobody may listen any more.
        let _ = sender.send(Bytes::from(text));
    };
    tokio::spawn(async move {
        say(&Line::Objects(keys));
        let tell = {
            let say = say.clone();
            Arc::new(move |applied: &Applied| say(&Line::Applied(applied.clone())))
        };
        say(&match apply(app, caller, ready, tell).await {
            Ok(objects) => Line::Done(Submitted { digest, objects }),
            Err(error) => Line::Problem(error.into()),
        });
    });
    lines(receiver)
}

async fn apply(
    app: App,
    caller: Caller,
    ready: Ready,
    tell: crate::cluster::Tell,
) -> Result<Vec<Applied>, ClusterError> {
    let _held = Arc::clone(&app.submitting).read_owned().await;
    let Ready { digest, namespace, submit } = ready;
    let done = app.cluster.seen_by(&caller).apply(submit, tell).await;
    audit::submit(&caller, &namespace, &digest, &done);
    done
}

fn lines(receiver: mpsc::UnboundedReceiver<Bytes>) -> Response {
    let pieces = futures::stream::unfold(receiver, |mut receiver| async {
        let piece = receiver.recv().await?;
        Some((Ok::<_, std::convert::Infallible>(piece), receiver))
    });
    ([(header::CONTENT_TYPE, LINES)], Body::from_stream(pieces.boxed())).into_response()
}
