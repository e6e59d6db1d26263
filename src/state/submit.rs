//! Sending runs to the server: to see what would become of them, or to have
//! them applied.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{Store, outcome::Trouble};
use crate::{
    browser::{http, server},
    preview::keep_submit,
    protocol::{Answer, Ask},
};

/// How far the last submit came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Submission {
    Idle,
    /// The engine makes the objects with a new time.
    Generating,
    /// What was applied so far, of how many; none where nothing is to be applied.
    Sending {
        applied: Vec<Submitted>,
        of: usize,
    },
    /// What would become of each object, and what the runs need.
    Foretold {
        objects: Vec<Foretold>,
        checks: Vec<Finding>,
    },
    Done(Vec<Submitted>),
    /// The objects could not be made; nothing was sent.
    NotMade(Trouble),
    /// It can be sent again: applying the same twice changes nothing.
    Failed {
        trouble: Trouble,
        parts: Vec<Submitted>,
        sent: Sent,
    },
}

impl Submission {
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(self, Self::Generating | Self::Sending { .. })
    }
}

/// What was sent, and under which name, so that it never makes a second one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    body: String,
    key: String,
    is_dry: bool,
}

/// One object and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Submitted {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// `created`, `configured`, `unchanged`, as kubectl says; `refused`, `not tried`.
    pub(crate) outcome: String,
    /// Why, in the cluster's own words.
    pub(crate) words: String,
}

/// What would become of one object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Foretold {
    pub(crate) object: Submitted,
    /// As it is in the cluster, as JSON.
    pub(crate) live: Option<String>,
}

/// One thing that the runs need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) kind: String,
    pub(crate) name: String,
    /// `found`, `missing` or `unknown`.
    pub(crate) state: String,
    pub(crate) words: String,
}

