//! The usual slips of the hand in a text that does not parse, by their lines.
//!
//! The parser names what it met; people want to know what they forgot. Each
//! guess comes with the edit that would mend it, and only holds when the text
//! reads further with it.

mod json;
mod line;
mod long_key;
mod trial;

use std::ops::Range;

pub(super) use self::json::{begins_comment, comment};
pub(super) use self::long_key::long_key;

use self::line::Line;
use self::trial::Trial;
use crate::diagnostic::TextEdit;
use crate::edit::{double_quoted, quoted};
use crate::schema;

/// What was probably forgotten.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// What the mend does, and its edit.
    pub(super) title: String,
    pub(super) edit: TextEdit,
    /// Whether the mend is the one that there is, not just a likely one.
    pub(super) offered: bool,
}

/// The slip that the parser's error at `offset` comes from. `brackets`: it is
/// about brackets that do not match, and quotes are not what they lack.
pub(super) fn find(text: &str, offset: usize, brackets: bool) -> Option<Slip> {
    let here = Line::at_or_before(text, offset)?;
    let above = here.above(text);
    let lines = || std::iter::once(&here).chain(&above);
    let first = Line::first(text)?;
    let trial = Trial::new(text, &here, offset);
    let begins_with_dash = || lines().any(|line| after_dash(text, line).is_some());
    let guesses = lines()
        .chain([&first])
        .filter_map(|line| json::comment_of_line(text, line))
        .chain(lines().filter_map(|line| after_dash(text, line)))
        .chain(lines().filter_map(|line| after_colon(text, line)))
        .chain(lines().filter_map(|line| no_colon(text, line)))
        .chain(lines().filter_map(|line| lone_word(text, line)))
        .chain(lines().filter_map(|line| unclosed(text, line)))
        .chain(std::iter::once_with(|| first_indented(text, &first)).flatten())
        .chain(std::iter::once_with(|| bare_value(text, &here)).flatten())
        .chain(std::iter::once_with(|| no_dash(text, &here)).flatten())
        .chain(std::iter::once_with(|| columns(text, &here)).flatten().filter(|_| !begins_with_dash()))
        .chain(lines().filter_map(|line| json::comma_at_end(text, line)))
        .chain(std::iter::once_with(|| whole_value(text, &here)).flatten().filter(|_| !brackets));
    // Each guess is tested by reading: a few are enough.
    let mut guesses = guesses.take(MOST);
    guesses.find(|slip| trial.passes(&slip.edit)).or_else(|| {
        // Nobody means a key that begins with a dash.
        lines().find_map(|line| after_dash(text, line)).map(|slip| Slip { offered: false, ..slip })
    })
}

const MOST: usize = 10;
/// Lines above that a line's column is compared with.
const NEIGHBOURS: usize = 40;

fn is_known(word: &str) -> bool {
    schema::LEVELS.iter().any(|level| level.key(word).is_some())
}

fn insert(at: usize, text: &str) -> TextEdit {
    TextEdit { span: at..at, text: text.to_owned() }
}

/// `-environment: at22`
fn after_dash(text: &str, line: &Line<'_>) -> Option<Slip> {
    let word = line.words().strip_prefix('-')?;
    let key = word.split([':', ' ']).next().filter(|key| is_known(key))?;
    let end = line.content + 1 + key.len();
    text.get(line.content..end)?;
    Some(Slip {
        span: line.content..end,
        message: format!("a space is missing between the `-` and `{key}`"),
        help: format!("write `- {key}: …`, with the keys of the same item below `{key}`"),
        title: format!("write `- {key}`"),
        edit: insert(line.content + 1, " "),
        offered: true,
    })
}

/// `environment:at22`
fn after_colon(_: &str, line: &Line<'_>) -> Option<Slip> {
    let (key, value) = missing_space(line.words())?;
    Some(Slip {
        span: line.all(),
        message: format!("a space is missing after `{key}:`"),
        help: format!("write `{key}: {value}`"),
        title: format!("write `{key}: {value}`"),
        edit: insert(line.content + key.len() + 1, " "),
        offered: true,
    })
}

