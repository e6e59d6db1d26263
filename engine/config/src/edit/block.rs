//! Lines of block style: how the document indents, and values written so.

use super::value::{Value, quoted_if_needed};
use crate::document::{Document, Kind, NodeId};

/// How a document is indented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habit {
    /// Columns from a key to the keys under it.
    pub(super) step: usize,
    /// Columns from a key to the dashes of its list.
    pub(super) dash: usize,
}

impl Habit {
    /// The first nested mapping and the first list under a key decide.
    pub(crate) fn of(document: &Document) -> Self {
        let (mut step, mut dash) = (None, None);
        let mut stack: Vec<NodeId> = document.root().into_iter().collect();
        while let Some(id) = stack.pop() {
            if step.is_some() && dash.is_some() {
                break;
            }
            match &document.node(id).kind {
                Kind::Map { flow: false, entries } => {
                    for (key, value) in entries {
                        let column = column(document, document.node(*key).start);
                        let inner = self::column(document, document.node(*value).start);
                        match &document.node(*value).kind {
                            Kind::Map { flow: false, .. } if inner > column => step = step.or(Some(inner - column)),
                            Kind::Seq { flow: false, .. } if inner >= column => dash = dash.or(Some(inner - column)),
                            _ => {}
                        }
                    }
                    stack.extend(entries.iter().rev().map(|(_, v)| *v));
                }
                Kind::Seq { flow: false, items } => stack.extend(items.iter().rev().copied()),
                _ => {}
            }
        }
        Self { step: step.unwrap_or(2), dash: dash.unwrap_or(2) }
    }

    /// The lines of `key: value` with the key in column `indent`.
    pub(super) fn entry(self, key: &str, value: &Value, indent: usize) -> Vec<String> {
        let pad = " ".repeat(indent);
        let key = quoted_if_needed(key);
        match value {
            Value::Map(entries) if !entries.is_empty() => {
                let mut lines = vec![format!("{pad}{key}:")];
                lines.extend(entries.iter().flat_map(|(k, v)| self.entry(k, v, indent + self.step)));
                lines
            }
            Value::List(items) if !items.is_empty() => {
                let mut lines = vec![format!("{pad}{key}:")];
                lines.extend(items.iter().flat_map(|item| self.item(item, indent + self.dash)));
                lines
            }
            value => vec![format!("{pad}{key}: {}", value.flow())],
        }
    }

    /// The lines of `- value` with the dash in column `indent`.
    pub(super) fn item(self, value: &Value, indent: usize) -> Vec<String> {
        let pad = " ".repeat(indent);
        let mut lines: Vec<String> = match value {
            Value::Map(entries) if !entries.is_empty() => {
                entries.iter().flat_map(|(k, v)| self.entry(k, v, indent + 2)).collect()
            }
            value => return vec![format!("{pad}- {}", value.flow())],
        };
        if let Some(first) = lines.first_mut() {
            *first = format!("{pad}- {}", first.trim_start());
        }
        lines
    }
}

/// Characters between the start of the line and `offset`.
pub(super) fn column(document: &Document, offset: usize) -> usize {
    let start = line_start(document.text(), offset);
    document.text().get(start..offset).map_or(0, |before| before.chars().count())
}

pub(super) fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1)
}

/// The end of the line that `offset` is in, before its line break.
pub(super) fn line_end(text: &str, offset: usize) -> usize {
    let end = text.get(offset..).and_then(|rest| rest.find('\n')).map_or(text.len(), |i| offset + i);
    if end > offset && text.as_bytes().get(end - 1) == Some(&b'\r') { end - 1 } else { end }
}

/// The start of the line after the one that `offset` is in.
pub(super) fn next_line(text: &str, offset: usize) -> usize {
    text.get(offset..).and_then(|rest| rest.find('\n')).map_or(text.len(), |i| offset + i + 1)
}

/// The end of the comment lines right below the line that ends at `end`, which
/// are indented deeper than `column`; `end` itself where there are none.
pub(super) fn with_comments_below(text: &str, end: usize, column: usize) -> usize {
    let mut last = end;
    loop {
        let below = next_line(text, last);
        let line_end = line_end(text, below);
        let line = text.get(below..line_end).unwrap_or_default();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if below <= last || indent <= column || !line.trim_start().starts_with('#') {
            return last;
        }
        last = line_end;
    }
}

/// The line break that the text uses: that of its first line.
pub(super) fn line_break(text: &str) -> &'static str {
    let first = text.find('\n').and_then(|end| text.get(..end)).unwrap_or_default();
    if first.ends_with('\r') { "\r\n" } else { "\n" }
}

/// Whether only spaces stand before `offset` on its line.
pub(super) fn is_first_on_line(text: &str, offset: usize) -> bool {
    text.get(line_start(text, offset)..offset).is_some_and(|before| before.trim_matches(' ').is_empty())
}

/// Where the comment lines begin that stand right above the line at `start`, in
/// column `column`, not before `floor`.
pub(super) fn with_comments(text: &str, start: usize, column: usize, floor: usize) -> usize {
    let mut first = start;
    while first > floor {
        let above = line_start(text, first - 1);
        let line = text.get(above..first).unwrap_or_default();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if above < floor || indent != column || !line.trim_start().starts_with('#') {
            break;
        }
        first = above;
    }
    first
}
