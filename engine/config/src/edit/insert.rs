//! Keys and items that are not there yet.

use super::block::{self, Habit};
use super::{EditError, Value, extent};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind, Node, NodeId, Style};
use crate::place::{Path, Step};
use crate::schema;

/// Makes what is missing on the way to `path`, with `value` at its end.
pub(super) fn create(document: &Document, path: &Path, value: Value) -> Result<TextEdit, EditError> {
    let Some(root) = document.root() else { return first(document, path, value) };
    let mut value = value;
    let mut path = path.clone();
    loop {
        let (parent, step) = path.split_last().ok_or(EditError::Unsafe)?;
        let step = step.clone();
        let Some(id) = (if parent.is_root() { Some(root) } else { document.get(&parent) }) else {
            value = wrap(&step, value)?;
            path = parent;
            continue;
        };
        return match step {
            Step::Key(key) => entry(document, &parent, id, &key, &value),
            Step::Item(index) => item(document, &parent, id, index, &value),
        };
    }
}

/// The first value of a text without content.
fn first(document: &Document, path: &Path, value: Value) -> Result<TextEdit, EditError> {
    let Some((Step::Key(key), rest)) = path.steps().split_first() else { return Err(EditError::Unsafe) };
    let value = rest.iter().rev().try_fold(value, |value, step| wrap(step, value))?;
    let text = document.text();
    let lines = Habit { step: 2, dash: 2 }.entry(key, &value, 0);
    let nl = block::line_break(text);
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { nl };
    Ok(TextEdit { span: text.len()..text.len(), text: format!("{gap}{}{nl}", lines.join(nl)) })
}

fn wrap(step: &Step, value: Value) -> Result<Value, EditError> {
    match step {
        Step::Key(key) => Ok(Value::Map(vec![(key.to_string(), value)])),
        Step::Item(0) => Ok(Value::List(vec![value])),
        Step::Item(_) => Err(EditError::Unsafe),
    }
}

/// `key: value` in the mapping `id` at `path`, after the keys that come before
/// it in the format.
fn entry(document: &Document, path: &Path, id: NodeId, key: &str, value: &Value) -> Result<TextEdit, EditError> {
    let node = document.node(id);
    match &node.kind {
        Kind::Map { flow: true, entries } => {
            let pair = Value::Map(vec![(key.to_owned(), value.clone())]).flow();
            // The outer braces only: the value may end in one of its own.
            let pair = pair.strip_prefix('{').and_then(|pair| pair.strip_suffix('}')).unwrap_or(&pair);
            Ok(in_brackets(document, node, entries.last().map(|(_, v)| *v), pair))
        }
        Kind::Map { flow: false, entries } => {
            let (first, _) = entries.first().ok_or(EditError::Unsafe)?;
            let column = block::column(document, document.node(*first).start);
            lines_of_key(document, path, key, &document.habit().entry(key, value, column))
        }
        Kind::Scalar(scalar) if scalar.is_null() => {
            let habit = document.habit();
            let indent = parent_column(document, path)? + habit.step;
            Ok(instead_of_null(document, node, &habit.entry(key, value, indent)))
        }
        _ => Err(EditError::Unsafe),
    }
}

/// The lines of `key` in the block mapping at `path`, after the keys that come
/// before it in the format.
pub(super) fn lines_of_key(
    document: &Document,
    path: &Path,
    key: &str,
    lines: &[String],
) -> Result<TextEdit, EditError> {
    let id = if path.is_root() { document.root() } else { document.get(path) }.ok_or(EditError::Unsafe)?;
    let Kind::Map { flow: false, entries } = &document.node(id).kind else { return Err(EditError::Unsafe) };
    let text = document.text();
    let (first, _) = entries.first().ok_or(EditError::Unsafe)?;
    let start = document.node(*first).start;
    let column = block::column(document, start);
    let keys = schema::level_at(path).map(|level| level.keys).unwrap_or_default();
    let rank = |name: &str| keys.iter().position(|k| k.name == name);
    let before = entries.iter().rfind(|(k, _)| {
        let name = document.scalar_text(*k).unwrap_or_default();
        matches!((rank(name), rank(key)), (Some(there), Some(new)) if there < new)
    });
    if before.is_none() && rank(key).is_some() && block::is_first_on_line(text, start) {
        let line = block::line_start(text, start);
        // A comment at the top of the file is about the file.
        let floor = if path.is_root() { line } else { 0 };
        let at = block::with_comments(text, line, column, floor);
        let nl = block::line_break(text);
        return Ok(TextEdit { span: at..at, text: format!("{}{nl}", lines.join(nl)) });
    }
    let (key, value) = before.or(entries.last()).ok_or(EditError::Unsafe)?;
    Ok(after(document, end_of(document, *key, *value), column, lines))
}

