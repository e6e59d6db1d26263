//! A context as it is in another environment.

use super::model::Model;
use super::step::{self, Step};
use super::{Edit, EditError, Value};
use crate::document::{Document, Kind};
use crate::place::Path;

/// The text of a context as it is in another environment, and what it means.
/// Secrets, and an id of its own, that have the environment as one of the parts
/// between hyphens follow; an id that does not is left out, since two runs
/// cannot share one.
pub(super) fn copied(text: &str, from: &str, to: &str) -> Result<(String, Model), EditError> {
    let unsafe_ = |_| EditError::Unsafe;
    let mut item = Document::read(text).map_err(unsafe_)?;
    // Of a block list the text is a list of one, of a flow list it is the item.
    let is_list = matches!(item.root().map(|root| &item.node(root).kind), Some(Kind::Seq { .. }));
    let at = if is_list { Path::root().item(0) } else { Path::root() };
    for edit in copy_edits(&item, &at, from, to) {
        let edited = step::run(&item, vec![Step::Edit(edit)])?;
        item = Document::read(&edited).map_err(unsafe_)?;
    }
    let id = if is_list { item.get(&at) } else { item.root() };
    Ok((item.text().to_owned(), Model::of(&item, id)))
}

fn copy_edits(item: &Document, at: &Path, from: &str, to: &str) -> Vec<Edit> {
    let text = |path: &Path| item.scalar_text(item.get(path)?);
    let set = |path: Path, value: &str| Edit::Set { path, value: Value::text(value) };
    let mut edits = vec![set(at.key("environment"), to)];
    let run = at.key("test_run");
    let secrets = run.key("secrets");
    for index in 0.. {
        let path = secrets.item(index);
        let Some(name) = text(&path) else { break };
        edits.extend(follows(name, from, to).map(|name| set(path, &name)));
    }
    let id = run.key("id");
    if let Some(own) = text(&id) {
        edits.push(match follows(own, from, to) {
            Some(own) => set(id, &own),
            None => Edit::Clear { path: id },
        });
    }
    edits
}

/// `name` with `to` in the place of `from`, where that is one of its parts.
fn follows(name: &str, from: &str, to: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('-').collect();
    if from.is_empty() || !parts.contains(&from) {
        return None;
    }
    Some(parts.into_iter().map(|part| if part == from { to } else { part }).collect::<Vec<_>>().join("-"))
}
