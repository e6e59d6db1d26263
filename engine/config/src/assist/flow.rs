//! Values in brackets: `[a, b]`, `{a: 1}`, closed or not yet.

use std::ops::Range;

use super::line::{byte, closing_quote, is_gap, unquoted};
use super::outline::At;
use crate::schema::{Level, Type};

/// What a bracket or a word stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot {
    /// The whole of a mapping.
    Level(&'static Level),
    /// The value of a key.
    Value(At),
    /// One item of the list under a key.
    Item(At),
    Unknown,
}

impl Slot {
    fn level(self) -> Option<&'static Level> {
        match self {
            Self::Level(level) => Some(level),
            Self::Value(At { key, .. }) => match key.is {
                Type::Object(level) => Some(level),
                _ => None,
            },
            Self::Item(at) => at.inside(),
            Self::Unknown => None,
        }
    }

    fn list(self) -> Option<At> {
        match self {
            Self::Value(at) if at.is_list() => Some(at),
            _ => None,
        }
    }
}

enum Open<'t> {
    /// `current` is the key whose value comes next.
    Map {
        level: Option<&'static Level>,
        keys: Vec<&'t str>,
        current: Option<Slot>,
    },
    List {
        of: Option<At>,
        items: Vec<&'t str>,
    },
}

/// The place of a caret inside brackets.
#[derive(Debug)]
pub(super) struct Found<'t> {
    /// `None` where a key is expected, of this level.
    pub(super) slot: Slot,
    pub(super) is_key: bool,
    /// Bytes of the word around the caret, quotes included; empty where there is none.
    pub(super) word: Range<usize>,
    /// Keys or items beside it.
    pub(super) others: Vec<&'t str>,
    /// Whether a colon follows the word.
    pub(super) colon: bool,
}

/// Every word that is a value, and what it is the value of.
pub(super) fn words<'t>(text: &'t str, range: &Range<usize>, slot: Slot, mut visit: impl FnMut(At, &'t str)) {
    let mut reader = Reader::new(text, range, slot, None);
    reader.run(|slot, word| match slot {
        Slot::Value(at) | Slot::Item(at) => visit(at, word),
        _ => {}
    });
}