/// `environment at22`
fn no_colon(_: &str, line: &Line<'_>) -> Option<Slip> {
    let words = line.words();
    let (key, value) = missing_colon(words)?;
    let start = line.content + key.len();
    let gap = words.len() - key.len() - value.len();
    let meant = format!("write `{}`", format!("{key}: {value}").trim_end());
    Some(Slip {
        span: line.all(),
        message: format!("a `:` is missing after `{key}`"),
        help: meant.clone(),
        title: meant,
        edit: TextEdit { span: start..start + gap, text: if value.is_empty() { ":" } else { ": " }.to_owned() },
        offered: true,
    })
}

/// Key and value of words such as `environment:at22`.
pub(crate) fn missing_space(words: &str) -> Option<(&str, &str)> {
    words.split_once(':').filter(|(key, value)| is_known(key) && !value.is_empty() && !value.starts_with([' ', '\t']))
}

/// Key and value of words such as `environment at22` and `environment = at22`.
pub(crate) fn missing_colon(words: &str) -> Option<(&str, &str)> {
    let key = words.split([' ', '=']).next().filter(|key| is_known(key))?;
    let value = words.get(key.len()..)?.trim_start_matches([' ', '=']);
    (!value.contains(": ") && !value.ends_with(':')).then_some((key, value))
}

/// A key that is still being written.
fn lone_word(_: &str, line: &Line<'_>) -> Option<Slip> {
    let word = line.words();
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_word.then(|| Slip {
        span: line.all(),
        message: format!("a `:` is missing after `{word}`"),
        help: "write `key: value`".to_owned(),
        title: format!("write `{word}:`"),
        edit: insert(line.end(), ":"),
        offered: false,
    })
}

/// `secrets: [a`, `value: "b`
fn unclosed(text: &str, line: &Line<'_>) -> Option<Slip> {
    let span = line.value()?;
    let value = text.get(span.clone())?;
    let open = value.chars().next()?;
    let close = match open {
        '[' => ']',
        '{' => '}',
        '"' | '\'' => open,
        _ => return None,
    };
    if value.get(1..)?.contains(close) {
        return None;
    }
    Some(Slip {
        message: format!("`{open}` is not closed"),
        help: format!("write `{close}` where the value ends"),
        title: format!("write `{value}{close}`"),
        edit: insert(span.end, &close.to_string()),
        span,
        offered: true,
    })
}

/// Of a whole file, the first line alone stands further in.
fn first_indented(_: &str, first: &Line<'_>) -> Option<Slip> {
    let indent = first.indent();
    let has_tab = indent.contains('\t');
    let by = match indent.len() {
        0 => return None,
        _ if has_tab => "a tab".to_owned(),
        1 => "a space".to_owned(),
        count => format!("{count} spaces"),
    };
    let key = first.content..first.content + first.key().map_or(first.words().len(), str::len);
    Some(Slip {
        span: if has_tab { first.start..first.end() } else { key },
        message: if has_tab {
            "a tab cannot indent YAML: the first line begins with one".to_owned()
        } else {
            format!("the first line is indented by {by}, and those after it are not")
        },
        help: "start it in the first column, like the other keys of the top".to_owned(),
        title: format!("take {by} away"),
        edit: TextEdit { span: first.start..first.start + indent.len(), text: String::new() },
        offered: true,
    })
}

/// `value: b: c`
fn bare_value(text: &str, line: &Line<'_>) -> Option<Slip> {
    let span = line.value()?;
    let value = text.get(span.clone())?;
    let has_colon = value.contains(": ") || value.ends_with(':');
    if !has_colon || value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']) {
        return None;
    }
    Some(quotes(span, value, "a value with `: ` in it needs quotes".to_owned()))
}

