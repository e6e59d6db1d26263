//! A change of the form as a patch of the text.
//!
//! [`Editing::apply`] is the whole way: a [`Change`] is planned as [`Edit`]s of
//! single nodes, each edit becomes a patch of the bytes of its node ([`patch`]);
//! comments, order, quoting and indentation of everything else stay. Then the
//! guard reads what was touched again and compares it with what was meant:
//! where they differ the change is refused, never guessed.

mod block;
mod change;
mod copy;
mod enlist;
mod extent;
mod guard;
mod insert;
mod literal;
mod model;
mod relocate;
mod remove;
mod rename;
mod reorder;
mod say;
mod scalar;
mod step;
mod value;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::TextEdit;
use crate::document::{Document, MAX_BYTES};
use crate::place::Path;

pub(crate) use block::Habit;
pub use change::{Change, Defaults, ENVIRONMENT};
pub use say::Done;
pub use value::Value;
pub(crate) use value::{double_quoted, quoted};

/// One change of one node.
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
    /// Makes a list item, with the comments above it, item `to` of its list;
    /// the last one from its length on.
    Move { path: Path, to: usize },
    /// Makes the key at `from` the key at `to`, which nothing stands at yet.
    Relocate { from: Path, to: Path },
    /// Makes a list of the value at `path`, with it as the one item.
    Enlist { path: Path },
    /// Writes the key at `path` otherwise; nothing stands at that key yet.
    Rename { path: Path, key: String },
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

/// A text under work: keeps what was read, since a field that is typed in asks
/// for one change after another of the same text.
#[derive(Debug, Default)]
pub struct Editing {
    document: Option<Document>,
}

impl Editing {
    /// `text` with `change` done.
    ///
    /// # Errors
    /// [`EditError`]; the text is then to be left as it is.
    pub fn apply(&mut self, text: &str, change: &Change, defaults: &Defaults) -> Result<String, EditError> {
        let document = self.read(text)?;
        step::run(document, change.steps(document, defaults)?)
    }

    fn read(&mut self, text: &str) -> Result<&Document, EditError> {
        if self.document.as_ref().is_none_or(|known| known.text() != text) {
            self.document = Document::read(text).ok();
        }
        self.document.as_ref().ok_or(EditError::Unreadable)
    }
}

/// The text with `edit` done.
///
/// # Errors
/// [`EditError`]; the text is then to be left as it is.
pub fn apply(text: &str, edit: &Edit) -> Result<String, EditError> {
    Editing::default().apply(text, &Change::One(edit.clone()), &Defaults::default())
}

/// The change of the text that `edit` is, as the guard lets it pass.
///
/// # Errors
/// [`EditError`]; the text is then to be left as it is.
pub fn guarded(document: &Document, edit: &Edit) -> Result<TextEdit, EditError> {
    guarded_all(document, std::slice::from_ref(edit), &mut Budget::unlimited())
}

/// The same for several edits at once, none of which is about what another one
/// makes.
///
/// # Errors
/// [`EditError`]; [`EditError::Unsafe`] too where `budget` is spent.
pub(crate) fn guarded_all(document: &Document, edits: &[Edit], budget: &mut Budget) -> Result<TextEdit, EditError> {
    step::patch_of(document, edits.iter().cloned().map(step::Step::Edit).collect(), budget)
}

/// How many bytes the guard may read again for mends. Those of very many
/// problems are offered once the first ones are mended.
#[derive(Debug)]
pub(crate) struct Budget(usize);

impl Default for Budget {
    /// A few readings of a large text, hundreds of a usual one.
    fn default() -> Self {
        Self(8 * MAX_BYTES)
    }
}

impl Budget {
    pub(crate) fn unlimited() -> Self {
        Self(usize::MAX)
    }

    fn spend(&mut self, bytes: usize) -> bool {
        match self.0.checked_sub(bytes) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }
}

/// Whether `edited` is `text` with `change` done, both read as a whole: what
/// tests hold against the guard, which reads no more than it must.
pub fn agrees(text: &str, edited: &str, change: &Change, defaults: &Defaults) -> bool {
    let Ok(document) = Document::read(text) else { return false };
    let steps = change.steps(&document, defaults).and_then(|steps| step::from_the_end(&document, steps));
    steps.is_ok_and(|steps| guard::means(edited, &document, steps.iter().map(|(_, step)| step)))
}

/// The change of the text that `edit` is. Not yet checked by reading it again.
fn patch(document: &Document, edit: &Edit) -> Result<TextEdit, EditError> {
    match edit {
        Edit::Set { path, value } => match document.get(path) {
            Some(id) if value.scalar().is_none() => insert::replace(document, path, id, value),
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
        Edit::Move { path, to } => {
            document.get(path).ok_or_else(|| EditError::Gone(path.clone()))?;
            reorder::reorder(document, path, *to)
        }
        Edit::Enlist { path } => {
            let id = document.get(path).ok_or_else(|| EditError::Gone(path.clone()))?;
            enlist::enlist(document, id)
        }
        Edit::Rename { path, key } => rename::rename(document, path, key),
        Edit::Relocate { from, to } => {
            document.get(from).ok_or_else(|| EditError::Gone(from.clone()))?;
            relocate::relocate(document, from, to)
        }
    }
}

#[cfg(test)]
mod change_tests;
#[cfg(test)]
mod tests;
