//! The text as a tree of positions.
//!
//! [`Document::read`] is the one owner of the YAML parser. The tree keeps, for
//! every node, the bytes it stands in; rules ask for places by [`Path`], edits
//! patch the text by span. Scalars keep their source text.

mod brackets;
mod comments;
mod lines;
mod placing;
mod read;
mod slips;
mod syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use lines::Lines;
pub(crate) use read::is_utf_16;
pub(crate) use slips::{missing_colon, missing_space};

use crate::diagnostic::{Diagnostic, Region};
use crate::edit::Habit;
use crate::place::{Path, Step};

/// Largest text that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;
/// Most nodes that are read.
pub const MAX_NODES: usize = 200_000;

/// Index of a node in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(usize);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Scalar(Scalar),
    /// `flow` is the `[a, b]` style.
    Seq {
        flow: bool,
        items: Vec<NodeId>,
    },
    /// Key node and value node of each entry, in file order.
    Map {
        flow: bool,
        entries: Vec<(NodeId, NodeId)>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text after quotes and escapes are taken off.
    pub text: String,
    pub style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// `|` or `>`.
    Block,
}

impl Scalar {
    /// Nothing, `~` or `null` without quotes.
    pub fn is_null(&self) -> bool {
        self.style == Style::Plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

#[derive(Debug, Clone)]
pub struct Node {
    pub kind: Kind,
    /// Bytes of the value, quotes and brackets included. A block collection's
    /// ends with its last leaf.
    pub span: Range<usize>,
    /// As `span.start`, but before a tag.
    pub start: usize,
}

/// A text and its tree. The tree is empty when the text has no content.
#[derive(Debug, Clone)]
pub struct Document {
    text: Arc<str>,
    nodes: Vec<Node>,
    root: Option<NodeId>,
    /// Spans of comments, in order.
    comments: Vec<Range<usize>>,
    lines: Lines,
    /// Where each key of a map with many of them is.
    wide: BTreeMap<NodeId, BTreeMap<Box<str>, usize>>,
    repeated: Vec<Repeated>,
    /// How it is indented, once an edit has asked.
    habit: OnceLock<Habit>,
}

/// A key that stands more than once in one map. Its first value counts.
#[derive(Debug, Clone)]
struct Repeated {
    first: NodeId,
    again: Vec<NodeId>,
}

impl Document {
    /// # Errors
    /// The problems that keep the text from being a tree, each with a place.
    pub fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
        read::read(text)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// Whether it has no content: comments at most, or `null`.
    pub fn says_nothing(&self) -> bool {
        self.root.is_none_or(|root| self.scalar(root).is_some_and(Scalar::is_null))
    }

    /// How it is indented.
    pub(crate) fn habit(&self) -> Habit {
        *self.habit.get_or_init(|| Habit::of(self))
    }

    pub fn comments(&self) -> &[Range<usize>] {
        &self.comments
    }

    pub fn node(&self, id: NodeId) -> &Node {
        const NOTHING: &Node =
            &Node { kind: Kind::Scalar(Scalar { text: String::new(), style: Style::Plain }), span: 0..0, start: 0 };
        // INVARIANT: ids are made by this document only.
        self.nodes.get(id.0).unwrap_or(NOTHING)
    }

    /// The node at `path`, if the text has one there.
    pub fn get(&self, path: &Path) -> Option<NodeId> {
        path.steps().iter().try_fold(self.root?, |id, step| self.child(id, step))
    }

    pub fn child(&self, id: NodeId, step: &Step) -> Option<NodeId> {
        match (&self.node(id).kind, step) {
            (Kind::Map { .. }, Step::Key(key)) => self.entry(id, key).map(|(_, value)| value),
            (Kind::Seq { items, .. }, Step::Item(index)) => items.get(*index).copied(),
            _ => None,
        }
    }

    /// The first entry of the map `id` with this key.
    fn entry(&self, id: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        let Kind::Map { entries, .. } = &self.node(id).kind else { return None };
        match self.wide.get(&id) {
            Some(index) => entries.get(*index.get(key)?).copied(),
            None => entries.iter().find(|(k, _)| self.scalar_text(*k) == Some(key)).copied(),
        }
    }

    /// Key nodes that an earlier one of the same name in their map stands for.
    pub(crate) fn repeated_keys(&self) -> BTreeSet<NodeId> {
        self.repeated.iter().flat_map(|repeated| &repeated.again).copied().collect()
    }

    pub fn scalar(&self, id: NodeId) -> Option<&Scalar> {
        match &self.node(id).kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub fn scalar_text(&self, id: NodeId) -> Option<&str> {
        self.scalar(id).map(|s| s.text.as_str())
    }

    /// The key node of the last step of `path`.
    pub(crate) fn key_node(&self, path: &Path) -> Option<NodeId> {
        let (parent, Step::Key(key)) = path.split_last()? else { return None };
        self.entry(self.get(&parent)?, key).map(|(key, _)| key)
    }

    pub fn region(&self, span: Range<usize>) -> Region {
        self.lines.region(&self.text, span)
    }
}
