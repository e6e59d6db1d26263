//! What was sealed, named in the document.

use k6cfg_config::{
    Path, Step,
    edit::{Change, ENVIRONMENT},
};
use leptos::prelude::*;

use super::{Moved, Sealing, Stage};
use crate::{protocol::Form, state::Action};

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

    /// Takes variables out of the document, whose values were sealed: those that
    /// are still where they were.
    pub(crate) fn remove_variables(self, moved: &[Moved], name: &str) {
        let store = self.store();
        let (form, document) = (store.form().get_untracked(), store.document_id().get_untracked());
        let here = moved.iter().filter(|one| one.document == document && is_there(&form, one));
        let variables: Vec<Path> = here.filter_map(|one| one.path.parse().ok()).collect();
        let before = store.text_untracked();
        if !variables.is_empty() {
            store.dispatch(Action::EditAndTell(Some(Change::MoveToSecret { variables, name: name.to_owned() })));
        }
        if store.text_untracked() != before {
            self.stage.set(Stage::Sealed { name: name.to_owned(), moved: Vec::new() });
        }
    }

    /// Whether any of them is still in the document that is open.
    pub(crate) fn are_there(self, moved: &[Moved]) -> bool {
        let document = self.store().document_id().get();
        let form = self.store().form();
        form.with(|form| moved.iter().any(|one| one.document == document && is_there(form, one)))
    }
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

fn is_there(form: &Form, moved: &Moved) -> bool {
    let Some([test, context, entry]) = moved.path.parse().ok().as_ref().and_then(indices) else { return false };
    let entry = form.tests.get(test).and_then(|test| test.contexts.get(context)).and_then(|one| one.env.get(entry));
    entry.is_some_and(|(name, _)| name.given.as_ref() == Some(&moved.name))
}

/// Test, context and entry of a variable's path, or of one in it.
pub(crate) fn indices(path: &Path) -> Option<[usize; 3]> {
    let at = |step: &Step| match step {
        Step::Item(at) => Some(*at),
        Step::Key(_) => None,
    };
    let items: Vec<usize> = path.steps().iter().filter_map(at).collect();
    items.try_into().ok()
}
