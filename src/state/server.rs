//! The page's own server, where there is one: what it is, and what it holds.

use std::collections::BTreeSet;

use k6cfg_config::is_dns_label;
use k6cfg_profile::Noted;
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{Store, Tone, Who, outcome::Trouble};
use crate::{
    browser::{
        clock, http,
        server::{self, Stop},
    },
    protocol::{Answer, Ask, RunNotes},
};

/// Whether anyone stands behind the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Server {
    Asking,
    /// Static hosting, or no network.
    None,
    There(ServerInfo),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ServerInfo {
    pub(crate) version: String,
    /// `embedded`, `kubernetes`.
    pub(crate) cluster: String,
    /// Whether it has to be known who asks.
    pub(crate) signs_in: bool,
    /// The sign-in provider, as the server tells of it: JSON. `None` where a proxy signs people in, or while the provider
    /// does not answer.
    pub(crate) provider: Option<String>,
}

/// Which namespaces Runs lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Namespace,
    All,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Listing {
    Unread,
    Reading,
    Read(Vec<Applied>),
    Failed(Trouble),
}

/// A TestRun that the server holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Applied {
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) uid: String,
    pub(crate) created_ms: Option<u64>,
    /// The run's id and its test, where the platform's runs say that.
    pub(crate) run: String,
    pub(crate) test: String,
    pub(crate) environment: String,
    /// `status.stage`; empty until something runs it.
    pub(crate) stage: String,
    /// Who submitted it, where people sign in.
    pub(crate) by: String,
}

/// The TestRun that is open under Runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) run: Applied,
    /// YAML; `None` until it has come.
    pub(crate) text: Option<String>,
}

impl Store {
    pub(super) fn look_for_server(self) {
        spawn_local(async move {
            clock::turn().await;
            let info = if http::may_have_server() { http::call("GET", "api/v1/info", None).await.ok() } else { None };
            let info = info.filter(http::Response::is_success).and_then(|response| response.json());
            self.server.set(match info {
                Some(info) => Server::There(ServerInfo {
                    version: text(&info, "/version"),
                    cluster: text(&info, "/cluster"),
                    signs_in: !matches!(text(&info, "/signIn/mode").as_str(), "" | "none"),
                    provider: info.pointer("/signIn/oidc").map(Value::to_string),
                }),
                None => Server::None,
            });
            // Whoever signs in here has no token yet: there is nothing to ask.
            if self.server.with_untracked(|server| matches!(server, Server::There(info) if info.provider.is_some())) {
                self.who.set(Who::Out(String::new()));
            } else {
                self.ask_who();
            }
        });
    }

    /// Asks again with each other namespace.
    pub(super) fn watch_secrets(self) {
        let (namespace, server) = (self.namespace(), self.server);
        Effect::new(move |_| {
            // Read, not only tracked: a memo that nobody reads tells nobody.
            namespace.with(String::is_empty);
            server.track();
            self.ask_for_secrets();
        });
    }

    /// Which SealedSecrets the cluster has in the document's namespace; until
    /// that is known, nothing is.
    pub(super) fn ask_for_secrets(self) {
        let namespace = self.namespace_now();
        self.know_secrets(None);
        // Nobody is told anything who has yet to sign in.
        let is_known = self.who.with_untracked(|who| matches!(who, Who::In(_)));
        // One that is half typed is no namespace yet.
        if !is_known || !is_dns_label(&namespace) {
            return;
        }
        spawn_local(async move {
            let path = format!("api/v1/objects?kind=SealedSecret&limit={PAGE}&namespace={}", http::segment(&namespace));
            let list = get(&path).await.ok();
            if self.namespace_now() == namespace {
                self.know_secrets(list.as_ref().and_then(all_names));
            }
        });
    }

    fn know_secrets(self, names: Option<BTreeSet<String>>) {
        self.ask(Ask::KnowSecrets { names }, |_| {});
        self.look_again();
    }