/// `value: @x`, `value: {{ x }}y`, `value: "C:\dir"`, `value: 'it's'`
fn whole_value(text: &str, line: &Line<'_>) -> Option<Slip> {
    let span = line.value().or_else(|| line.key().is_none().then(|| line.all()))?;
    let value = text.get(span.clone())?;
    let quote = value.chars().next()?;
    let inner = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    match (quote, inner) {
        ('"', Some(inner)) => Some(Slip {
            message: "between double quotes a `\\` begins an escape, such as `\\n`; here it does not".to_owned(),
            help: "use single quotes, where a `\\` is a `\\`".to_owned(),
            edit: TextEdit { span: span.clone(), text: format!("'{}'", inner.replace('\'', "''")) },
            title: "use single quotes".to_owned(),
            span,
            offered: true,
        })
        .filter(|_| inner.contains('\\')),
        ('\'', Some(inner)) => Some(Slip {
            message: "a quote within the text ends it".to_owned(),
            help: "use double quotes, or write the quote twice".to_owned(),
            edit: TextEdit { span: span.clone(), text: double_quoted(inner) },
            title: "use double quotes".to_owned(),
            span,
            offered: true,
        }),
        ('"' | '\'' | '|' | '>' | '&' | '*' | '!' | '-' | '?', _) => None,
        (first, _) if first.is_alphanumeric() => None,
        (first, _) => Some(quotes(span, value, format!("a value that begins with `{first}` needs quotes"))),
    }
}

fn quotes(span: Range<usize>, value: &str, message: String) -> Slip {
    let help = "put quotes around the value".to_owned();
    let edit = TextEdit { span: span.clone(), text: quoted(value) };
    Slip { span, message, title: help.clone(), help, edit, offered: true }
}

/// A key where an item should begin, and the item above begins with it.
fn no_dash(text: &str, line: &Line<'_>) -> Option<Slip> {
    let key = line.key().filter(|_| !line.has_dash())?;
    let mut above = line.clone();
    for _ in 0..NEIGHBOURS {
        above = above.above(text)?;
        if above.has_dash() && above.indent() == line.indent() {
            break;
        }
    }
    if above.key() != Some(key) {
        return None;
    }
    Some(Slip {
        span: line.content..line.content + key.len(),
        message: format!("a `- ` is missing before `{key}`"),
        help: "start each item of the list with `- `, in one column".to_owned(),
        title: format!("write `- {key}`"),
        edit: insert(line.content, "- "),
        offered: true,
    })
}

/// A key or a dash a little beside the column of its neighbours.
fn columns(text: &str, line: &Line<'_>) -> Option<Slip> {
    let indent = line.indent();
    if indent.contains('\t') {
        return None;
    }
    let key = line.key()?;
    let (has_dash, column) = (line.has_dash(), indent.len());
    let mut near: Option<usize> = None;
    let mut above = line.clone();
    for _ in 0..NEIGHBOURS {
        let Some(next) = above.above(text) else { break };
        above = next;
        let there = if has_dash { above.indent().len() } else { above.content - above.start };
        if (has_dash && !above.has_dash()) || above.key().is_none() || there == column {
            continue;
        }
        if near.is_none_or(|near| there.abs_diff(column) < near.abs_diff(column)) {
            near = Some(there);
        }
    }
    let near = near.filter(|near| near.abs_diff(column) <= 3)?;
    let what = if has_dash { "-" } else { key };
    let by = match near.abs_diff(column) {
        1 => "one column".to_owned(),
        count => format!("{count} columns"),
    };
    let side = if near < column { "left" } else { "right" };
    let from = if has_dash { line.start + column } else { line.content };
    Some(Slip {
        span: from..line.content + key.len(),
        message: format!(
            "`{what}` is not in the column of its neighbours: it starts in {}, they in {}",
            column + 1,
            near + 1
        ),
        help: format!("move it {by} to the {side}; keys of one level start in one column"),
        title: format!("move it {by} to the {side}"),
        edit: TextEdit { span: line.start..line.start + column, text: " ".repeat(near) },
        offered: near.abs_diff(column) == 1,
    })
}
