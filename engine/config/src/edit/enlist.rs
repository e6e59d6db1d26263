//! A list where its one item stands alone.

use super::value::quoted;
use super::{EditError, block};
use crate::diagnostic::TextEdit;
use crate::document::{Document, Kind, NodeId, Style};

pub(super) fn enlist(document: &Document, id: NodeId) -> Result<TextEdit, EditError> {
    let node = document.node(id);
    let text = document.text().get(node.span.clone()).ok_or(EditError::Unsafe)?;
    let span = node.span.clone();
    match &node.kind {
        Kind::Scalar(scalar) if scalar.style == Style::Plain && text.contains([',', '[', ']', '{', '}']) => {
            Ok(TextEdit { span, text: format!("[{}]", quoted(text)) })
        }
        Kind::Scalar(scalar) if scalar.style == Style::Block || text.contains('\n') => Err(EditError::Unsafe),
        Kind::Scalar(_) | Kind::Map { flow: true, .. } => Ok(TextEdit { span, text: format!("[{text}]") }),
        // The dash goes before the first key, the other lines two columns in.
        Kind::Map { flow: false, .. } if block::is_first_on_line(document.text(), span.start) => {
            let indented = |(index, line): (usize, &str)| match index {
                0 => format!("- {line}"),
                _ if line.trim().is_empty() => line.to_owned(),
                _ => format!("  {line}"),
            };
            Ok(TextEdit { text: text.split_inclusive('\n').enumerate().map(indented).collect(), span })
        }
        _ => Err(EditError::Unsafe),
    }
}
