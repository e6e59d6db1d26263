//! What was sealed, named in the document.

use std::collections::BTreeSet;

use k6cfg_config::{
    Path,
    edit::{Change, ENVIRONMENT},
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{Sealing, Stage};
use crate::{
    browser::http,
    protocol::Form,
    state::{Action, Server},
};

/// Contexts that may get a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Contexts {
    All,
    /// Those of one environment.
    Of(String),
    /// All, each its own: `{environment}` stands in the name.
    Each,
}

impl Sealing {
    /// Which SealedSecrets the cluster has, again with each other namespace.
    pub(super) fn ask_the_cluster(self) {
        let (store, namespace) = (self.store(), self.store().namespace());
        Effect::new(move |_| {
            let namespace = namespace.get();
            let is_there = store.server().with(|server| matches!(server, Server::There(_)));
            if !is_there || namespace.is_empty() {
                return store.dispatch(Action::KnowSecrets(None));
            }
            spawn_local(async move {
                let filter =
                    format!("api/v1/objects?kind=SealedSecret&limit=500&namespace={}", http::segment(&namespace));
                let answer = http::call("GET", &filter, None).await.ok();
                let list = answer.filter(http::Response::is_success).and_then(|answer| answer.json());
                if store.namespace().get_untracked() == namespace {
                    store.dispatch(Action::KnowSecrets(list.as_ref().and_then(names)));
                }
            });
        });
    }

    /// Names a secret in contexts that do not name it yet.
    pub(crate) fn name_in(self, name: &str, contexts: &Contexts) {
        let form = self.store().form().get_untracked();
        let name = match contexts {
            Contexts::Each => pattern(&form, name).unwrap_or_else(|| name.to_owned()),
            _ => name.to_owned(),
        };
        let contexts = paths(&form, contexts);
        if !contexts.is_empty() {
            self.store().dispatch(Action::EditAndTell(Some(Change::AddSecret { contexts, name })));
        }
    }

    /// Takes variables out of the document, whose values were sealed.
    pub(crate) fn remove_variables(self, paths: &[String], name: &str) {
        let variables = paths.iter().filter_map(|path| path.parse().ok()).collect();
        self.store().dispatch(Action::EditAndTell(Some(Change::MoveToSecret { variables, name: name.to_owned() })));
        self.stage.set(Stage::Sealed { name: name.to_owned(), moved: Vec::new() });
    }
}

/// Of a page of objects that has them all; else `None`.
fn names(page: &Value) -> Option<BTreeSet<String>> {
    if page.get("continue").is_some_and(|more| !more.is_null()) {
        return None;
    }
    let name = |object: &Value| object.pointer("/metadata/name")?.as_str().map(str::to_owned);
    page.get("items")?.as_array()?.iter().map(name).collect()
}

/// `creds-{environment}` of `creds-at22`, where at22 is an environment of the
/// document.
pub(crate) fn pattern(form: &Form, name: &str) -> Option<String> {
    environments(form).into_iter().find_map(|environment| {
        let at = name.find(&environment)?;
        let (before, after) = (name.get(..at)?, name.get(at + environment.len()..)?);
        let alone = |end: Option<char>| end.is_none_or(|c| c == '-' || c == '.');
        (alone(before.chars().last()) && alone(after.chars().next())).then(|| format!("{before}{ENVIRONMENT}{after}"))
    })
}

/// Each once, in the order of the document.
pub(crate) fn environments(form: &Form) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for context in form.tests.iter().flat_map(|test| &test.contexts) {
        let environment = context.environment.given.clone().unwrap_or_default();
        if !environment.is_empty() && !all.contains(&environment) {
            all.push(environment);
        }
    }
    all
}

fn paths(form: &Form, wanted: &Contexts) -> Vec<Path> {
    let mut paths = Vec::new();
    for (test, form) in form.tests.iter().enumerate() {
        for (at, context) in form.contexts.iter().enumerate() {
            let environment = context.environment.given.as_deref().unwrap_or_default();
            let is_wanted = match wanted {
                Contexts::All => true,
                Contexts::Each => !environment.is_empty(),
                Contexts::Of(one) => one == environment,
            };
            if is_wanted {
                paths.push(Path::context(test, at));
            }
        }
    }
    paths
}
