//! A scalar in the place of another.

use super::value::quoted;
use super::{EditError, Value, literal};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind, NodeId, Style};

pub(super) fn replace(document: &Document, id: NodeId, value: &Value) -> Result<TextEdit, EditError> {
    let node = document.node(id);
    let old = match &node.kind {
        Kind::Scalar(old) => old,
        // Such as `{{ x }}`, which was meant as a text.
        Kind::Map { flow: true, .. } | Kind::Seq { flow: true, .. } => {
            return in_place_of_brackets(document, id, value);
        }
        _ => return Err(EditError::Unsafe),
    };
    if value.scalar().is_none() {
        return Err(EditError::Unsafe);
    }
    if let (Style::Block, Value::Text(text)) = (old.style, value)
        && let Some(edit) = literal::replace(document, id, old, text)
    {
        return Ok(edit);
    }
    let text = value.in_style(old.style, &old.text);
    if node.span.is_empty() {
        let after_space = document.text().get(..node.span.start).is_some_and(|before| before.ends_with([' ', '\n']));
        let text = if after_space { text } else { format!(" {text}") };
        return Ok(TextEdit { span: node.span.clone(), text });
    }
    Ok(TextEdit { span: node.span.clone(), text })
}

/// A text in the place of its own bare form, which reads as a list or an object.
fn in_place_of_brackets(document: &Document, id: NodeId, value: &Value) -> Result<TextEdit, EditError> {
    let span = document.node(id).span.clone();
    match value {
        Value::Text(text) if document.text().get(span.clone()) == Some(text) => {
            Ok(TextEdit { span, text: quoted(text) })
        }
        _ => Err(EditError::Unsafe),
    }
}
