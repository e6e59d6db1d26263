//! What may stand where the caret is.

use std::ops::Range;

use super::flow::{self, Slot};
use super::line::{Line, lines, unquoted};
use super::outline::{At, Current, Frame, Outline, Stop, walk};
use crate::schema::{self, Level};

/// What a caret's place is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wants {
    /// A key of this level.
    Key(&'static Level),
    /// A new item, dash and all, of the list under this key.
    Item(At),
    /// A value of this key.
    Value(At),
}

/// The caret's place and what is around it.
#[derive(Debug)]
pub(super) struct Spot<'t> {
    /// Most likely first; never empty.
    pub(super) wants: Vec<Wants>,
    /// Bytes of the word that is there, without its quotes.
    pub(super) word: Range<usize>,
    /// The quote before the word.
    pub(super) quote: Option<char>,
    /// Whether that quote is closed behind the word.
    pub(super) closed: bool,
    /// Column of a key that goes here; `None` inside brackets.
    pub(super) column: Option<usize>,
    /// Whether a colon follows the word.
    pub(super) colon: bool,
    /// Whether a space must go before a word.
    pub(super) tight: bool,
    /// Keys of the same mapping, or items of the same list.
    pub(super) others: Vec<&'t str>,
}

/// `None` where nothing of the format can stand: in comments, in text blocks,
/// in columns that belong to nothing.
pub(super) fn spot(text: &str, offset: usize) -> Option<Spot<'_>> {
    let mut found = None;
    walk(text, |stop| {
        let end = stop.flow.as_ref().map_or(0, |flow| flow.end).max(stop.line.start + stop.line.text.len());
        if offset > end {
            return true;
        }
        found = at_stop(text, stop, offset);
        false
    });
    found
}

fn at_stop<'t>(text: &'t str, stop: &Stop<'_, 't>, offset: usize) -> Option<Spot<'t>> {
    let line = stop.line;
    let caret = offset.checked_sub(line.start)?;
    if let Some(flow) = stop.flow.clone().filter(|flow| flow.start < offset && offset <= flow.end) {
        return in_flow(text, stop, &flow, offset);
    }
    let in_comment = line.comment.is_some_and(|comment| comment < caret);
    if in_comment || stop.block.is_some_and(|base| caret > base || line.indent() > base) {
        return None;
    }
    match &line.key {
        Some(key) if key.at.contains(&caret) || key.at.end == caret => {
            let mut before = stop.before.clone();
            line.dashes.iter().for_each(|dash| before.dash(*dash));
            let spot = Spot { colon: true, ..word(text, line.bytes(&key.at)) };
            Some(Spot { column: Some(key.at.start), ..with_keys(text, line, spot, &before, key.at.start)? })
        }
        Some(key) if caret > key.colon => {
            let at = stop.after.value().filter(|at| at.inside().is_none() && !at.is_list())?;
            Some(Spot { wants: vec![Wants::Value(at)], ..value(text, line, caret, key.colon + 1)? })
        }
        Some(_) => None,
        None => bare(text, stop, caret),
    }
}

fn in_flow<'t>(text: &'t str, stop: &Stop<'_, 't>, range: &Range<usize>, offset: usize) -> Option<Spot<'t>> {
    let slot = root_slot(stop);
    let found = flow::find(text, range, slot, offset)?;
    let wants = match (found.slot, found.is_key) {
        (Slot::Level(level), true) => Wants::Key(level),
        (Slot::Value(at), false) if at.inside().is_none() && !at.is_list() => Wants::Value(at),
        (Slot::Item(at), false) if at.inside().is_none() => Wants::Value(at),
        _ => return None,
    };
    Some(Spot {
        wants: vec![wants],
        colon: found.colon,
        others: found.others,
        tight: text.get(..found.word.start).is_some_and(|before| before.ends_with([':', ','])),
        ..word(text, found.word)
    })
}

/// What the bracket that begins on a line is.
pub(super) fn root_slot(stop: &Stop<'_, '_>) -> Slot {
    if stop.line.key.is_some() {
        return stop.after.value().map_or(Slot::Unknown, Slot::Value);
    }
    match stop.after.value() {
        Some(at) if stop.line.dashes.is_empty() => Slot::Value(at),
        Some(at) => Slot::Item(at),
        None if stop.after.frames.is_empty() => Slot::Level(&schema::ROOT),
        None => Slot::Unknown,
    }
}

/// A line with neither key nor brackets: an unfinished key, an item of a list
/// of texts, or nothing yet.
fn bare<'t>(text: &'t str, stop: &Stop<'_, 't>, caret: usize) -> Option<Spot<'t>> {
    let line = stop.line;
    let written = line.value_text();
    let column = if written.is_empty() { caret } else { line.value.start };
    let last_dash = line.dashes.last().copied();
    if last_dash.is_some_and(|dash| caret <= dash) || caret < column || caret > line.value.end.max(column) {
        return None;
    }
    let before = text.get(line.start + column..line.start + caret)?;
    let is_one_word = !before.contains(char::is_whitespace) || before.starts_with(['"', '\'']);
    if !is_one_word {
        return None;
    }
    // What follows a word without a colon is not part of it.
    let length = match written.chars().next() {
        Some('"' | '\'') => written.len(),
        _ => written.find(char::is_whitespace).unwrap_or(written.len()),
    };
    let spot = word(text, line.bytes(&(column..column + length)));
    let spot = Spot { tight: last_dash.is_some_and(|dash| column == dash + 1), ..spot };
    let mut outline = stop.before.clone();
    line.dashes.iter().for_each(|dash| outline.dash(*dash));
    if let Some(dash) = last_dash {
        let Some(Frame::List { of: Some(of), .. }) = outline.frames.last() else { return None };
        if of.inside().is_none() {
            return Some(Spot { wants: vec![Wants::Value(*of)], others: items(text, line, dash), ..spot });
        }
        let column = column.max(dash + 2);
        return Some(Spot { column: Some(column), ..with_keys(text, line, spot, &outline, column)? });
    }
    Some(Spot { column: Some(column), ..with_keys(text, line, spot, &outline, column)? })
}

