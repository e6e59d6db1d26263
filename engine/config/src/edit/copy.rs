//! Items once more, where they differ from what they are copied of: a context in
//! another environment, a variable or a secret under another name.

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
    edited(text, |item, at| copy_edits(item, at, from, to))
}

/// The text of a variable or a secret under a name that none of `taken` is.
pub(super) fn renamed(text: &str, taken: &[&str]) -> Result<(String, Model), EditError> {
    edited(text, |item, at| {
        let name = at.key("name");
        let (path, joint) = if item.get(&name).is_some() { (name, '_') } else { (at.clone(), '-') };
        let id = if path.is_root() { item.root() } else { item.get(&path) };
        let own = id.and_then(|id| item.scalar_text(id)).filter(|own| !own.is_empty());
        own.map(|own| Edit::Set { value: Value::text(free(own, joint, taken)), path }).into_iter().collect()
    })
}

/// The text of an item with edits made, and what it means. The edits are given
/// the item, and where in it itself is.
fn edited(text: &str, edits: impl Fn(&Document, &Path) -> Vec<Edit>) -> Result<(String, Model), EditError> {
    let unsafe_ = |_| EditError::Unsafe;
    let mut item = Document::read(text).map_err(unsafe_)?;
    // Of a block list the text is a list of one, of a flow list it is the item.
    let is_list = matches!(item.root().map(|root| &item.node(root).kind), Some(Kind::Seq { .. }));
    let at = if is_list { Path::root().item(0) } else { Path::root() };
    for edit in edits(&item, &at) {
        let edited = step::run(&item, vec![Step::Edit(edit)])?;
        item = Document::read(&edited).map_err(unsafe_)?;
    }
    let id = if is_list { item.get(&at) } else { item.root() };
    Ok((item.text().to_owned(), Model::of(&item, id)))
}

/// `LOAD_2` after `LOAD`, counted on until it is free.
fn free(name: &str, joint: char, taken: &[&str]) -> String {
    let is_count = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let stem = match name.rsplit_once(joint) {
        Some((stem, count)) if !stem.is_empty() && is_count(count) => stem,
        _ => name,
    };
    let names = (2_usize..).map(|count| format!("{stem}{joint}{count}"));
    names.into_iter().find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
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