/// `value` as item `index` of the list `id` at `path`.
pub(super) fn item(
    document: &Document,
    path: &Path,
    id: NodeId,
    index: usize,
    value: &Value,
) -> Result<TextEdit, EditError> {
    let node = document.node(id);
    match &node.kind {
        Kind::Seq { flow: true, items } => match items.get(index) {
            Some(next) => {
                let at = document.node(*next).start;
                Ok(TextEdit { span: at..at, text: format!("{}, ", value.flow()) })
            }
            None => Ok(in_brackets(document, node, items.last().copied(), &value.flow())),
        },
        Kind::Seq { flow: false, items } => {
            let column = block::column(document, node.span.start);
            let lines = document.habit().item(value, column);
            let text = document.text();
            let Some(next) = items.get(index) else {
                let last = items.last().ok_or(EditError::Unsafe)?;
                let end = document.node(*last).span.end.max(dash(document, *last));
                let mut below = after(document, end, column, &lines);
                let gap = extent::gap_around(document, id, items.len() - 1);
                below.text.insert_str(block::line_break(text).len(), gap);
                return Ok(below);
            };
            let dash = dash(document, *next);
            if !block::is_first_on_line(text, dash) {
                return Err(EditError::Unsafe);
            }
            let at = block::with_comments(text, block::line_start(text, dash), column, 0);
            let nl = block::line_break(text);
            let gap = extent::gap_around(document, id, index);
            Ok(TextEdit { span: at..at, text: format!("{}{nl}{gap}", lines.join(nl)) })
        }
        Kind::Scalar(scalar) if scalar.is_null() => {
            let habit = document.habit();
            let indent = parent_column(document, path)? + habit.dash;
            Ok(instead_of_null(document, node, &habit.item(value, indent)))
        }
        _ => Err(EditError::Unsafe),
    }
}

/// The item at `path` once more, after itself.
pub(super) fn duplicate(document: &Document, path: &Path) -> Result<TextEdit, EditError> {
    let (list, index) = extent::holder(document, path)?;
    copies(document, list, index, &[item_text(document, list, index)?])
}

/// The text of one item: its lines, or what stands between commas.
pub(super) fn item_text(document: &Document, list: NodeId, index: usize) -> Result<String, EditError> {
    let range = match &document.node(list).kind {
        Kind::Seq { flow: true, items } => {
            let node = document.node(*items.get(index).ok_or(EditError::Unsafe)?);
            node.start..node.span.end
        }
        _ => extent::of(document, list, index)?.lines,
    };
    document.text().get(range).map(str::to_owned).ok_or(EditError::Unsafe)
}

/// Texts of items, right after the item `index`.
pub(super) fn copies(document: &Document, list: NodeId, index: usize, items: &[String]) -> Result<TextEdit, EditError> {
    let (at, between, gap) = if let Kind::Seq { flow: true, items } = &document.node(list).kind {
        (document.node(*items.get(index).ok_or(EditError::Unsafe)?).span.end, ", ", "")
    } else {
        let gap = extent::gap_around(document, list, index);
        (extent::of(document, list, index)?.lines.end, block::line_break(document.text()), gap)
    };
    Ok(TextEdit { span: at..at, text: items.iter().flat_map(|item| [between, gap, item]).collect() })
}

/// Where the dash of a block list's item stands.
pub(super) fn dash(document: &Document, item: NodeId) -> usize {
    let start = document.node(item).start;
    let before = document.text().get(..start).unwrap_or_default();
    before.rfind('-').unwrap_or(start)
}

