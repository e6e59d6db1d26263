//! Keys and items that go.

use std::ops::Range;

use super::EditError;
use super::block;
use super::insert::dash;
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind, NodeId};
use crate::place::{Path, Step};

/// The outermost thing that goes when `path` does: objects and lists that it
/// would leave empty go with their key.
pub(super) fn pruned(document: &Document, path: &Path) -> Path {
    let mut path = path.clone();
    while let Some((parent, _)) = path.split_last() {
        let ends_in_item = matches!(parent.split_last(), None | Some((_, Step::Item(_))));
        let Some(id) = document.get(&parent) else { break };
        let alone = match &document.node(id).kind {
            Kind::Map { entries, .. } => entries.len() == 1,
            Kind::Seq { items, .. } => items.len() == 1,
            Kind::Scalar(_) => false,
        };
        if !alone || ends_in_item {
            break;
        }
        path = parent;
    }
    path
}

pub(super) fn remove(document: &Document, path: &Path) -> Result<TextEdit, EditError> {
    let gone = || EditError::Gone(path.clone());
    let (parent, step) = path.split_last().ok_or(EditError::Unsafe)?;
    let holder = if parent.is_root() { document.root() } else { document.get(&parent) };
    let holder = document.node(holder.ok_or_else(gone)?);
    let (flow, siblings) = siblings(document, &holder.kind);
    let index = match (&holder.kind, step) {
        (Kind::Map { entries, .. }, Step::Key(key)) => {
            entries.iter().position(|(k, _)| document.scalar_text(*k) == Some(key)).ok_or_else(gone)?
        }
        (Kind::Seq { .. }, Step::Item(index)) => *index,
        _ => return Err(gone()),
    };
    let this = siblings.get(index).ok_or_else(gone)?.clone();
    let previous = index.checked_sub(1).and_then(|i| siblings.get(i));
    let next = siblings.get(index + 1);
    let cut = |span: Range<usize>| Ok(TextEdit { span, text: String::new() });
    if flow {
        return match (previous, next) {
            (_, Some(next)) => cut(this.start..next.start),
            (Some(previous), None) => cut(previous.end..this.end),
            (None, None) => cut(this),
        };
    }
    if previous.is_none() && next.is_none() {
        let empty = if matches!(holder.kind, Kind::Seq { .. }) { "[]" } else { "{}" };
        return Ok(TextEdit { span: this, text: empty.to_owned() });
    }
    let text = document.text();
    if !block::is_first_on_line(text, this.start) {
        return first_after_dash(text, &this, next.ok_or(EditError::Unsafe)?);
    }
    let column = block::column(document, this.start);
    let end = block::with_comments_below(text, block::line_end(text, this.end), column);
    let above = previous.map(|previous| block::with_comments_below(text, block::line_end(text, previous.end), column));
    let floor = match above {
        Some(above) => block::next_line(text, above),
        // A comment at the top of the file is about the file.
        None if parent.is_root() => block::line_start(text, this.start),
        None => 0,
    };
    let start = block::with_comments(text, block::line_start(text, this.start), column, floor);
    match (next, above) {
        // What stood closely below another is gone; the gap below stays as it was.
        (Some(_), Some(above)) if block::next_line(text, above) == start => cut(start..block::next_line(text, end)),
        // With the blank lines below it: those above stay.
        (Some(next), _) => {
            let limit = block::line_start(text, next.start);
            let mut end = block::next_line(text, end);
            while end < limit && text.get(end..block::next_line(text, end)).is_some_and(|l| l.trim().is_empty()) {
                end = block::next_line(text, end);
            }
            cut(start..end)
        }
        // With the blank lines above it.
        (None, Some(_)) => {
            let before = text.get(..start).unwrap_or_default().trim_end_matches([' ', '\n', '\r']);
            cut(block::line_end(text, before.len())..end)
        }
        (None, None) => cut(start..block::next_line(text, end)),
    }
}

/// Takes the first key after a dash away: the next one takes its place, and
/// comment lines between the two go above the dash.
fn first_after_dash(text: &str, this: &Range<usize>, next: &Range<usize>) -> Result<TextEdit, EditError> {
    let line = block::line_start(text, this.start);
    let below = block::next_line(text, this.end).min(block::line_start(text, next.start));
    let dash = text.get(line..this.start).ok_or(EditError::Unsafe)?;
    let comments = text.get(below..block::line_start(text, next.start)).unwrap_or_default();
    if comments.trim().is_empty() {
        return Ok(TextEdit { span: this.start..next.start, text: String::new() });
    }
    Ok(TextEdit { span: line..next.start, text: format!("{comments}{dash}") })
}

/// From the first byte to the last of each entry or item.
fn siblings(document: &Document, kind: &Kind) -> (bool, Vec<Range<usize>>) {
    let span = |from: NodeId, to: NodeId| {
        let start = document.node(from).start;
        start..document.node(to).span.end.max(document.node(from).span.end)
    };
    match kind {
        Kind::Map { flow, entries } => (*flow, entries.iter().map(|(k, v)| span(*k, *v)).collect()),
        Kind::Seq { flow: true, items } => (true, items.iter().map(|i| span(*i, *i)).collect()),
        Kind::Seq { flow: false, items } => {
            let item = |id: &NodeId| {
                let start = dash(document, *id);
                start..document.node(*id).span.end.max(start + 1)
            };
            (false, items.iter().map(item).collect())
        }
        Kind::Scalar(_) => (false, Vec::new()),
    }
}
