//! A scalar in the place of another.

use super::{EditError, Value};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind, NodeId};

pub(super) fn replace(document: &Document, id: NodeId, value: &Value) -> Result<TextEdit, EditError> {
    let node = document.node(id);
    let Kind::Scalar(old) = &node.kind else { return Err(EditError::Unsafe) };
    if value.scalar().is_none() {
        return Err(EditError::Unsafe);
    }
    let text = value.in_style(old.style, &old.text);
    if node.span.is_empty() {
        let after_space = document.text().get(..node.span.start).is_some_and(|before| before.ends_with([' ', '\n']));
        let text = if after_space { text } else { format!(" {text}") };
        return Ok(TextEdit { span: node.span.clone(), text });
    }
    Ok(TextEdit { span: node.span.clone(), text })
}
