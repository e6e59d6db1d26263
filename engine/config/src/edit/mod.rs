//! An edit of the form as a patch of the text.
//!
//! [`patch`] touches only the bytes of the node that is meant; comments, order,
//! quoting and indentation of everything else stay. [`apply`] then reads the
//! new text again and compares it with what was meant: where they differ the
//! edit is refused, never guessed.

mod block;
mod insert;
mod model;
mod remove;
mod scalar;
mod value;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::TextEdit;
use crate::document::Document;
use crate::place::{Path, Step};

pub use value::Value;

/// What the form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Gives the value at `path`; missing keys and lists on the way are made.
    Set { path: Path, value: Value },
    /// Takes the key at `path` away, and objects that it leaves empty. Nothing
    /// happens where there is no such key.
    Clear { path: Path },
    /// Puts `value` before the item `index` of a list; at the end from its
    /// length on. The list is made where there is none.
    Insert { list: Path, index: usize, value: Value },
    /// Takes a list item away with the comments above it. A list that it leaves
    /// empty goes with its key.
    Remove { path: Path },
    /// Repeats a list item, with the comments above it, right after itself.
    Duplicate { path: Path },
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    #[error("the text does not read as YAML; edit it there first")]
    Unreadable,
    #[error("this is written in a way that the form cannot change; edit this in the text")]
    Unsafe,
    #[error("there is no `{0}` any more")]
    Gone(Path),
}

/// The text with `edit` done.
pub fn apply(text: &str, edit: &Edit) -> Result<String, EditError> {
    let document = Document::read(text).map_err(|_| EditError::Unreadable)?;
    let edited = patch(&document, edit)?.apply(text);
    let mut meant = model::Model::of(&document, document.root());
    meant.apply(edit);
    let read = Document::read(&edited).map_err(|_| EditError::Unsafe)?;
    let got = model::Model::of(&read, read.root());
    if got.sorted() == meant.sorted() { Ok(edited) } else { Err(EditError::Unsafe) }
}

/// The change of the text that `edit` is. Not yet checked by reading it again.
pub fn patch(document: &Document, edit: &Edit) -> Result<TextEdit, EditError> {
    match edit {
        Edit::Set { path, value } => match document.get(path) {
            Some(id) => scalar::replace(document, id, value),
            None => insert::create(document, path, value.clone()),
        },
        Edit::Clear { path } => match document.get(path) {
            Some(_) => remove::remove(document, &remove::pruned(document, path)),
            None => Ok(TextEdit { span: 0..0, text: String::new() }),
        },
        Edit::Insert { list, index, value } => match document.get(list) {
            Some(id) => insert::item(document, list, id, *index, value),
            None => insert::create(document, list, Value::List(vec![value.clone()])),
        },
        Edit::Remove { path } => {
            document.get(path).ok_or_else(|| EditError::Gone(path.clone()))?;
            remove::remove(document, &remove::pruned(document, path))
        }
        Edit::Duplicate { path } => {
            document.get(path).ok_or_else(|| EditError::Gone(path.clone()))?;
            insert::duplicate(document, path)
        }
    }
}

/// The list and the index that `path` ends with.
fn list_item(path: &Path) -> Result<(Path, usize), EditError> {
    match path.split_last() {
        Some((list, Step::Item(index))) => Ok((list, *index)),
        _ => Err(EditError::Gone(path.clone())),
    }
}

#[cfg(test)]
mod tests;