/// What may stand at `caret`, which is inside `range`.
pub(super) fn find<'t>(text: &'t str, range: &Range<usize>, slot: Slot, caret: usize) -> Option<Found<'t>> {
    let mut reader = Reader::new(text, range, slot, Some(caret));
    reader.run(|_, _| {});
    reader.found.map(|(_, found)| found)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    root: Slot,
    open: Vec<Open<'t>>,
    /// After a value comes a comma, or the end.
    complete: bool,
    caret: Option<usize>,
    /// With the number of brackets that were open around it.
    found: Option<(usize, Found<'t>)>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, range: &Range<usize>, root: Slot, caret: Option<usize>) -> Self {
        let end = range.end.min(text.len());
        Self { text, at: range.start, end, root, open: Vec::new(), complete: false, caret, found: None }
    }

    fn run(&mut self, mut visit: impl FnMut(Slot, &'t str)) {
        while self.at < self.end {
            let Some(here) = byte(self.text, self.at) else { break };
            let in_gap = here.is_ascii_whitespace() || matches!(here, b',' | b'[' | b']' | b'{' | b'}' | b'#');
            if in_gap && self.caret == Some(self.at) {
                self.note(self.at..self.at, false);
            }
            match here {
                b'[' | b'{' => self.begin(here == b'{'),
                b']' | b'}' => self.finish(),
                b',' => {
                    self.complete = false;
                    if let Some(Open::Map { current, .. }) = self.open.last_mut() {
                        *current = None;
                    }
                    self.at += 1;
                }
                b'#' => self.comment(),
                _ if here.is_ascii_whitespace() => self.at += 1,
                _ => self.word(&mut visit),
            }
        }
        if self.caret == Some(self.end) && !self.open.is_empty() {
            self.note(self.end..self.end, false);
        }
        while !self.open.is_empty() {
            self.finish();
        }
    }

    /// What comes next belongs to.
    fn slot(&self) -> Slot {
        match self.open.last() {
            None => self.root,
            Some(Open::Map { current: Some(slot), .. }) => *slot,
            Some(Open::Map { level: Some(level), .. }) => Slot::Level(level),
            Some(Open::List { of: Some(of), .. }) => Slot::Item(*of),
            Some(_) => Slot::Unknown,
        }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Map { current: None, .. }))
    }

    fn begin(&mut self, is_map: bool) {
        let slot = self.slot();
        self.open.push(if is_map {
            Open::Map { level: slot.level(), keys: Vec::new(), current: None }
        } else {
            Open::List { of: slot.list(), items: Vec::new() }
        });
        self.complete = false;
        self.at += 1;
    }

    fn finish(&mut self) {
        if let Some((depth, found)) = &mut self.found
            && *depth == self.open.len()
        {
            match self.open.last() {
                Some(Open::Map { keys, .. }) => found.others.clone_from(keys),
                Some(Open::List { items, .. }) => found.others.clone_from(items),
                None => {}
            }
        }
        self.open.pop();
        self.complete = true;
        self.at += 1;
    }

    fn comment(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = self.at + rest.find('\n').unwrap_or(rest.len());
        if self.caret.is_some_and(|caret| self.at < caret && caret <= end) {
            self.caret = None;
        }
        self.at = end;
    }

    fn word(&mut self, visit: &mut impl FnMut(Slot, &'t str)) {
        let from = self.at;
        let to = self.word_end();
        let written = self.text.get(from..to).unwrap_or_default();
        let word = unquoted(written);
        let rest = self.text.get(to..self.end).unwrap_or_default();
        let gap = rest.len() - rest.trim_start().len();
        let colon = rest.trim_start().starts_with(':');
        let is_key = self.expects_key();
        let here = self.caret.is_some_and(|caret| (from..=to).contains(&caret));
        if here {
            self.note(from..to, colon);
        }
        self.complete = true;
        self.at = to.max(from + 1);
        let slot = self.slot();
        match self.open.last_mut() {
            Some(Open::Map { keys, current, level }) if is_key => {
                if !here {
                    keys.push(word);
                }
                if colon {
                    self.complete = false;
                    self.at = to + gap + 1;
                    *current = Some(At::find(*level, word).map_or(Slot::Unknown, Slot::Value));
                }
            }
            Some(Open::List { items, .. }) => {
                if !here {
                    items.push(word);
                }
                visit(slot, word);
            }
            _ => visit(slot, word),
        }
    }

    fn word_end(&self) -> usize {
        let line = self.text.get(self.at..self.end).unwrap_or_default().lines().next().unwrap_or_default();
        if line.starts_with(['"', '\'']) {
            return self.at + closing_quote(line, 0).map_or(line.trim_end().len(), |quote| quote + 1);
        }
        let bytes = line.as_bytes();
        let ends = |at: usize| match bytes.get(at) {
            Some(b',' | b'[' | b']' | b'{' | b'}') => true,
            Some(b':') => {
                let next = bytes.get(at + 1).copied();
                is_gap(next) || matches!(next, Some(b',' | b'[' | b']' | b'{' | b'}'))
            }
            Some(b'#') => at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace),
            _ => false,
        };
        let end = (0..line.len()).find(|at| ends(*at)).unwrap_or(line.len());
        self.at + line.get(..end).unwrap_or(line).trim_end().len()
    }

    fn note(&mut self, word: Range<usize>, colon: bool) {
        if self.complete || self.found.is_some() {
            return;
        }
        let found = Found { slot: self.slot(), is_key: self.expects_key(), word, others: Vec::new(), colon };
        self.found = Some((self.open.len(), found));
    }
}
