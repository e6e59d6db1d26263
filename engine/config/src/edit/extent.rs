//! The lines that belong to one item of a block list: the comments above it,
//! itself, and the comments that are indented under it.

use std::ops::Range;

use super::EditError;
use super::block;
use super::insert::dash;
use crate::document::{Document, Kind, NodeId};
use crate::place::{Path, Step};

/// One item of a block list whose dash is the first thing on its line.
#[derive(Debug, Clone)]
pub(super) struct Extent {
    /// From the first comment above to the end of the last line, without its
    /// line break.
    pub(super) lines: Range<usize>,
    /// Start of the line with the dash.
    pub(super) first: usize,
    /// Column of the dash.
    pub(super) column: usize,
}

/// The list that holds the item at `path`, and the item's index.
pub(super) fn holder(document: &Document, path: &Path) -> Result<(NodeId, usize), EditError> {
    let gone = || EditError::Gone(path.clone());
    let Some((list, Step::Item(index))) = path.split_last() else { return Err(gone()) };
    let id = if list.is_root() { document.root() } else { document.get(&list) };
    Ok((id.ok_or_else(gone)?, *index))
}

/// The item `index` of the block list `list`.
pub(super) fn of(document: &Document, list: NodeId, index: usize) -> Result<Extent, EditError> {
    let Kind::Seq { flow: false, items } = &document.node(list).kind else { return Err(EditError::Unsafe) };
    let text = document.text();
    let id = *items.get(index).ok_or(EditError::Unsafe)?;
    let dash = dash(document, id);
    if !block::is_first_on_line(text, dash) {
        return Err(EditError::Unsafe);
    }
    let column = block::column(document, dash);
    let first = block::line_start(text, dash);
    let floor = match index.checked_sub(1).and_then(|i| items.get(i)) {
        Some(previous) => block::next_line(text, end_of(document, *previous, column)),
        None => 0,
    };
    let start = block::with_comments(text, first, column, floor);
    Ok(Extent { lines: start..end_of(document, id, column), first, column })
}

/// The blank lines between the item `index` and the one before it, where there
/// is nothing else between them.
pub(super) fn gap_above(document: &Document, list: NodeId, index: usize) -> &str {
    let Some(above) = index.checked_sub(1).and_then(|above| of(document, list, above).ok()) else { return "" };
    let Ok(here) = of(document, list, index) else { return "" };
    let from = block::next_line(document.text(), above.lines.end);
    let gap = document.text().get(from..here.lines.start).unwrap_or_default();
    if gap.trim().is_empty() { gap } else { "" }
}

/// The blank lines that new items keep to the one at `index`, as its neighbours do.
pub(super) fn gap_around(document: &Document, list: NodeId, index: usize) -> &str {
    match &document.node(list).kind {
        Kind::Seq { items, .. } if index + 1 < items.len() => gap_above(document, list, index + 1),
        _ => gap_above(document, list, index),
    }
}

/// The end of an item's last line, comments that are indented under it
/// included.
fn end_of(document: &Document, item: NodeId, column: usize) -> usize {
    let text = document.text();
    let end = document.node(item).span.end.max(dash(document, item));
    block::with_comments_below(text, block::line_end(text, end), column)
}