    pub(super) fn list_applied(self, scope: Scope) {
        self.scope.set(scope);
        let namespace = self.namespace_now();
        let filter = match scope {
            Scope::Namespace if !namespace.is_empty() => format!("&namespace={}", http::segment(&namespace)),
            _ => String::new(),
        };
        if !matches!(self.listing.get_untracked(), Listing::Read(_)) {
            self.listing.set(Listing::Reading);
        }
        self.look_away_from_runs();
        let Some(stop) = Stop::new() else { return };
        self.watching.set_value(Some(stop.clone()));
        spawn_local(async move {
            let read = read_all(&format!("api/v1/objects?kind=TestRun&limit={PAGE}{filter}"), &self.run_notes()).await;
            // Nobody looks any more, or at others.
            if stop.is_stopped() {
                return;
            }
            match read {
                Ok(runs) => {
                    self.listing.set(Listing::Read(runs));
                    self.watch_applied(filter, stop).await;
                }
                Err(trouble) => {
                    self.signed_out(&trouble);
                    self.listing.set(Listing::Failed(trouble));
                }
            }
        });
    }

    /// Keeps the list of runs as it is in the cluster, until `stop`.
    async fn watch_applied(self, filter: String, stop: Stop) {
        while !stop.is_stopped() {
            let path = format!("api/v1/watch?kind=TestRun{filter}");
            let heard = StoredValue::new(Heard::default());
            let told = move |line: String| self.told(&line, heard);
            let answer = server::lines("GET", &path, None, &[], Some(&stop), told).await;
            let refused = heard.try_with_value(|heard| heard.refused.clone()).flatten();
            heard.dispose();
            let trouble = match answer {
                Ok(Err(response)) => Some(Trouble::of(&response)),
                _ => refused,
            };
            match trouble {
                _ if stop.is_stopped() => return,
                // It may come back.
                Some(trouble) if trouble.is_passing => clock::pause(LATER_MS).await,
                // The list stays as it was read, and can be read again.
                Some(trouble) => {
                    self.signed_out(&trouble);
                    return;
                }
                None => clock::pause(BREATH_MS).await,
            }
        }
    }

    pub(super) fn look_away_from_runs(self) {
        self.watching.update_value(|stop| {
            if let Some(stop) = stop.take() {
                stop.stop();
            }
        });
    }

    fn run_notes(self) -> RunNotes {
        self.profile.with_untracked(|(profile, _)| profile.notes.clone())
    }

    /// A line of what happens to runs.
    fn told(self, line: &str, heard: StoredValue<Heard>) {
        let Ok(line) = serde_json::from_str::<Value>(line) else { return };
        if let Some(problem) = line.get("problem") {
            let trouble = Trouble::told(problem);
            if !trouble.is_passing {
                heard.update_value(|heard| heard.refused = Some(trouble));
            }
            return;
        }
        if line == "start" {
            return heard.update_value(|heard| heard.there = Some(BTreeSet::new()));
        }
        self.listing.maybe_update(|listing| {
            let Listing::Read(runs) = listing else { return false };
            let count = runs.len();
            if line == "told" {
                // What went while nobody listened.
                let there = heard.try_update_value(|heard| heard.there.take()).flatten();
                if let Some(there) = there {
                    runs.retain(|run| there.contains(&run.uid));
                }
            } else if let Some(object) = line.get("there") {
                let run = read_run(object, &self.run_notes());
                heard.update_value(|heard| {
                    if let Some(there) = &mut heard.there {
                        there.insert(run.uid.clone());
                    }
                });
                if let Some(known) = runs.iter_mut().find(|known| known.uid == run.uid) {
                    let is_other = *known != run;
                    *known = run;
                    return is_other;
                }
                // Runs are newest first.
                let place = runs.iter().position(|known| known.created_ms <= run.created_ms);
                runs.insert(place.unwrap_or(count), run);
            } else if let Some(gone) = line.get("gone") {
                let (namespace, name) = (text(gone, "/namespace"), text(gone, "/name"));
                runs.retain(|known| known.namespace != namespace || known.name != name);
            }
            runs.len() != count
        });
    }

    /// Opens one TestRun as the server holds it, in YAML; `None` closes it.
    pub(super) fn open_applied(self, run: Option<Applied>) {
        let Some(run) = run else { return self.opened.set(None) };
        let path = address(&run.namespace, "testruns", &run.name);
        self.opened.set(Some(Opened { run: run.clone(), text: None }));
        spawn_local(async move {
            let object = match get(&path).await {
                Ok(object) => object,
                Err(trouble) => return self.tell(Tone::Problem, trouble.in_a_line(), false),
            };
            self.ask(Ask::Yaml { object: object.to_string() }, move |answer| {
                let Some(Answer::Yaml { text }) = answer else { return };
                self.opened.update(|opened| match opened {
                    Some(opened) if opened.run == run => opened.text = Some(text),
                    _ => {}
                });
            });
        });
    }