fn end_of(document: &Document, key: NodeId, value: NodeId) -> usize {
    document.node(value).span.end.max(document.node(key).span.end)
}

/// The column of the key whose value is at `path`.
fn parent_column(document: &Document, path: &Path) -> Result<usize, EditError> {
    let (parent, step) = path.split_last().ok_or(EditError::Unsafe)?;
    let id = if parent.is_root() { document.root() } else { document.get(&parent) };
    match (id.map(|id| &document.node(id).kind), step) {
        (Some(Kind::Map { flow: false, entries }), Step::Key(_)) => {
            let (key, _) = entries.first().ok_or(EditError::Unsafe)?;
            Ok(block::column(document, document.node(*key).start))
        }
        _ => Err(EditError::Unsafe),
    }
}

/// Whole lines after the line that `offset` is in, and after the comments that
/// are indented under it, deeper than `column`.
fn after(document: &Document, offset: usize, column: usize, lines: &[String]) -> TextEdit {
    let text = document.text();
    let at = block::with_comments_below(text, block::line_end(text, offset), column);
    let nl = block::line_break(text);
    TextEdit { span: at..at, text: lines.iter().flat_map(|line| [nl, line]).collect() }
}

/// Whole lines for a value that is nothing or one word, such as `~`.
fn instead_of_null(document: &Document, node: &Node, lines: &[String]) -> TextEdit {
    let text = document.text();
    let below = after(document, node.span.end, usize::MAX, lines);
    let before = text.get(..node.span.start).unwrap_or_default();
    let from = if node.span.is_empty() { node.span.start } else { before.trim_end_matches(' ').len() };
    let kept = text.get(node.span.end..below.span.start).unwrap_or_default();
    TextEdit { span: from..below.span.end, text: format!("{kept}{}", below.text) }
}

/// A list or an object in the place of nothing, or of an empty `[]` or `{}`.
pub(super) fn replace(document: &Document, path: &Path, id: NodeId, value: &Value) -> Result<TextEdit, EditError> {
    let node = document.node(id);
    let habit = document.habit();
    match (&node.kind, value) {
        // An item such as `environment:at22`: its line stays one.
        (Kind::Scalar(_), Value::Map(entries)) if entries.len() == 1 && is_item(path) => {
            let lines: Vec<String> = entries.iter().flat_map(|(k, v)| habit.entry(k, v, 0)).collect();
            Ok(TextEdit { span: node.span.clone(), text: lines.concat() })
        }
        (Kind::Scalar(scalar), Value::Map(entries)) if scalar.style == Style::Plain && !entries.is_empty() => {
            let indent = parent_column(document, path)? + habit.step;
            let lines: Vec<String> = entries.iter().flat_map(|(k, v)| habit.entry(k, v, indent)).collect();
            Ok(instead_of_null(document, node, &lines))
        }
        (Kind::Scalar(scalar), Value::List(items)) if scalar.is_null() && !items.is_empty() => {
            let indent = parent_column(document, path)? + habit.dash;
            let lines: Vec<String> = items.iter().flat_map(|item| habit.item(item, indent)).collect();
            Ok(instead_of_null(document, node, &lines))
        }
        (Kind::Map { flow: true, entries }, _) if entries.is_empty() => {
            Ok(TextEdit { span: node.span.clone(), text: value.flow() })
        }
        (Kind::Seq { flow: true, items }, _) if items.is_empty() => {
            Ok(TextEdit { span: node.span.clone(), text: value.flow() })
        }
        _ => Err(EditError::Unsafe),
    }
}

fn is_item(path: &Path) -> bool {
    matches!(path.steps().last(), Some(Step::Item(_)))
}

/// One more thing before the closing bracket of a flow collection.
fn in_brackets(document: &Document, node: &Node, last: Option<NodeId>, thing: &str) -> TextEdit {
    match last {
        Some(last) => {
            let end = document.node(last).span.end;
            TextEdit { span: end..end, text: format!(", {thing}") }
        }
        None => TextEdit { span: node.span.start + 1..node.span.end.saturating_sub(1), text: thing.to_owned() },
    }
}
