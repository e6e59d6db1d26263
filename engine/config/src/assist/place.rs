//! Between a byte of the text and the path of what stands there.

use std::ops::Range;

use crate::document::{Document, Kind, NodeId};
use crate::place::{Path, Place, Step};

/// The path of the key, the value or the item at a byte. A byte in the
/// indentation or on a dash belongs to what follows it on its line, one behind
/// a value to that value.
pub fn path_at(document: &Document, offset: usize) -> Path {
    let offset = settled(document.text(), offset);
    let mut path = Path::root();
    let Some(mut id) = document.root() else { return path };
    while let Some((step, child)) = child_at(document, id, offset) {
        path = path.with(step);
        match child {
            Some(child) => id = child,
            None => return path,
        }
    }
    path
}

/// The bytes of what is at `path`, its key included; where nothing is, those
/// of the nearest thing around it. `None` for the whole document.
pub fn extent(document: &Document, path: &Path) -> Option<Range<usize>> {
    let mut path = path.clone();
    loop {
        let (parent, last) = path.split_last()?;
        if let Some(id) = document.get(&path) {
            let span = &document.node(id).span;
            let start = match last {
                Step::Key(_) => document.span(&Place::key_of(path.clone())).start,
                Step::Item(_) => document.node(id).start,
            };
            return Some(start..span.end.max(start));
        }
        path = parent;
    }
}

/// From the indentation and the dashes of a line to its first word.
fn settled(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let start =
        text.as_bytes().get(..offset).unwrap_or_default().iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let bare = line.trim_start_matches([' ', '\t', '-']);
    let lead = line.len() - bare.len();
    let is_lead = line.get(..lead).is_some_and(|lead| lead.ends_with(' '));
    if is_lead && offset < start + lead { start + lead } else { offset }
}

/// The child that a byte is in; with its node, unless the byte is in its key.
fn child_at(document: &Document, id: NodeId, offset: usize) -> Option<(Step, Option<NodeId>)> {
    match &document.node(id).kind {
        Kind::Map { entries, .. } => {
            let next = entries.partition_point(|(key, _)| document.node(*key).span.start <= offset);
            let (key, value) = entries.get(next.checked_sub(1)?)?;
            let name = document.scalar_text(*key)?.to_owned();
            let key = &document.node(*key).span;
            let end = key.end.max(document.node(*value).span.end);
            let inside = offset <= line_end(document.text(), end);
            inside.then(|| (Step::Key(name.into()), (offset > key.end).then_some(*value)))
        }
        Kind::Seq { items, .. } => {
            let next = items.partition_point(|item| document.node(*item).start <= offset);
            let index = next.checked_sub(1)?;
            let item = items.get(index)?;
            let end = document.node(*item).span.end;
            (offset <= line_end(document.text(), end)).then_some((Step::Item(index), Some(*item)))
        }
        Kind::Scalar(_) => None,
    }
}

fn line_end(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| from + at)
}
