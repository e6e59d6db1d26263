//! Several edits of one text as one.

use super::model::Model;
use super::{Budget, Edit, EditError, guard, insert, patch};
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

    /// What it takes away, adds or changes stands below these paths: none of
    /// the items above them is more than passed through.
    pub(super) fn paths(&self) -> Vec<&Path> {
        match self {
            Self::Edit(Edit::Relocate { from, to }) => vec![from, to],
            Self::Edit(
                Edit::Set { path, .. }
                | Edit::Clear { path }
                | Edit::Remove { path }
                | Edit::Duplicate { path }
                | Edit::Move { path, .. }
                | Edit::Rename { path, .. }
                | Edit::Enlist { path }
                | Edit::Insert { list: path, .. },
            )
            | Self::Copies { after: path, .. } => vec![path],
        }
    }

    /// Whether what it changes is the value at its path, which stays where it is.
    pub(super) fn replaces_value(&self) -> bool {
        matches!(self, Self::Edit(Edit::Set { .. } | Edit::Enlist { .. }))
    }

    /// The same in a text that has at `to` what is at `from` in this one.
    pub(super) fn within(&self, from: &Path, to: &Path) -> Self {
        let moved = |path: &mut Path| {
            let rest = path.steps().get(from.steps().len()..).unwrap_or_default();
            *path = rest.iter().fold(to.clone(), |path, step| path.with(step.clone()));
        };
        let mut step = self.clone();
        match &mut step {
            Self::Edit(Edit::Relocate { from, to }) => {
                moved(from);
                moved(to);
            }
            Self::Edit(
                Edit::Set { path, .. }
                | Edit::Clear { path }
                | Edit::Remove { path }
                | Edit::Duplicate { path }
                | Edit::Move { path, .. }
                | Edit::Rename { path, .. }
                | Edit::Enlist { path }
                | Edit::Insert { list: path, .. },
            )
            | Self::Copies { after: path, .. } => moved(path),
        }
        step
    }
}

/// The text with all of `steps` done, or none of them.
pub(super) fn run(document: &Document, steps: Vec<Step>) -> Result<String, EditError> {
    if steps.is_empty() {
        return Ok(document.text().to_owned());
    }
    let patch = patch_of(document, steps, &mut Budget::unlimited())?;
    Ok(patch.apply(document.text()))
}

/// One patch that does all of `steps`.
pub(super) fn patch_of(document: &Document, steps: Vec<Step>, budget: &mut Budget) -> Result<TextEdit, EditError> {
    if let [one] = steps.as_slice() {
        let patch = one.patch(document)?;
        let holds = guard::holds(document, &patch, &steps, budget);
        return if holds { Ok(patch) } else { Err(EditError::Unsafe) };
    }
    let patches = from_the_end(document, steps)?;
    let apart = patches.windows(2).all(|pair| match pair {
        [(later, _), (earlier, _)] => {
            earlier.span.end < later.span.start || earlier.span.is_empty() && later.span == earlier.span
        }
        _ => true,
    });
    let (patches, steps): (Vec<TextEdit>, Vec<Step>) = patches.into_iter().unzip();
    if apart
        && let Some(patch) = joined(document.text(), &patches)
        && guard::holds(document, &patch, &steps, budget)
    {
        return Ok(patch);
    }
    one_by_one(document, steps, budget)
}

/// Steps and their patches from the end of the text to its start, so that no
/// edit moves what a later one is about.
pub(super) fn from_the_end(document: &Document, steps: Vec<Step>) -> Result<Vec<(TextEdit, Step)>, EditError> {
    let with_patch = |step: Step| Ok((step.patch(document)?, step));
    let mut patches = steps.into_iter().rev().map(with_patch).collect::<Result<Vec<_>, EditError>>()?;
    patches.sort_by_key(|(patch, _)| std::cmp::Reverse(patch.span.start));
    Ok(patches)
}

/// Patches, given from the end of the text to its start, that do not touch.
fn joined(text: &str, patches: &[TextEdit]) -> Option<TextEdit> {
    let start = patches.last()?.span.start;
    let mut edited = String::new();
    let mut from = start;
    for patch in patches.iter().rev() {
        edited.push_str(text.get(from..patch.span.start)?);
        edited.push_str(&patch.text);
        from = patch.span.end;
    }
    Some(TextEdit { span: start..from, text: edited })
}

/// Each step in the text that the one before it left.
fn one_by_one(document: &Document, steps: Vec<Step>, budget: &mut Budget) -> Result<TextEdit, EditError> {
    let mut edited: Option<Document> = None;
    for step in steps {
        let current = edited.as_ref().unwrap_or(document);
        let patch = step.patch(current)?;
        if !budget.spend(current.text().len()) || !guard::holds(current, &patch, &[step], budget) {
            return Err(EditError::Unsafe);
        }
        edited = Some(Document::read(&patch.apply(current.text())).map_err(|_| EditError::Unsafe)?);
    }
    let edited = edited.as_ref().unwrap_or(document);
    Ok(difference(document.text(), edited.text()))
}

/// The shortest edit that makes `new` of `old`.
fn difference(old: &str, new: &str) -> TextEdit {
    let pairs = old.char_indices().zip(new.chars());
    let start = pairs.take_while(|((_, a), b)| a == b).last().map_or(0, |((at, c), _)| at + c.len_utf8());
    let (rest, text) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let same = rest.chars().rev().zip(text.chars().rev()).take_while(|(a, b)| a == b);
    let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
    TextEdit { span: start..old.len() - same, text: text.get(..text.len() - same).unwrap_or_default().to_owned() }
}