impl Store {
    pub(super) fn submit(self, runs: Vec<String>, is_dry: bool) {
        if self.submission.with_untracked(Submission::is_under_way) {
            return;
        }
        self.submission.set(Submission::Generating);
        if !is_dry {
            // A time of its own for each submit: a TestRun is never patched.
            self.renew();
        }
        self.ask(Ask::Submission { document: self.document(), runs }, move |answer| match answer {
            Some(Answer::Submission { body, .. }) => {
                self.send(Sent { body, key: server::new_key(), is_dry });
            }
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

    pub(super) fn send_again(self, takes_over: bool) {
        let Submission::Failed { mut sent, .. } = self.submission.get_untracked() else { return };
        if takes_over && let Ok(Value::Object(mut body)) = serde_json::from_str(&sent.body) {
            body.insert("take_over".to_owned(), Value::Bool(true));
            sent.body = Value::Object(body).to_string();
        }
        self.send(sent);
    }

    fn send(self, sent: Sent) {
        self.submission.set(Submission::Sending { applied: Vec::new(), of: 0 });
        spawn_local(async move {
            let done = if sent.is_dry {
                let foretold = foretell(&sent.body).await;
                foretold
                    .map(|(objects, checks)| Submission::Foretold { objects, checks })
                    .map_err(|trouble| (trouble, Vec::new()))
            } else {
                self.apply(&sent).await
            };
            self.submission.set(done.unwrap_or_else(|(trouble, parts)| {
                self.signed_out(&trouble);
                Submission::Failed { trouble, parts, sent }
            }));
        });
    }

    async fn apply(self, sent: &Sent) -> Result<Submission, (Trouble, Vec<Submitted>)> {
        let last = StoredValue::new(None::<Value>);
        let told = move |line: String| {
            let Ok(line) = serde_json::from_str::<Value>(&line) else { return };
            self.submission.update(|submission| {
                let Submission::Sending { applied, of } = submission else { return };
                if let Some(objects) = line.get("objects").and_then(Value::as_array) {
                    *of = objects.len();
                } else if let Some(object) = line.get("applied") {
                    applied.push(submitted(object));
                } else {
                    last.set_value(Some(line));
                }
            });
        };
        let headers = [("idempotency-key", sent.key.as_str())];
        let answer = server::lines("POST", "api/v1/submissions", Some(&sent.body), &headers, None, told).await;
        let line = last.try_get_value().flatten().unwrap_or_default();
        last.dispose();
        let (done, problem) = (line.get("done"), line.get("problem"));
        match answer {
            Err(http::Unreachable) => Err((Trouble::unreachable(), Vec::new())),
            Ok(Err(response)) => {
                Err((Trouble::of(&response), response.json().map(|body| parts(&body)).unwrap_or_default()))
            }
            Ok(Ok(_)) => match (done, problem) {
                (Some(done), _) => {
                    let objects: Vec<_> = list(done, "objects").into_iter().map(submitted).collect();
                    self.ask_for_secrets();
                    keep_submit(self, &sent.body, &objects);
                    Ok(Submission::Done(objects))
                }
                (None, Some(problem)) => Err((Trouble::told(problem), parts(problem))),
                // It broke off.
                (None, None) => {
                    let parts = self.submission.with_untracked(|submission| match submission {
                        Submission::Sending { applied, .. } => applied.clone(),
                        _ => Vec::new(),
                    });
                    Err((Trouble::unreachable(), parts))
                }
            },
        }
    }
}

/// What would become of the objects that a submit makes, and what its runs need, as the server says it.
pub(crate) async fn foretell(body: &str) -> Result<(Vec<Foretold>, Vec<Finding>), Trouble> {
    let answer = http::call("POST", "api/v1/submissions/dry-run", Some(body)).await;
    let answer = answer.map_err(|http::Unreachable| Trouble::unreachable())?;
    if !answer.is_success() {
        return Err(Trouble::of(&answer));
    }
    let foretold = answer.json().ok_or_else(Trouble::no_server)?;
    let checks = list(&foretold, "checks").into_iter().map(|one| Finding {
        kind: text(one, "kind"),
        name: text(one, "name"),
        state: text(one, "state"),
        words: text(one, "words"),
    });
    Ok((list(&foretold, "objects").into_iter().map(foreseen).collect(), checks.collect()))
}

/// Those that are in the cluster already: a file of JSON each.
pub(crate) fn live_files(objects: &[Foretold]) -> BTreeMap<String, Vec<u8>> {
    let live = objects.iter().filter_map(|one| one.live.as_ref());
    live.enumerate().map(|(index, live)| (format!("live-{index}.json"), live.clone().into_bytes())).collect()
}

fn list<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten().collect()
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn submitted(object: &Value) -> Submitted {
    Submitted {
        kind: text(object, "kind"),
        namespace: text(object, "namespace"),
        name: text(object, "name"),
        outcome: text(object, "outcome"),
        words: text(object, "message"),
    }
}

fn foreseen(object: &Value) -> Foretold {
    let mut shown = submitted(object);
    if let Some(refused) = object.get("refused") {
        "refused".clone_into(&mut shown.outcome);
        shown.words = text(refused, "message");
    }
    Foretold { object: shown, live: object.get("live").map(Value::to_string) }
}

/// Of a submit that was not applied whole: each object, and what became of it.
fn parts(problem: &Value) -> Vec<Submitted> {
    let with =
        |outcome: &'static str| move |object: &Value| Submitted { outcome: outcome.to_owned(), ..submitted(object) };
    let applied = list(problem, "applied").into_iter().map(submitted);
    let refused = list(problem, "refused").into_iter().map(with("refused"));
    applied.chain(refused).chain(list(problem, "untried").into_iter().map(with("not tried"))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_submit_that_was_not_applied_whole() {
        let key = |name: &str| json!({"kind": "TestRun", "namespace": "team", "name": name});
        let mut applied = key("a");
        applied["outcome"] = json!("created");
        let mut refused = key("b");
        refused["message"] = json!("quota");
        let parts = parts(&json!({"applied": [applied], "refused": [refused], "untried": [key("c")]}));
        let said: Vec<_> =
            parts.iter().map(|one| (one.name.as_str(), one.outcome.as_str(), one.words.as_str())).collect();
        assert_eq!(said, [("a", "created", ""), ("b", "refused", "quota"), ("c", "not tried", "")]);
    }

    #[test]
    fn what_would_become_of_an_object() {
        let foretold =
            foreseen(&json!({"kind": "ConfigMap", "name": "m", "refused": {"message": "no"}, "live": {"a": 1}}));
        assert_eq!((foretold.object.outcome.as_str(), foretold.object.words.as_str()), ("refused", "no"));
        assert_eq!(foretold.live.as_deref(), Some(r#"{"a":1}"#));
    }
}
