//! The text as a tree of positions.
//!
//! [`Document::read`] is the one owner of the YAML parser. The tree keeps, for
//! every node, the bytes it stands in; rules ask for places by [`Path`], edits
//! patch the text by span. Scalars keep their source text.

mod lines;
mod read;
mod syntax;

use std::ops::Range;
use std::sync::Arc;

pub use lines::Lines;

use crate::diagnostic::{Diagnostic, Finding, Fix, Mend, Region, Related, TextEdit};
use crate::edit;
use crate::place::{Part, Path, Place, Step};

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
            (Kind::Map { entries, .. }, Step::Key(key)) => {
                entries.iter().find(|(k, _)| self.scalar_text(*k) == Some(key)).map(|(_, v)| *v)
            }
            (Kind::Seq { items, .. }, Step::Item(index)) => items.get(*index).copied(),
            _ => None,
        }
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
        let Kind::Map { entries, .. } = &self.node(self.get(&parent)?).kind else { return None };
        entries.iter().find(|(k, _)| self.scalar_text(*k) == Some(key)).map(|(k, _)| *k)
    }

    /// Where `place` stands. Where nothing stands there, the key of the nearest
    /// thing around it that does.
    pub fn span(&self, place: &Place) -> Range<usize> {
        let mut path = place.path.clone();
        if place.part == Part::Value
            && let Some(id) = self.get(&path)
        {
            let node = self.node(id);
            if !node.span.is_empty() && matches!(node.kind, Kind::Scalar(_)) {
                return node.span.clone();
            }
            if !node.span.is_empty() && self.key_node(&path).is_none() {
                return self.first_line(&node.span);
            }
            if node.span.is_empty()
                && let Some((_, Step::Item(_))) = path.split_last()
            {
                return self.dash_before(node.start);
            }
        }
        loop {
            if let Some(key) = self.key_node(&path) {
                return self.node(key).span.clone();
            }
            if let Some(id) = self.get(&path)
                && !self.node(id).span.is_empty()
            {
                return self.first_line(&self.node(id).span);
            }
            match path.split_last() {
                Some((parent, _)) => path = parent,
                None => return 0..0,
            }
        }
    }

    /// The dash of an empty list item.
    fn dash_before(&self, start: usize) -> Range<usize> {
        let before = self.text.get(..start).unwrap_or_default();
        before.rfind('-').map_or(start..start, |dash| dash..dash + 1)
    }

    fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default();
        span.start..span.start + line.trim_end().len()
    }

    pub fn region(&self, span: Range<usize>) -> Region {
        self.lines.region(&self.text, span)
    }

    /// Places a rule's finding in the text.
    pub fn place(&self, finding: Finding) -> Diagnostic {
        let span = self.span(&finding.place);
        let fix = finding.mend.and_then(|mend| self.fix(&finding.place, mend));
        let related = finding
            .related
            .into_iter()
            .map(|(place, message)| Related { message, file: None, at: self.region(self.span(&place)) })
            .collect();
        Diagnostic {
            code: finding.code,
            severity: finding.severity,
            message: finding.message,
            help: finding.help,
            path: finding.place.path,
            at: self.region(span),
            related,
            fix,
        }
    }

    fn fix(&self, place: &Place, mend: Mend) -> Option<Fix> {
        let (title, edit) = match mend {
            Mend::Replace(value) => {
                let edit = edit::Edit::Set { path: place.path.clone(), value: edit::Value::Text(value.clone()) };
                (format!("write `{value}`"), edit::guarded(self, &edit).ok()?)
            }
            Mend::Rename(key) => {
                let span = self.node(self.key_node(&place.path)?).span.clone();
                (format!("write `{key}`"), TextEdit { span, text: key })
            }
            Mend::Edit(title, edit) => (title, edit::guarded(self, &edit).ok()?),
        };
        Some(Fix { title, edit })
    }
}
