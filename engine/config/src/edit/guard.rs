//! Whether a patched text says what was meant.
//!
//! A patch inside one line such as `namespace: team` is checked on that line
//! alone, one inside an item of a block list on the lines of that item: by
//! themselves they are an object of one key and a list of one item, and nothing
//! around them can tell the difference. Everything else is read again as a whole.

use super::model::Model;
use super::step::Step;
use super::{Budget, block, extent, remove};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind, MAX_BYTES};
use crate::place::{Path, Step as PathStep};

/// Whether `patch` does to the document's text what `steps` mean, which are given
/// from the end of the text to its start.
pub(super) fn holds(document: &Document, patch: &TextEdit, steps: &[Step], budget: &mut Budget) -> bool {
    let alone = match steps {
        [one] => in_line(document, patch, one),
        _ => None,
    };
    match alone.or_else(|| in_item(document, patch, steps, budget)) {
        Some(answer) => answer,
        None => budget.spend(document.text().len()) && means(&patch.apply(document.text()), document, steps.iter()),
    }
}

/// Whether `edited` reads as the document does after `steps`, which are given
/// from the end of the text to its start.
pub(super) fn means<'s>(edited: &str, document: &Document, steps: impl Iterator<Item = &'s Step>) -> bool {
    let mut meant = Model::of(document, document.root());
    for step in steps {
        meant.apply(step);
    }
    let Ok(read) = Document::read(edited) else { return false };
    Model::of(&read, read.root()).sorted() == meant.sorted()
}

/// The answer for the innermost item that holds all of the patch; `None` where
/// there is no such item, or its lines cannot be judged alone.
fn in_item(document: &Document, patch: &TextEdit, steps: &[Step], budget: &mut Budget) -> Option<bool> {
    let text = document.text();
    if text.len().saturating_sub(patch.span.len()) + patch.text.len() > MAX_BYTES {
        return None;
    }
    let around = steps.iter().flat_map(|step| {
        let replaces = step.replaces_value();
        // What goes may be an object around the path: it must be inside the item too.
        let around = |path: &Path| if replaces { Some(path.clone()) } else { remove::pruned(document, path).parent() };
        step.paths().into_iter().filter_map(around).collect::<Vec<Path>>()
    });
    let mut around = around.reduce(|a, b| a.common(&b))?;
    loop {
        if matches!(around.steps().last(), Some(PathStep::Item(_)))
            && let Some(answer) = on_lines(document, &around, patch, steps, budget)
        {
            return Some(answer);
        }
        around = around.split_last()?.0;
    }
}

/// The answer for a scalar that stands on one line with its key; `None` where it
/// does not, or the line cannot be judged alone.
fn in_line(document: &Document, patch: &TextEdit, step: &Step) -> Option<bool> {
    let [whole] = step.paths()[..] else { return None };
    let (parent, PathStep::Key(key)) = whole.split_last()? else { return None };
    let (parent_path, key) = (parent, key.clone());
    let parent = document.get(&parent_path)?;
    let Kind::Map { flow: false, entries } = &document.node(parent).kind else { return None };
    let (name, value) = entries.iter().find(|(name, _)| document.scalar_text(*name) == Some(&key))?;
    document.scalar(*value)?;
    let text = document.text();
    let start = document.node(*name).span.start;
    // A key that stands on a line of its own, or nowhere, says nothing of this line.
    if document.node(*name).span.is_empty() || text.get(..start)?.trim_end_matches([' ', '-']).ends_with('?') {
        return None;
    }
    let entry = start..block::line_end(text, start);
    if document.node(*value).span.end > entry.end || patch.span.start < start || patch.span.end > entry.end {
        return None;
    }
    // What is indented deeper below would go on with the value.
    let below = text.get(entry.end..)?.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
    let deeper = below.len() - below.trim_start().len() > block::column(document, start);
    if deeper || text.len() - entry.len() + patch.text.len() > MAX_BYTES {
        return None;
    }
    let inside = TextEdit { span: patch.span.start - start..patch.span.end - start, text: patch.text.clone() };
    let before = text.get(entry)?;
    let after = inside.apply(before);
    if after.contains(['\n', '\r']) {
        return None;
    }
    let (was, is) = (Document::read(before).ok()?, Document::read(&after).ok()?);
    let mut meant = Model::of(&was, was.root());
    if meant != Model::Map(vec![(Model::key(&key), Model::of(document, Some(*value)))]) {
        return None;
    }
    meant.apply(&step.within(&parent_path, &Path::root()));
    Some(Model::of(&is, is.root()) == meant)
}

fn on_lines(document: &Document, item: &Path, patch: &TextEdit, steps: &[Step], budget: &mut Budget) -> Option<bool> {
    let (list, index) = extent::holder(document, item).ok()?;
    if !matches!(document.node(list).kind, Kind::Seq { flow: false, .. }) {
        return None;
    }
    let extent = extent::of(document, list, index).ok()?;
    let lines = extent.first..extent.lines.end;
    let text = document.text();
    if patch.span.start < lines.start || patch.span.end > lines.end || !ends(text, lines.end, extent.column) {
        return None;
    }
    let before = text.get(lines.clone())?;
    let inside =
        TextEdit { span: patch.span.start - lines.start..patch.span.end - lines.start, text: patch.text.clone() };
    let after = inside.apply(before);
    if !stands_alone(before, extent.column) || !stands_alone(&after, extent.column) {
        return None;
    }
    if !budget.spend(before.len() + after.len()) {
        return Some(false);
    }
    let (was, is) = (Document::read(before).ok()?, Document::read(&after).ok()?);
    let one = |read: &Document| match read.root().map(|root| &read.node(root).kind) {
        Some(Kind::Seq { flow: false, items }) => items.len() == 1,
        _ => false,
    };
    if !one(&was) || !one(&is) {
        return None;
    }
    let mut meant = Model::of(&was, was.root());
    if meant != Model::Seq(vec![Model::of(document, document.get(item))]) {
        return None;
    }
    let alone = Path::root().item(0);
    for step in steps {
        meant.apply(&step.within(item, &alone));
    }
    Some(Model::of(&is, is.root()).sorted() == meant.sorted())
}

/// Whether the lines of a list's item whose dash is in `column` read the same
/// with other items around them: all are indented deeper, but for comments.
fn stands_alone(lines: &str, column: usize) -> bool {
    // A block scalar that keeps its last blank lines takes those after the item too.
    if lines.contains("|+") || lines.contains(">+") {
        return false;
    }
    lines.lines().skip(1).all(|line| {
        let bare = line.trim_start_matches(' ');
        line.len() - bare.len() > column || bare.trim_end().is_empty() || bare.starts_with('#')
    })
}

/// Whether what follows `end` is not part of an item whose dash is in `column`.
fn ends(text: &str, end: usize, column: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    let next = after.lines().skip(1).find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    next.is_none_or(|line| line.len() - line.trim_start_matches(' ').len() <= column)
}
