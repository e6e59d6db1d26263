//! Another word for a key.

use super::EditError;
use super::value::quoted_if_needed;
use crate::diagnostic::TextEdit;
use crate::document::Document;
use crate::place::{Path, Step};

pub(super) fn rename(document: &Document, path: &Path, key: &str) -> Result<TextEdit, EditError> {
    let old = document.key_node(path).ok_or_else(|| EditError::Gone(path.clone()))?;
    let (parent, Step::Key(_)) = path.split_last().ok_or(EditError::Unsafe)? else { return Err(EditError::Unsafe) };
    if document.get(&parent.key(key.to_owned())).is_some() {
        return Err(EditError::Unsafe);
    }
    Ok(TextEdit { span: document.node(old).span.clone(), text: quoted_if_needed(key) })
}
