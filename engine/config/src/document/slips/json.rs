//! What JSON5, JavaScript, and JSON without its braces have, and YAML has not.

use std::ops::Range;

use super::Slip;
use super::line::Line;
use crate::diagnostic::TextEdit;

/// Whether a word that is written without quotes begins as a comment does there.
pub(in crate::document) fn begins_comment(word: &str) -> bool {
    word.starts_with("//") || word.starts_with("/*")
}

/// The comment at `at`, and how it is written in YAML.
pub(in crate::document) fn comment(text: &str, at: usize) -> Option<Slip> {
    let rest = text.get(at..)?;
    let line = rest.lines().next()?.trim_end();
    let mark = line.get(..2).filter(|mark| begins_comment(mark))?;
    // A `#` begins a comment only after a space.
    let before = text.get(..at)?.chars().next_back();
    let gap = if before.is_none_or(char::is_whitespace) { "" } else { " " };
    let (span, edit) = if mark == "//" {
        (at..at + line.len(), Some(TextEdit { span: at..at + 2, text: format!("{gap}#") }))
    } else {
        let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
        let is_whole = end == line.len();
        let words = line.get(2..end.saturating_sub(2)).unwrap_or_default().trim();
        let edit = is_whole.then(|| TextEdit { span: at..at + end, text: format!("{gap}# {words}") });
        (at..at + end.min(line.len()), edit)
    };
    Some(slip(span, mark, edit))
}

fn slip(span: Range<usize>, mark: &str, edit: Option<TextEdit>) -> Slip {
    Slip {
        message: format!("`{mark}` begins no comment"),
        help: "a comment begins with `#`; those of JSON5 and JavaScript are not read".to_owned(),
        title: format!("write `#` for `{mark}`"),
        offered: edit.is_some(),
        edit: edit.unwrap_or(TextEdit { span: span.clone(), text: String::new() }),
        span,
    }
}

/// A comment that a line is, or ends with.
pub(super) fn comment_of_line(text: &str, line: &Line<'_>) -> Option<Slip> {
    let words = line.words();
    if words.starts_with("//") {
        return comments(text, line.start);
    }
    if words.starts_with("/*") {
        let whole = comment(text, line.content)?;
        let end = text.get(line.content..)?.find("*/").map_or(line.end(), |end| line.content + end + 2);
        // What spans several lines is only tried without.
        let away = TextEdit { span: line.content..end, text: String::new() };
        return Some(if whole.offered { whole } else { Slip { edit: away, ..whole } });
    }
    let is_quote = |c: &char| matches!(c, '"' | '\'');
    let mut quote = None;
    for (at, c) in line.text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if is_quote(&c) => quote = Some(c),
            None if begins_comment(line.text.get(at..).unwrap_or_default()) => return comment(text, line.start + at),
            _ => {}
        }
    }
    None
}

/// All lines around `start` that begin with `//`: one alone would not read.
fn comments(text: &str, start: usize) -> Option<Slip> {
    let is_one = |line: &str| line.trim_start().starts_with("//");
    let mut from = start;
    while let Some(before) = from.checked_sub(1).and_then(|end| text.get(..end)) {
        let above = before.rfind('\n').map_or(0, |end| end + 1);
        if !before.get(above..).is_some_and(is_one) {
            break;
        }
        from = above;
    }
    let lines: Vec<&str> = text.get(from..)?.split_inclusive('\n').take_while(|line| is_one(line)).collect();
    let first = comment(text, from + lines.first()?.find("//")?)?;
    let written: String = lines.iter().map(|line| line.replacen("//", "#", 1)).collect();
    let edit = TextEdit { span: from..from + lines.iter().map(|line| line.len()).sum::<usize>(), text: written };
    Some(Slip { edit, ..first })
}

/// `"namespace": "team",` on a line of its own.
pub(super) fn comma_at_end(_: &str, line: &Line<'_>) -> Option<Slip> {
    let at = line.end().checked_sub(1)?;
    line.words().strip_suffix(',')?;
    Some(Slip {
        span: at..at + 1,
        message: "a `,` cannot end this line".to_owned(),
        help: "remove it: in YAML the value ends with its line".to_owned(),
        title: "remove it".to_owned(),
        edit: TextEdit { span: at..at + 1, text: String::new() },
        offered: true,
    })
}
