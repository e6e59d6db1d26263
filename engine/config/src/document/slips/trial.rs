//! Guesses are held against the text.

use granit_parser::{ErrorKind, Parser};

use super::line::Line;
use crate::diagnostic::TextEdit;

/// Whether edits make a text read further. Of a long text, only the lines since
/// the last item of the outermost list are read, where they have the same error.
pub(super) struct Trial<'t> {
    text: &'t str,
    /// Where the part that is read begins.
    from: usize,
    /// Where the line with the error begins.
    here: usize,
    /// The end of the line with the error, and that of the line after it.
    error: usize,
    to: usize,
}

impl<'t> Trial<'t> {
    pub(super) fn new(text: &'t str, here: &Line<'_>, offset: usize) -> Self {
        let error = here.start + here.text.len().max(offset.saturating_sub(here.start));
        let mut to = error;
        while let Some(gap) = text.get(to..).and_then(|rest| rest.find('\n')) {
            let next = to + gap + 1;
            if let Some(line) = Line::new(text, next) {
                to = line.start + line.text.len();
                break;
            }
            to = next;
        }
        let whole = Self { text, from: 0, here: here.start, error, to: to.min(text.len()) };
        let dash = text.find("\n- ").or_else(|| text.find("\n  - ")).map(|at| at + 1);
        let Some(dash) = dash else { return whole };
        let indent = text.get(dash..).map_or(0, |line| line.len() - line.trim_start().len());
        let item = format!("\n{:indent$}- ", "");
        let before = text.get(..here.start.saturating_sub(1)).unwrap_or_default();
        let Some(from) = before.rfind(&item).map(|at| at + 1) else { return whole };
        let part = Self { from, ..whole };
        // The item alone must show the same mistake.
        match text.get(from..part.to).and_then(first_error) {
            Some(at) if from + at <= error => part,
            _ => Self { from: 0, ..part },
        }
    }

    pub(super) fn passes(&self, edit: &TextEdit) -> bool {
        let (Some(start), Some(end)) = (edit.span.start.checked_sub(self.from), edit.span.end.checked_sub(self.from))
        else {
            return false;
        };
        let Some(part) = self.text.get(self.from..self.to.max(edit.span.end)) else { return false };
        let edited = TextEdit { span: start..end, text: edit.text.clone() }.apply(part);
        let error = self.error + edit.text.len() - edit.span.len() - self.from;
        let is_cut = |at: usize| at + self.from < self.here;
        match error_of(&edited) {
            None => true,
            // A bracket of an earlier line may be closed in what is not read.
            Some((at, is_unclosed)) => at > error || is_unclosed && is_cut(at),
        }
    }
}

fn first_error(text: &str) -> Option<usize> {
    error_of(text).map(|(at, _)| at)
}

/// Where the first error is, and whether it is a bracket that is not closed.
fn error_of(text: &str) -> Option<(usize, bool)> {
    let error = Parser::new_from_str(text).find_map(Result::err)?;
    let is_unclosed = matches!(error.kind(), ErrorKind::UnclosedFlowCollection { .. });
    Some((error.marker().byte_offset().unwrap_or(0), is_unclosed))
}
