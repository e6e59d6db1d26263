//! Where in the format each line of a text stands, by columns: what a reader
//! sees, also in a text that no parser takes yet.

use std::ops::Range;

use super::line::{Line, LineKey, byte, closing_quote, lines};
use crate::schema::{self, Key, Level, Type};

/// A key of the format, and the level it is one of.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) level: &'static Level,
    pub(super) key: &'static Key,
}

impl At {
    pub(super) fn find(level: Option<&'static Level>, name: &str) -> Option<Self> {
        let level = level?;
        Some(Self { level, key: level.key(name)? })
    }

    pub(super) fn is(&self, level: &Level, key: &str) -> bool {
        self.level.name == level.name && self.key.name == key
    }

    /// The level of what stands in this object, or in each item of this list.
    pub(super) fn inside(&self) -> Option<&'static Level> {
        match self.key.is {
            Type::Object(level) | Type::List(level) => Some(level),
            _ => None,
        }
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.key.is, Type::List(_) | Type::Texts)
    }
}

/// Something that is open where a line begins.
#[derive(Debug, Clone, Copy)]
pub(super) enum Frame {
    /// A mapping whose keys stand in `column`; `current` is its last key.
    Map { column: usize, level: Option<&'static Level>, current: Option<Current> },
    /// A list whose dashes stand in `column`.
    List { column: usize, of: Option<At> },
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Current {
    /// `None` for a key that the format does not have.
    pub(super) at: Option<At>,
    /// Whether a value stands on the key's own line.
    pub(super) filled: bool,
}

/// What is open at some line, outermost first.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    pub(super) frames: Vec<Frame>,
}

impl Outline {
    /// Takes in a line's dashes and key.
    pub(super) fn read(&mut self, line: &Line<'_>) {
        for dash in &line.dashes {
            self.dash(*dash);
        }
        if let Some(key) = &line.key {
            self.key(key, !line.value.is_empty());
        }
    }

    pub(super) fn dash(&mut self, dash: usize) {
        self.close(|frame| match frame {
            // A list may stand in the column of its key.
            Frame::Map { column, current, .. } => *column > dash || (*column == dash && !waits(*current)),
            Frame::List { column, .. } => *column > dash,
        });
        let of = match self.frames.last() {
            Some(Frame::List { column, .. }) if *column == dash => return,
            Some(Frame::Map { current: Some(current), .. }) if !current.filled => current.at,
            _ => None,
        };
        self.frames.push(Frame::List { column: dash, of: of.filter(At::is_list) });
    }

    fn key(&mut self, key: &LineKey<'_>, filled: bool) {
        let start = key.at.start;
        self.close(|frame| match frame {
            Frame::Map { column, .. } => *column > start,
            Frame::List { column, .. } => *column >= start,
        });
        let level = match self.frames.last_mut() {
            Some(Frame::Map { column, level, current }) if *column == start => {
                *current = Some(Current { at: At::find(*level, key.name), filled });
                return;
            }
            None => Some(&schema::ROOT),
            Some(Frame::Map { current, .. }) => {
                let parent = current.filter(|current| !current.filled).and_then(|current| current.at);
                parent.filter(|at| !at.is_list()).and_then(|at| at.inside())
            }
            Some(Frame::List { of, .. }) => of.and_then(|at| at.inside()),
        };
        let current = Some(Current { at: At::find(level, key.name), filled });
        self.frames.push(Frame::Map { column: start, level, current });
    }

    /// The key whose value comes next: that of a key, or of a list's item.
    pub(super) fn value(&self) -> Option<At> {
        match self.frames.last()? {
            Frame::Map { current, .. } => current.as_ref()?.at,
            Frame::List { of, .. } => *of,
        }
    }

    fn close(&mut self, is_over: impl Fn(&Frame) -> bool) {
        while self.frames.last().is_some_and(&is_over) {
            self.frames.pop();
        }
    }
}

fn waits(current: Option<Current>) -> bool {
    current.is_some_and(|current| !current.filled)
}

/// A line on the walk through a text.
pub(super) struct Stop<'w, 't> {
    pub(super) line: &'w Line<'t>,
    /// What was open before the line.
    pub(super) before: &'w Outline,
    /// What is open after its dashes and its key.
    pub(super) after: &'w Outline,
    /// Bytes of the `[list]` or `{mapping}` that begins on it, to the end of
    /// the line where it is not closed.
    pub(super) flow: Option<Range<usize>>,
    /// In a line of a text block, or an empty one after it: the column that
    /// the block is right of.
    pub(super) block: Option<usize>,
}

/// Goes through all lines that begin something, until `visit` says stop.
pub(super) fn walk<'t>(text: &'t str, mut visit: impl FnMut(&Stop<'_, 't>) -> bool) {
    let mut before = Outline::default();
    let mut after = Outline::default();
    let mut block: Option<usize> = None;
    let mut flow_end = 0;
    let mut steps = text.len().saturating_mul(4);
    for line in lines(text) {
        // The rest of a bracket that earlier lines opened.
        if line.start < flow_end {
            continue;
        }
        block = block.filter(|base| line.indent() > *base || line.text.trim().is_empty());
        before.frames.clone_from(&after.frames);
        if line.text.starts_with("---") {
            after.frames.clear();
            continue;
        }
        let mut flow = None;
        if block.is_none() {
            after.read(&line);
            flow = line.is_flow().then(|| flow_range(text, &line, &mut steps));
            flow_end = flow.as_ref().map_or(flow_end, |flow| flow.end);
        }
        if !visit(&Stop { line: &line, before: &before, after: &after, flow, block }) {
            return;
        }
        if block.is_none() && line.opens_block() {
            block = Some(line.base());
        }
    }
}

/// From the bracket to the one that closes it. While it is being written, and
/// nothing closes it, it ends with its line. `steps` bounds the work over all
/// of a text.
fn flow_range(text: &str, line: &Line<'_>, steps: &mut usize) -> Range<usize> {
    let from = line.start + line.value.start;
    let own_end = line.start + line.value.end;
    if line.depth == 0 {
        return from..own_end;
    }
    let mut depth = 0_usize;
    let mut at = from;
    let mut fresh = true;
    while let (Some(here), Some(left)) = (byte(text, at), steps.checked_sub(1)) {
        *steps = left;
        match here {
            b'\n' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let next = rest.split('\n').next().unwrap_or_default().trim_end();
                let indent = next.len() - next.trim_start().len();
                let closes = next.trim_start().starts_with([']', '}']);
                if !closes && !next.is_empty() && indent <= line.base() && line.key.is_some() {
                    return from..own_end;
                }
                fresh = true;
            }
            b'"' | b'\'' if fresh => at = closing_quote(text, at).unwrap_or(at),
            b'[' | b'{' => (depth, fresh) = (depth + 1, true),
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return from..at + 1;
                }
            }
            b',' | b':' => fresh = true,
            b' ' | b'\t' | b'\r' => {}
            _ => fresh = false,
        }
        at += 1;
    }
    from..own_end
}
