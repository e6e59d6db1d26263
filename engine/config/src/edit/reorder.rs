//! Items of a list in another order.

use std::ops::Range;

use super::{EditError, extent};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind};
use crate::place::Path;

/// The item at `path` becomes item `to` of its list. Each item takes along the
/// comments above it; blank lines between items stay where they are.
pub(super) fn reorder(document: &Document, path: &Path, to: usize) -> Result<TextEdit, EditError> {
    let (list, from) = extent::holder(document, path)?;
    let Kind::Seq { flow, items } = &document.node(list).kind else { return Err(EditError::Gone(path.clone())) };
    let to = to.min(items.len().saturating_sub(1));
    if from == to {
        return Ok(TextEdit { span: 0..0, text: String::new() });
    }
    let spans = (from.min(to)..=from.max(to)).map(|index| {
        if *flow {
            let node = document.node(*items.get(index).ok_or(EditError::Unsafe)?);
            Ok(node.start..node.span.end)
        } else {
            Ok(extent::of(document, list, index)?.lines)
        }
    });
    let spans: Vec<Range<usize>> = spans.collect::<Result<_, EditError>>()?;
    let text = |range: Range<usize>| document.text().get(range).ok_or(EditError::Unsafe);
    let chunks: Vec<&str> = spans.iter().map(|span| text(span.clone())).collect::<Result<_, EditError>>()?;
    let gaps = spans.windows(2).map(|pair| match pair {
        [one, two] => text(one.end..two.start),
        _ => Err(EditError::Unsafe),
    });
    let gaps: Vec<&str> = gaps.collect::<Result<_, EditError>>()?;
    let mut order: Vec<&str> = chunks;
    if from < to {
        order.rotate_left(1);
    } else {
        order.rotate_right(1);
    }
    let gaps = gaps.into_iter().chain(std::iter::once(""));
    let (Some(top), Some(bottom)) = (spans.first(), spans.last()) else { return Err(EditError::Unsafe) };
    Ok(TextEdit { span: top.start..bottom.end, text: order.into_iter().zip(gaps).flat_map(|(c, g)| [c, g]).collect() })
}
