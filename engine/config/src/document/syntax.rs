//! The parser's errors in words that say what to do.

use granit_parser::{ErrorKind, ScanError};

use super::read::problem;
use super::slips::Slip;
use super::{Lines, brackets, slips};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Fix, Related};

pub(super) fn explain(lines: &Lines, text: &str, error: &ScanError) -> Diagnostic {
    let offset = floor(text, error.marker().byte_offset().unwrap_or(0).min(text.len()));
    if !matches!(error.kind(), ErrorKind::RecursionLimitExceeded | ErrorKind::UnknownAnchor) {
        if let Some((span, count)) = slips::long_key(text, offset) {
            let message = format!("this key has {count} characters; YAML takes 1024 at most");
            return problem(lines, text, Code::Syntax, span, message, Some("shorten it".to_owned()));
        }
        let bracket = open_bracket(text, offset, error.kind());
        if let Some(slip) = slips::find(text, offset, bracket.is_some()) {
            return told(lines, text, slip);
        }
        if let Some(bracket) = bracket {
            return not_closed(lines, text, bracket);
        }
    }
    let mut at = offset;
    let mut code = Code::Syntax;
    let (message, help) = match error.kind() {
        ErrorKind::UnknownAnchor => {
            let name = text.get(offset..).unwrap_or_default();
            let width = name.find(|c: char| c.is_whitespace() || ",]}".contains(c)).unwrap_or(name.len());
            return super::read::alias(lines, text, offset..offset + width);
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => {
            ("a tab cannot indent YAML".to_owned(), "indent with spaces, two for each level")
        }
        ErrorKind::TabInPlainScalar => {
            // Blamed on the value that the tab's line would go on with.
            let after = text.get(offset..).and_then(|rest| rest.find("\n\t"));
            at = after.map_or(offset, |line_end| offset + line_end + 1);
            ("a tab cannot indent YAML".to_owned(), "indent with spaces, two for each level")
        }
        ErrorKind::RecursionLimitExceeded => {
            code = Code::TooLarge;
            let message = format!("the text nests deeper than {} levels", super::MAX_DEPTH);
            (message, "the format itself needs no more than eight")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            // Blamed on what follows; the line without a colon is the one before.
            at = line_without_colon(text, offset).unwrap_or(offset);
            ("a `:` is missing after this key".to_owned(), "write `key: value`")
        }
        ErrorKind::UnclosedQuotedScalar => ("a quote is not closed".to_owned(), "close it with the same quote"),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            ("something follows the quote that ends the value".to_owned(), "put all of the value into quotes")
        }
        ErrorKind::ExpectedFlowMappingSeparator => (
            "a `,` or a `}` is missing before this".to_owned(),
            "write a `,` between two keys, and a `}` after the last",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "a `,` or a `]` is missing before this".to_owned(),
            "write a `,` between two items, and a `]` after the last",
        ),
        ErrorKind::InvalidIndentation | ErrorKind::ExpectedBlockMappingKey => {
            ("this line is not indented like its neighbours".to_owned(), "keys of one level start in one column")
        }
        ErrorKind::MappingValueNotAllowed => {
            let help = "a value with `: ` in it needs quotes, and a key starts in the column of its neighbours";
            ("a `:` cannot stand here".to_owned(), help)
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            let help = "start each item with `- ` in one column, and its keys two columns further in";
            ("this line is in a list, but begins no item".to_owned(), help)
        }
        ErrorKind::UnexpectedCharacter { character } => {
            (format!("`{character}` cannot start a value"), "put the value in quotes")
        }
        _ => (format!("this is not valid YAML: {}", error.info()), "the line before may be the cause"),
    };
    let start = floor(text, at);
    let rest = text.get(start..).unwrap_or_default();
    let width = rest.lines().next().unwrap_or_default().trim_end().len();
    problem(lines, text, code, start..start + width, message, Some(help.to_owned()))
}

/// The problem that a slip is.
pub(super) fn told(lines: &Lines, text: &str, slip: Slip) -> Diagnostic {
    let mut told = problem(lines, text, Code::Syntax, slip.span, slip.message, Some(slip.help));
    told.fix = slip.offered.then_some(Fix { title: slip.title, edit: slip.edit });
    told
}

/// A bracket that is not closed, and what shows it.
struct Bracket {
    at: usize,
    open: char,
    /// Where something stands that cannot be within it, and why.
    seen: Option<(usize, String)>,
}

fn open_bracket(text: &str, offset: usize, kind: &ErrorKind) -> Option<Bracket> {
    match kind {
        ErrorKind::UnclosedFlowCollection { open } => Some(Bracket { at: offset, open: *open, seen: None }),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            let seen = brackets::wrong_close(text, offset).map(|at| (at, format!("`{close}` comes first")));
            Some(Bracket { at: offset, open: *open, seen })
        }
        ErrorKind::BlockEntryInFlowCollection | ErrorKind::InvalidColonPlacement => {
            let (at, open) = brackets::open_before(text, offset)?;
            Some(Bracket { at, open, seen: Some((offset, "this cannot be within it".to_owned())) })
        }
        _ => None,
    }
}

fn not_closed(lines: &Lines, text: &str, Bracket { at, open, seen }: Bracket) -> Diagnostic {
    let (close, what) = (brackets::closing(open), if open == '{' { "object" } else { "list" });
    let help = format!("write `{close}` where the {what} ends, or one entry a line without brackets");
    let mut told = problem(lines, text, Code::Syntax, at..at + 1, format!("`{open}` is not closed"), Some(help));
    told.related.extend(seen.map(|(at, message)| {
        let width = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Related { message, file: None, at: lines.region(text, at..at + width) }
    }));
    told
}

fn floor(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Start of the last line before `offset`, or the one it is in, that has words
/// but no colon.
fn line_without_colon(text: &str, offset: usize) -> Option<usize> {
    let mut end = text.get(offset..)?.find('\n').map_or(text.len(), |i| offset + i);
    for _ in 0..3 {
        let before = text.get(..end)?;
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.get(start..)?;
        let bare = line.trim_start().trim_start_matches("- ");
        if !bare.trim().is_empty() && !bare.contains(':') && !bare.starts_with('#') {
            return Some(start + (line.len() - bare.len()));
        }
        end = start.checked_sub(1)?;
    }
    None
}
