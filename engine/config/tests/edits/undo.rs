//! Undo, as the page does it: what an edit leaves goes back to the very bytes
//! that it found.

use k6cfg_config::edit::{Edit, guarded};
use k6cfg_config::{Document, TextEdit};

use self::difference::Difference;

/// What the page keeps of a document; see `src/state/history.rs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    file_name: String,
    text: String,
}

#[path = "../../../../src/state/history/difference.rs"]
#[expect(dead_code, reason = "the page asks it for more")]
mod difference;

fn step(text: &str) -> Step {
    Step { file_name: "functional.yaml".to_owned(), text: text.to_owned() }
}

/// The step that the history keeps of a change leads back, and forth again.
pub(crate) fn restores(text: &str, edited: &str) {
    let (before, after) = (step(text), step(edited));
    let (back, forth) = (Difference::between(&after, &before), Difference::between(&before, &after));
    assert_eq!(back.apply(&after).map(|step| step.text).as_deref(), Some(text), "undo of\n{edited}");
    assert_eq!(forth.apply(&before).map(|step| step.text).as_deref(), Some(edited), "redo of\n{text}");
}

/// The patch of an edit, turned round, takes back what it did.
pub(crate) fn patch_restores(document: &Document, edited: &str, edit: &Edit) {
    let text = document.text();
    let patch = guarded(document, edit).unwrap();
    assert_eq!(patch.apply(text), edited, "{edit:?}");
    let span = patch.span.start..patch.span.start + patch.text.len();
    let back = TextEdit { span, text: text[patch.span.clone()].to_owned() };
    assert_eq!(back.apply(edited), text, "{edit:?}, taken back");
}