    /// Deletes a TestRun; the cluster deletes its archive with the last run that needs it.
    pub(super) fn delete(self, namespace: String, run: String) {
        spawn_local(async move {
            match remove(&namespace, "testruns", &run).await {
                Ok(()) => self.tell(Tone::Info, format!("{run} is deleted"), false),
                Err(trouble) => {
                    self.signed_out(&trouble);
                    self.tell(Tone::Problem, trouble.in_a_line(), false);
                }
            }
            self.opened.set(None);
            self.list_applied(self.scope.get_untracked());
        });
    }
}

async fn remove(namespace: &str, plural: &str, name: &str) -> Result<(), Trouble> {
    match http::call("DELETE", &address(namespace, plural, name), None).await {
        // What is gone already is gone.
        Ok(response) if response.is_success() || response.status == 404 => Ok(()),
        Ok(response) => Err(Trouble::of(&response)),
        Err(http::Unreachable) => Err(Trouble::unreachable()),
    }
}

/// How long is waited before a watch that ended begins again, and one that the
/// server could not give.
const BREATH_MS: i32 = 3_000;
const LATER_MS: i32 = 15_000;

/// What one watch said so far.
#[derive(Debug, Default)]
struct Heard {
    /// Runs that were told since the last start, until all are.
    there: Option<BTreeSet<String>>,
    /// Why it is no use to ask again.
    refused: Option<Trouble>,
}

/// Runs on a page of the server's list, and pages read: older runs are not for
/// looking through one by one.
const PAGE: usize = 500;
const PAGES: usize = 4;

async fn read_all(path: &str, notes: &RunNotes) -> Result<Vec<Applied>, Trouble> {
    let mut runs = Vec::new();
    let mut next = String::new();
    for _ in 0..PAGES {
        let body = get(&format!("{path}{next}")).await?;
        let items = body.get("items").and_then(Value::as_array);
        runs.extend(items.into_iter().flatten().map(|run| read_run(run, notes)));
        match body.get("continue").and_then(Value::as_str) {
            Some(token) => next = format!("&continue={}", http::segment(token)),
            None => break,
        }
    }
    Ok(runs)
}

pub(super) async fn get(path: &str) -> Result<Value, Trouble> {
    match http::call("GET", path, None).await {
        Ok(response) if response.is_success() => response.json().ok_or_else(Trouble::no_server),
        Ok(response) => Err(Trouble::of(&response)),
        Err(http::Unreachable) => Err(Trouble::unreachable()),
    }
}

/// Kind in the plural, as Kubernetes has it in paths.
fn address(namespace: &str, plural: &str, name: &str) -> String {
    format!("api/v1/namespaces/{}/{plural}/{}", http::segment(namespace), http::segment(name))
}

/// What a place of a TestRun says.
fn noted(object: &Value, place: &Noted) -> Option<String> {
    let said = match place {
        Noted::Annotation(name) => object.pointer("/metadata/annotations")?.get(name),
        Noted::Label(name) => object.pointer("/metadata/labels")?.get(name),
        Noted::Variable(name) => {
            let variables = object.pointer("/spec/runner/env")?.as_array()?;
            variables.iter().find(|variable| variable["name"] == *name)?.get("value")
        }
    };
    said?.as_str().map(str::to_owned)
}

fn read_run(object: &Value, notes: &RunNotes) -> Applied {
    let said = |place: &Option<Noted>| place.as_ref().and_then(|place| noted(object, place)).unwrap_or_default();
    let (id, name) = (said(&notes.id), said(&notes.name));
    Applied {
        namespace: text(object, "/metadata/namespace"),
        name: text(object, "/metadata/name"),
        uid: text(object, "/metadata/uid"),
        created_ms: clock::parse_time(&text(object, "/metadata/creationTimestamp")),
        run: if id.is_empty() { name } else { id },
        test: said(&notes.test_file),
        environment: said(&notes.environment),
        stage: text(object, "/status/stage"),
        by: text(object, "/metadata/annotations/k6cfg~1submitted-by"),
    }
}

fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Of a page of objects that has them all; else `None`.
fn all_names(page: &Value) -> Option<BTreeSet<String>> {
    if page.get("continue").is_some_and(|more| !more.is_null()) {
        return None;
    }
    let name = |object: &Value| object.pointer("/metadata/name")?.as_str().map(str::to_owned);
    page.get("items")?.as_array()?.iter().map(name).collect()
}