/// The word in these bytes, nothing known of it.
fn word<'t>(text: &str, range: Range<usize>) -> Spot<'t> {
    let written = text.get(range.clone()).unwrap_or_default();
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = range.start + quote.map_or(0, char::len_utf8);
    let closed = quote.is_some_and(|quote| written.len() > 1 && written.ends_with(quote));
    Spot {
        wants: Vec::new(),
        word: from..from + unquoted(written).len(),
        quote,
        closed,
        column: None,
        colon: false,
        tight: false,
        others: Vec::new(),
    }
}

/// The value around the caret, or the empty place where one goes.
fn value<'t>(text: &str, line: &Line<'_>, caret: usize, after_colon: usize) -> Option<Spot<'t>> {
    if line.value.is_empty() {
        return Some(Spot { tight: caret == after_colon, ..word(text, line.bytes(&(caret..caret))) });
    }
    let inside = line.value.start <= caret && caret <= line.value.end;
    inside.then(|| word(text, line.bytes(&line.value)))
}

fn with_keys<'t>(text: &'t str, line: &Line<'_>, spot: Spot<'t>, outline: &Outline, column: usize) -> Option<Spot<'t>> {
    let wants = fitting(outline, column);
    let others = match wants.first()? {
        Wants::Key(_) => keys(text, line, column),
        _ => Vec::new(),
    };
    Some(Spot { wants, others, ..spot })
}

/// What can begin in a column, given what is open.
fn fitting(outline: &Outline, column: usize) -> Vec<Wants> {
    let mut found = Vec::new();
    // What was passed on the way out stands right of the column.
    let mut passed = None;
    for frame in outline.frames.iter().rev() {
        match frame {
            Frame::List { column: dashes, of } if *dashes == column => {
                found.extend(of.map(Wants::Item));
                passed = Some(frame);
            }
            Frame::List { column: dashes, of } if *dashes < column => {
                if passed.is_none() {
                    found.extend(of.and_then(|at| at.inside()).map(Wants::Key));
                }
                return found;
            }
            Frame::Map { column: keys, level, current } if *keys == column => {
                let key = level.map(Wants::Key);
                let under = unfilled(*current).filter(|at| at.is_list() && passed.is_none());
                let items = std::mem::take(&mut found);
                found.extend(key.into_iter().chain(under.map(Wants::Item)).chain(items));
                return found;
            }
            Frame::Map { column: keys, current, .. } if *keys < column => {
                if let (None, Some(at)) = (passed, unfilled(*current)) {
                    found.extend(if at.is_list() { Some(Wants::Item(at)) } else { at.inside().map(Wants::Key) });
                }
                return found;
            }
            frame => passed = Some(frame),
        }
    }
    if outline.frames.is_empty() || (column == 0 && found.is_empty()) {
        found.push(Wants::Key(&schema::ROOT));
    }
    found
}

fn unfilled(current: Option<Current>) -> Option<At> {
    current.filter(|current| !current.filled)?.at
}

/// The other keys of the mapping whose keys stand in `column`, around a line.
fn keys<'t>(text: &'t str, here: &Line<'_>, column: usize) -> Vec<&'t str> {
    let mut found = Vec::new();
    let begins = here.dashes.last().is_some_and(|dash| *dash < column);
    if !begins {
        for line in before(text, here.start) {
            found.extend(key_in(&line, column));
            if line.indent() < column && !line.is_blank() {
                break;
            }
        }
    }
    for line in after(text, here) {
        if line.indent() < column && !line.is_blank() {
            break;
        }
        if line.indent() == column && line.dashes.is_empty() {
            found.extend(key_in(&line, column));
        }
    }
    found
}

fn key_in<'t>(line: &Line<'t>, column: usize) -> Option<&'t str> {
    line.key.as_ref().filter(|key| key.at.start == column).map(|key| key.name)
}

/// The other items of the list whose dashes stand in `column`.
fn items<'t>(text: &'t str, here: &Line<'_>, column: usize) -> Vec<&'t str> {
    let item = |line: &Line<'t>| (line.dashes.last() == Some(&column)).then(|| unquoted(line.value_text()));
    let above = before(text, here.start).take_while(|line| line.is_blank() || line.indent() == column);
    let below = after(text, here).take_while(|line| line.is_blank() || line.indent() == column);
    above.filter_map(|line| item(&line)).chain(below.filter_map(|line| item(&line))).collect()
}

/// The lines above a byte, nearest first.
fn before(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut end = start;
    std::iter::from_fn(move || {
        let above = text.get(..end.checked_sub(1)?)?;
        let start = above.rfind('\n').map_or(0, |newline| newline + 1);
        end = start;
        let line = above.get(start..)?;
        Some(Line::new(start, line.strip_suffix('\r').unwrap_or(line)))
    })
}

fn after<'t>(text: &'t str, here: &Line<'_>) -> impl Iterator<Item = Line<'t>> {
    let rest = text.get(here.start..).unwrap_or_default();
    lines(rest).skip(1)
}
