//! How a key is written in a file, with all that must follow it.

use super::outline::{Frame, walk};
use crate::schema::{Key, Level, Type};

/// The file's own way to indent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Columns that a mapping stands right of its key.
    step: usize,
    /// Columns that a list's dashes stand right of its key: often none.
    list_step: usize,
}

impl Style {
    /// As the first list and the first mapping of a text have it.
    pub(super) fn of(text: &str) -> Self {
        let mut step = None;
        let mut list_step = None;
        walk(text, |stop| {
            for pair in stop.after.frames.windows(2) {
                match pair {
                    [Frame::Map { column: outer, .. }, Frame::Map { column, .. }] => {
                        step = step.or(column.checked_sub(*outer));
                    }
                    [Frame::Map { column: outer, .. }, Frame::List { column, .. }] => {
                        list_step = list_step.or(column.checked_sub(*outer));
                    }
                    _ => {}
                }
            }
            step.is_none() || list_step.is_none()
        });
        let list_step = list_step.unwrap_or(2).min(8);
        let step = step.unwrap_or(if list_step == 0 { 2 } else { list_step });
        Self { step: step.clamp(1, 8), list_step }
    }
}

/// A text to put in, and where in it the person goes on, in bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) stops: Vec<usize>,
}

impl Draft {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn stop(&mut self) {
        self.stops.push(self.text.len());
    }

    fn new_line(&mut self, column: usize) {
        self.push("\n");
        self.push(&" ".repeat(column));
    }

    /// A key that stands in `column`, and what must be under it.
    pub(super) fn key(&mut self, key: &Key, column: usize, style: Style) {
        self.push(key.name);
        self.push(":");
        match key.is {
            Type::Text | Type::Integer | Type::Bool => {
                self.push(" ");
                self.scalar(key);
            }
            Type::Object(level) => {
                let column = column + style.step;
                self.new_line(column);
                self.level(level, column, style);
            }
            Type::List(level) => {
                self.new_line(column + style.list_step);
                self.item(level, column + style.list_step, style);
            }
            Type::Texts => {
                self.new_line(column + style.list_step);
                self.push("- ");
                self.stop();
            }
        }
    }

    /// An item of a list whose dashes stand in `column`.
    pub(super) fn item(&mut self, level: &Level, column: usize, style: Style) {
        self.push("- ");
        self.level(level, column + 2, style);
    }

    fn level(&mut self, level: &Level, column: usize, style: Style) {
        let mut keys = starters(level).peekable();
        if keys.peek().is_none() {
            return self.stop();
        }
        for (index, key) in keys.enumerate() {
            if index > 0 {
                self.new_line(column);
            }
            self.key(key, column, style);
        }
    }

    /// The same inside brackets.
    pub(super) fn flow(&mut self, key: &Key) {
        self.push(key.name);
        self.push(": ");
        let (open, inside, close) = match key.is {
            Type::Text | Type::Integer | Type::Bool => return self.scalar(key),
            Type::Object(level) => ("{", Some(level), "}"),
            Type::List(level) => ("[{", Some(level), "}]"),
            Type::Texts => ("[", None, "]"),
        };
        self.push(open);
        let mut keys = inside.into_iter().flat_map(starters).peekable();
        if keys.peek().is_none() {
            self.stop();
        }
        for (index, key) in keys.enumerate() {
            if index > 0 {
                self.push(", ");
            }
            self.flow(key);
        }
        self.push(close);
    }

    fn scalar(&mut self, key: &Key) {
        // Left out it means no, and somebody who writes a test type means yes.
        if key.name == "enabled" {
            self.push("true");
        } else {
            self.stop();
        }
    }
}

/// The keys that a new mapping begins with: the required ones, the only one.
fn starters(level: &Level) -> impl Iterator<Item = &'static Key> {
    let only = level.keys.len() == 1;
    level.keys.iter().filter(move |key| key.required || only || key.name == "enabled")
}

/// A value as it may stand in a file, in quotes only where it must.
pub(super) fn plain_or_quoted(text: &str, in_flow: bool) -> String {
    let inner = |c: char| c.is_alphanumeric() || "-_./+@~=".contains(c) || (!in_flow && "()".contains(c));
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || "_./".contains(c));
    let is_word = matches!(text.to_ascii_lowercase().as_str(), "null" | "yes" | "no" | "on" | "off" | "y" | "n");
    if starts && !is_word && text.chars().all(inner) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
