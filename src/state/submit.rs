//! Sending runs to the server.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{Store, outcome::Trouble};
use crate::{
    browser::http,
    preview::keep_submit,
    protocol::{Answer, Ask},
};

/// How far the last submit came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Submission {
    Idle,
    /// The engine makes the objects with a new time.
    Generating,
    Sending {
        body: String,
    },
    Done(Vec<Submitted>),
    /// The objects could not be made; nothing was sent.
    NotMade(Trouble),
    /// `body` can be sent again: applying the same twice changes nothing.
    Failed {
        trouble: Trouble,
        body: String,
    },
}

impl Submission {
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Self::Generating | Self::Sending { .. })
    }
}

/// One object and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Submitted {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// `created`, `configured`, `unchanged`, as kubectl says.
    pub(crate) outcome: String,
}

impl Store {
    pub(super) fn submit(self, runs: Vec<String>) {
        if self.submission.with_untracked(Submission::is_under_way) {
            return;
        }
        self.submission.set(Submission::Generating);
        // A time of its own for each submit: a TestRun is never patched.
        self.renew();
        self.ask(Ask::Submission { document: self.document(), runs }, move |answer| match answer {
            Some(Answer::Submission { body, .. }) => self.send(body),
            Some(Answer::Refused { message, problems }) => {
                let items = problems.into_iter().map(|problem| problem.message).collect();
                self.submission.set(Submission::NotMade(Trouble {
                    items,
                    ..Trouble::plain("The objects could not be made", &message)
                }));
            }
            _ => self.submission.set(Submission::NotMade(Trouble::plain(
                "The objects could not be made",
                "The part of the page that makes them stopped. Try again.",
            ))),
        });
    }

    pub(super) fn send_again(self) {
        if let Submission::Failed { body, .. } = self.submission.get_untracked() {
            self.send(body);
        }
    }

    fn send(self, body: String) {
        self.submission.set(Submission::Sending { body: body.clone() });
        spawn_local(async move {
            let answer = http::call("POST", "api/v1/submissions", Some(&body)).await;
            self.submission.set(match answer {
                Ok(response) if response.is_success() => match response.json() {
                    Some(answer) => {
                        self.ask_for_secrets();
                        let objects = read_objects(&answer);
                        keep_submit(self, &body, &objects);
                        Submission::Done(objects)
                    }
                    None => Submission::Failed { trouble: Trouble::no_server(), body },
                },
                Ok(response) => Submission::Failed { trouble: Trouble::of(&response), body },
                Err(http::Unreachable) => Submission::Failed { trouble: Trouble::unreachable(), body },
            });
        });
    }
}

fn read_objects(answer: &Value) -> Vec<Submitted> {
    let objects = answer.get("objects").and_then(Value::as_array);
    objects
        .into_iter()
        .flatten()
        .map(|object| {
            let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            Submitted { kind: text("kind"), namespace: text("namespace"), name: text("name"), outcome: text("outcome") }
        })
        .collect()
}
