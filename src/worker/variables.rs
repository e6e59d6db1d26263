//! Environment variables of one run, and which of them another source replaces.
//!
//! Values from other files are never shown: they may be secrets.

use std::collections::BTreeSet;

use k6cfg_config::expand::{ExpandedContext, ExpandedTest, Origin};
use k6cfg_config::{Path, Run};

use crate::form::Shown;
use crate::protocol::Field;

/// The entries of the list at `path`: name and value of each, with what else
/// is to be known of it.
pub(crate) fn written(shown: &Shown<'_>, path: &Path, run: Option<&Run>, test: &ExpandedTest) -> Vec<(Field, Field)> {
    let entry = |index: usize| {
        let item = path.item(index);
        let mut name = shown.field(&item.key("name"), "", "");
        let mut value = shown.field(&item.key("value"), "", "");
        let given = name.given.as_deref().unwrap_or_default();
        if given.eq_ignore_ascii_case("resourceId") || given.eq_ignore_ascii_case("resource_id") {
            "the id of a resource is public: it needs no secret".clone_into(&mut name.note);
        }
        let effective = run.and_then(|run| run.variables.iter().find(|variable| variable.name == given));
        if let Some(variable) = effective.filter(|variable| variable.origin != Origin::Config) {
            let unused = format!("not used: the value {} replaces it", from(variable.origin, test));
            value.note = if value.note.is_empty() { unused } else { format!("{unused} · {}", value.note) };
        }
        (name, value)
    };
    (0..shown.list(path)).map(entry).collect()
}

/// Variables that are not written here: the name, and where it comes from.
pub(crate) fn from_elsewhere(run: &Run, context: &ExpandedContext, test: &ExpandedTest) -> Vec<(String, String)> {
    let written: BTreeSet<&str> = context.test_run.env.iter().map(|pair| pair.name.as_str()).collect();
    let others = run.variables.iter().filter(|variable| !written.contains(variable.name.as_str()));
    others.map(|variable| (variable.name.clone(), from(variable.origin, test))).collect()
}

fn from(origin: Origin, test: &ExpandedTest) -> String {
    match origin {
        Origin::Config => "from here".to_owned(),
        Origin::EnvFile => format!("from `{}`", test.env_file),
        Origin::Github => "from the workflow".to_owned(),
        Origin::Arguments => "from the extra k6 arguments".to_owned(),
    }
}
