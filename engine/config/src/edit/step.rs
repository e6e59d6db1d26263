//! Several edits of one text as one.

use super::model::Model;
use super::{Edit, EditError, guard, insert, patch};
use crate::diagnostic::TextEdit;
use crate::document::Document;
use crate::place::Path;

/// One thing to be done to a text.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Edit(Edit),
    /// Texts of items, right after the item at `after`, and what they mean.
    Copies {
        after: Path,
        items: Vec<(String, Model)>,
    },
}

impl Step {
    fn patch(&self, document: &Document) -> Result<TextEdit, EditError> {
        match self {
            Self::Edit(edit) => patch(document, edit),
            Self::Copies { after, items } => {
                let (list, index) = super::extent::holder(document, after)?;
                let texts: Vec<String> = items.iter().map(|(text, _)| text.clone()).collect();
                insert::copies(document, list, index, &texts)
            }
        }
    }

    /// What it takes away, adds or changes stands below this path: none of its
    /// items above it is more than passed through.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Edit(Edit::Relocate { from, .. }) => from,
            Self::Edit(
                Edit::Set { path, .. }
                | Edit::Clear { path }
                | Edit::Remove { path }
                | Edit::Duplicate { path }
                | Edit::Move { path, .. },
            ) => path,
            Self::Edit(Edit::Insert { list, .. }) => list,
            Self::Copies { after, .. } => after,
        }
    }

    /// The same in a text that begins at `path`.
    pub(super) fn at(&self, path: Path) -> Self {
        let mut step = self.clone();
        match &mut step {
            Self::Edit(Edit::Relocate { from, .. }) => *from = path,
            Self::Edit(
                Edit::Set { path: own, .. }
                | Edit::Clear { path: own }
                | Edit::Remove { path: own }
                | Edit::Duplicate { path: own }
                | Edit::Move { path: own, .. }
                | Edit::Insert { list: own, .. },
            )
            | Self::Copies { after: own, .. } => *own = path,
        }
        step
    }
}

/// The text with all of `steps` done, or none of them.
pub(super) fn run(document: &Document, mut steps: Vec<Step>) -> Result<String, EditError> {
    match steps.as_slice() {
        [] => return Ok(document.text().to_owned()),
        [one] => {
            let patch = one.patch(document)?;
            let holds = guard::holds(document, &patch, one);
            return if holds { Ok(patch.apply(document.text())) } else { Err(EditError::Unsafe) };
        }
        _ => {}
    }
    // From the end of the text to its start, so that no edit moves what a later one is about.
    let mut patches: Vec<(TextEdit, Step)> = Vec::with_capacity(steps.len());
    for step in steps.drain(..) {
        patches.push((step.patch(document)?, step));
    }
    patches.sort_by_key(|(patch, _)| std::cmp::Reverse(patch.span.start));
    let apart = patches.windows(2).all(|pair| match pair {
        [(later, _), (earlier, _)] => earlier.span.end < later.span.start,
        _ => true,
    });
    if apart {
        let edited = spliced(document.text(), &patches);
        if guard::means(&edited, document, patches.iter().map(|(_, step)| step)) {
            return Ok(edited);
        }
    }
    one_by_one(document, patches.into_iter().map(|(_, step)| step))
}

/// `text` with patches, given from its end to its start, that do not touch.
fn spliced(text: &str, patches: &[(TextEdit, Step)]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for (patch, _) in patches.iter().rev() {
        edited.push_str(text.get(from..patch.span.start).unwrap_or_default());
        edited.push_str(&patch.text);
        from = patch.span.end;
    }
    edited.push_str(text.get(from..).unwrap_or_default());
    edited
}

/// Each step in the text that the one before it left.
fn one_by_one(document: &Document, steps: impl Iterator<Item = Step>) -> Result<String, EditError> {
    let mut document = document.clone();
    for step in steps {
        let patch = step.patch(&document)?;
        if !guard::holds(&document, &patch, &step) {
            return Err(EditError::Unsafe);
        }
        document = Document::read(&patch.apply(document.text())).map_err(|_| EditError::Unsafe)?;
    }
    Ok(document.text().to_owned())
}
