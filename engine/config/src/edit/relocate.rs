//! A key that stands at the wrong level, where it belongs.

use super::block;
use super::{EditError, insert, remove};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind};
use crate::place::{Path, Step};

/// The lines of the key at `from`, with the comments that are its own, become
/// the key at `to`. The object that `to` is in, or the one around that, must be
/// there.
pub(super) fn relocate(document: &Document, from: &Path, to: &Path) -> Result<TextEdit, EditError> {
    let gone = remove::remove(document, &remove::pruned(document, from))?;
    if document.get(to).is_some() {
        return Err(EditError::Unsafe);
    }
    let text = document.text();
    let chunk = lines_of(document, from)?;
    let (parent, Step::Key(key)) = to.split_last().ok_or(EditError::Unsafe)? else { return Err(EditError::Unsafe) };
    let column = own_column(document, from)?;
    let new = if let Some(target) = object(document, &parent) {
        let lines = indented(chunk, column, target)?;
        insert::lines_of_key(document, &parent, key, &lines)?
    } else {
        // One object between the two is not there yet.
        let (around, Step::Key(object_key)) = parent.split_last().ok_or(EditError::Unsafe)? else {
            return Err(EditError::Unsafe);
        };
        let outer = object(document, &around).ok_or(EditError::Unsafe)?;
        let mut lines = vec![format!("{:outer$}{object_key}:", "")];
        lines.extend(indented(chunk, column, outer + document.habit().step)?);
        insert::lines_of_key(document, &around, object_key, &lines)?
    };
    both(text, &gone, &new)
}

/// The column of the keys of the block mapping at `path`.
fn object(document: &Document, path: &Path) -> Option<usize> {
    let id = if path.is_root() { document.root() } else { document.get(path) };
    match &document.node(id?).kind {
        Kind::Map { flow: false, entries } => Some(block::column(document, document.node(entries.first()?.0).start)),
        _ => None,
    }
}

/// The lines of the key at `path`, with the comments that are its own.
fn lines_of<'d>(document: &'d Document, path: &Path) -> Result<&'d str, EditError> {
    let text = document.text();
    let key = document.node(document.key_node(path).ok_or(EditError::Unsafe)?);
    let value = document.node(document.get(path).ok_or(EditError::Unsafe)?);
    if !block::is_first_on_line(text, key.start) {
        return Err(EditError::Unsafe);
    }
    let column = block::column(document, key.start);
    let start = block::with_comments(text, block::line_start(text, key.start), column, 0);
    let end = block::line_end(text, value.span.end.max(key.span.end));
    text.get(start..block::with_comments_below(text, end, column)).ok_or(EditError::Unsafe)
}

fn own_column(document: &Document, from: &Path) -> Result<usize, EditError> {
    let (parent, _) = from.split_last().ok_or(EditError::Unsafe)?;
    object(document, &parent).ok_or(EditError::Unsafe)
}

/// Lines that began in column `from`, in column `to`.
fn indented(chunk: &str, from: usize, to: usize) -> Result<Vec<String>, EditError> {
    let line = |line: &str| {
        let bare = line.trim_start_matches(' ');
        if bare.is_empty() {
            return Some(String::new());
        }
        Some(format!("{:1$}{bare}", "", (line.len() - bare.len() + to).checked_sub(from)?))
    };
    let lines: Option<Vec<String>> = chunk.trim_matches(['\n', '\r']).lines().map(line).collect();
    lines.ok_or(EditError::Unsafe)
}

/// One patch that is both a cut and an insertion.
fn both(text: &str, cut: &TextEdit, new: &TextEdit) -> Result<TextEdit, EditError> {
    let between = |from: usize, to: usize| text.get(from..to).ok_or(EditError::Unsafe);
    let at = new.span.start;
    if !new.span.is_empty() || (cut.span.start < at && at < cut.span.end) {
        return Err(EditError::Unsafe);
    }
    Ok(if at <= cut.span.start {
        let text = format!("{}{}{}", new.text, between(at, cut.span.start)?, cut.text);
        TextEdit { span: at..cut.span.end, text }
    } else {
        let text = format!("{}{}{}", cut.text, between(cut.span.end, at)?, new.text);
        TextEdit { span: cut.span.start..at, text }
    })
}
