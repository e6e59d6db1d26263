//! Parser events to a tree.
//!
//! Facts about the parser's spans (granit-parser 2.2): an empty value is a
//! plain scalar with an empty span before the colon; a block scalar's span
//! leaves out its `|` header; a list that is not indented under its key starts
//! after its dash; the end event of a collection overshoots past comments.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::comments::Comments;
use super::{
    Document, Kind, Lines, MAX_BYTES, MAX_DEPTH, MAX_NODES, Node, NodeId, Repeated, Scalar, Style, slips, syntax,
};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Fix, TextEdit};
use crate::place::Path;

pub(super) fn read(text: &str) -> Result<Document, Vec<Diagnostic>> {
    // The lines of a text that is too large are not worth counting.
    let lines = Lines::new(if text.len() > MAX_BYTES { "" } else { text });
    if let Some(problem) = before_parsing(text, &lines) {
        return Err(vec![problem]);
    }
    let mut reader = Reader {
        text,
        lines,
        nodes: Vec::new(),
        comments: Comments::default(),
        root: None,
        open: Vec::new(),
        documents: 0,
        begins: 0..0,
        colon: 0,
    };
    reader.run()?;
    let Reader { lines, nodes, comments, root, .. } = reader;
    let comments = comments.end(text);
    let (wide, repeated) = (BTreeMap::new(), Vec::new());
    let habit = OnceLock::new();
    let mut document = Document { text: text.into(), nodes, root, comments, lines, wide, repeated, habit };
    (document.wide, document.repeated) = look_at_keys(&document);
    Ok(document)
}

pub(super) fn problem(
    lines: &Lines,
    text: &str,
    code: Code,
    span: Range<usize>,
    message: impl Into<String>,
    help: Option<String>,
) -> Diagnostic {
    Diagnostic {
        code,
        severity: code.severity(),
        message: message.into(),
        help,
        path: Path::root(),
        at: lines.region(text, span),
        related: Vec::new(),
        fix: None,
    }
}

pub(super) fn alias(lines: &Lines, text: &str, at: Range<usize>) -> Diagnostic {
    let help = "write the value out: every run then reads on its own".to_owned();
    problem(lines, text, Code::Alias, at, "aliases (`*name`) and merge keys are not read", Some(help))
}

fn before_parsing(text: &str, lines: &Lines) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; the most that is read is {MAX_BYTES}", text.len());
        let help = "split it into several config files".to_owned();
        return Some(problem(lines, text, Code::TooLarge, 0..0, message, Some(help)));
    }
    if let Some(problem) = odd_break(text, lines) {
        return Some(problem);
    }
    let span = control(text)?;
    if is_utf_16(text.as_bytes()) {
        let help = "save it as UTF-8".to_owned();
        return Some(problem(lines, text, Code::Encoding, 0..0, "the file is UTF-16 text, not UTF-8", Some(help)));
    }
    let character = text.get(span.clone())?.chars().next()?;
    let name = if character == '\0' { "a NUL character" } else { "a control character" };
    let message = format!("the text holds {name} (U+{:04X})", u32::from(character));
    let help = "remove it, and save the file as UTF-8".to_owned();
    let edit = TextEdit { span: span.clone(), text: String::new() };
    let mut told = problem(lines, text, Code::Syntax, span, message, Some(help));
    told.fix = Some(Fix { title: "remove it".to_owned(), edit });
    Some(told)
}

/// Line ends that are none for YAML, or not for every tool; all of them are
/// mended at once.
fn odd_break(text: &str, lines: &Lines) -> Option<Diagnostic> {
    let is_odd = |&(at, mark): &(usize, &str)| mark != "\r" || text.as_bytes().get(at + 1) != Some(&b'\n');
    let mut odd = text.match_indices(['\r', '\u{85}']).filter(is_odd);
    let (first, mark) = odd.next()?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut mended, mut end) = (line_break.to_owned(), first + mark.len());
    for (at, mark) in odd {
        mended.extend([text.get(end..at).unwrap_or_default(), line_break]);
        end = at + mark.len();
    }
    let help = "end lines with a line feed, as editors do on Linux, macOS and Windows".to_owned();
    let message = "a carriage return or next-line character alone ends this line";
    let mut told = problem(lines, text, Code::LineBreak, first..first + mark.len(), message, Some(help));
    let edit = TextEdit { span: first..end, text: mended };
    told.fix = Some(Fix { title: "end all lines with a line feed".to_owned(), edit });
    Some(told)
}

/// The first character that YAML does not allow anywhere.
fn control(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_one = |(at, byte): (usize, &u8)| match byte {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 | 0x7f => true,
        // U+0080 to U+009F, but for the next line.
        0xc2 => bytes.get(at + 1).is_some_and(|next| (0x80..0xa0).contains(next) && *next != 0x85),
        // U+FFFE and U+FFFF
        0xef => matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])),
        _ => false,
    };
    let at = bytes.iter().enumerate().position(is_one)?;
    Some(at..at + text.get(at..)?.chars().next()?.len_utf8())
}

/// Whether bytes are text in UTF-16: they say so, or every other one is zero.
pub(crate) fn is_utf_16(bytes: &[u8]) -> bool {
    let begins = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let zeros = begins.split(|byte| *byte == 0).count() - 1;
    begins.starts_with(&[0xff, 0xfe])
        || begins.starts_with(&[0xfe, 0xff])
        || (begins.len() > 3 && zeros * 3 > begins.len())
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines,
    nodes: Vec<Node>,
    comments: Comments,
    root: Option<NodeId>,
    /// Collections that are not closed, with the key that waits for its value.
    open: Vec<(NodeId, Option<NodeId>)>,
    documents: usize,
    /// Where the last document begins: its `---`, if it has one.
    begins: Range<usize>,
    /// Just after the colon of the last key.
    colon: usize,
}

type Fatal = Vec<Diagnostic>;

impl Reader<'_> {
    fn run(&mut self) -> Result<(), Fatal> {
        let options = granit_parser::options! {
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
            emit_anchor_events: true,
        };
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|error| vec![syntax::explain(&self.lines, self.text, &error)])?;
            let at = span.byte_range().unwrap_or(0..0);
            let start = span.tag_start().and_then(|t| t.byte_offset()).unwrap_or(at.start).min(at.start);
            match event {
                Event::DocumentStart(..) => {
                    self.documents += 1;
                    self.begins = at;
                }
                Event::Anchor(..) => self.anchored(&at),
                Event::Scalar(value, style, ..) => {
                    self.comments.before(self.text, &at);
                    if style == ScalarStyle::Plain && slips::begins_comment(&value) {
                        self.no_comment(&at)?;
                    }
                    let scalar = self.scalar(value.into_owned(), style, at, start);
                    self.push(scalar)?;
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) => return Err(vec![alias(&self.lines, self.text, at)]),
                Event::SequenceStart(style, ..) => {
                    let flow = style == StructureStyle::Flow;
                    let from = if flow { at.start } else { self.dash_at(at.start) };
                    let kind = Kind::Seq { flow, items: Vec::new() };
                    self.push(Node { kind, span: from..at.end.max(from), start: start.min(from) })?;
                }
                Event::MappingStart(style, ..) => {
                    let kind = Kind::Map { flow: style == StructureStyle::Flow, entries: Vec::new() };
                    self.push(Node { kind, span: at, start })?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(&at),
                _ => {}
            }
        }
        Ok(())
    }

    /// A word that begins with `//` is a comment of another language where it is
    /// a key, or goes on in the next line.
    fn no_comment(&self, at: &Range<usize>) -> Result<(), Fatal> {
        let is_key = self.open.last().is_some_and(|(id, key)| {
            key.is_none() && self.nodes.get(id.0).is_some_and(|node| matches!(node.kind, Kind::Map { .. }))
        });
        if !is_key && !self.text.get(at.clone()).is_some_and(|word| word.contains('\n')) {
            return Ok(());
        }
        let slip = slips::comment(self.text, at.start);
        slip.map_or(Ok(()), |slip| Err(vec![syntax::told(&self.lines, self.text, slip)]))
    }

    /// The anchor of the node that was just pushed stands before it.
    fn anchored(&mut self, at: &Range<usize>) {
        if let Some(node) = self.nodes.last_mut() {
            node.start = node.start.min(at.start);
            if node.span.is_empty() {
                node.span = at.end..at.end;
            }
        }
    }

    fn scalar(&self, text: String, style: ScalarStyle, at: Range<usize>, start: usize) -> Node {
        let style = match style {
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
            ScalarStyle::Plain => Style::Plain,
        };
        let mut span = at;
        if style == Style::Block {
            let content = self.text.get(span.clone()).unwrap_or_default();
            let length = content.trim_end_matches(['\n', '\r', ' ']).len();
            let header = self.block_header(span.start);
            span = header..span.start + length;
            if length == 0 {
                // Without content it is its header; the parser's span begins in the line below.
                let rest = self.text.get(span.clone()).unwrap_or_default();
                span.end = header + rest.find(char::is_whitespace).unwrap_or(rest.len());
            }
        }
        Node { start: start.min(span.start), kind: Kind::Scalar(Scalar { text, style }), span }
    }

    /// Where the `|` or `>` before a block scalar's text stands.
    fn block_header(&self, content: usize) -> usize {
        let before = self.text.get(self.colon.min(content)..content).unwrap_or_default();
        // It ends the line above, but for a comment.
        let above = before.trim_end_matches([' ', '\r', '\n']);
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        let line = above.get(line..).unwrap_or_default();
        let header = line.split_once(" #").map_or(line, |(before, _)| before);
        let from = self.colon.min(content) + above.len() - line.len();
        header.rfind(['|', '>']).map_or(content, |i| from + i)
    }

    /// A list's first dash, where the parser reports the byte after it.
    fn dash_at(&self, at: usize) -> usize {
        let is_dash = |p: usize| {
            let bytes = self.text.as_bytes();
            bytes.get(p) == Some(&b'-') && bytes.get(p + 1).is_none_or(u8::is_ascii_whitespace)
        };
        if is_dash(at) {
            return at;
        }
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('-').filter(|p| is_dash(*p)).unwrap_or(at)
    }

    fn push(&mut self, mut node: Node) -> Result<(), Fatal> {
        if self.documents > 1 {
            // A last `---` with nothing after it.
            if self.open.is_empty() && node.span.is_empty() && matches!(node.kind, Kind::Scalar(_)) {
                return Ok(());
            }
            let help = "keep one document in a file; `---` starts another".to_owned();
            let has_mark = self.text.get(self.begins.clone()).is_some_and(|mark| mark.starts_with("---"));
            let at = if has_mark { self.begins.clone() } else { node.span.start..node.span.start };
            let message = "the file holds more than one YAML document";
            return Err(vec![problem(&self.lines, self.text, Code::SeveralDocuments, at, message, Some(help))]);
        }
        if self.nodes.len() >= MAX_NODES {
            let at = node.span.start..node.span.start;
            let message = format!("the file has more than {MAX_NODES} values");
            return Err(vec![problem(&self.lines, self.text, Code::TooLarge, at, message, None)]);
        }
        let id = NodeId(self.nodes.len());
        let is_collection = !matches!(node.kind, Kind::Scalar(_));
        let waiting = self.open.last().copied();
        if let Some((_, Some(_))) = waiting
            && node.span.is_empty()
            && !is_collection
            && node.start == node.span.start
        {
            // An empty value: pin it right after its key's colon.
            node.span = self.colon..self.colon;
            node.start = self.colon;
        }
        let end = node.span.end;
        self.nodes.push(node);
        match waiting {
            None => self.root = Some(id),
            Some((parent, key)) => self.attach(parent, key, id, end),
        }
        if is_collection {
            self.open.push((id, None));
        }
        Ok(())
    }

    fn attach(&mut self, parent: NodeId, key: Option<NodeId>, id: NodeId, end: usize) {
        let Some(node) = self.nodes.get_mut(parent.0) else { return };
        let mut waits = None;
        match (&mut node.kind, key) {
            (Kind::Seq { items, .. }, _) => items.push(id),
            (Kind::Map { entries, .. }, Some(key)) => entries.push((key, id)),
            (Kind::Map { .. }, None) => {
                waits = Some(id);
                let after = self.text.get(end..).unwrap_or_default();
                let bare = after.trim_start();
                self.colon = if bare.starts_with(':') { end + after.len() - bare.len() + 1 } else { end };
            }
            (Kind::Scalar(_), _) => {}
        }
        if let Some(top) = self.open.last_mut() {
            top.1 = waits;
        }
    }

    fn close(&mut self, at: &Range<usize>) {
        let Some((id, _)) = self.open.pop() else { return };
        let end_of = |id: &NodeId| self.nodes.get(id.0).map_or(0, |n| n.span.end);
        let Some(node) = self.nodes.get(id.0) else { return };
        let end = match &node.kind {
            Kind::Seq { flow: true, .. } | Kind::Map { flow: true, .. } => at.end,
            Kind::Seq { items, .. } => items.last().map_or(node.span.end, end_of).max(node.span.start + 1),
            Kind::Map { entries, .. } => entries.last().map_or(node.span.end, |(k, v)| end_of(k).max(end_of(v))),
            Kind::Scalar(_) => node.span.end,
        };
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.span.end = end;
        }
    }
}

/// Maps with more keys than this are looked up in an index.
const WIDE: usize = 32;

type Wide = BTreeMap<NodeId, BTreeMap<Box<str>, usize>>;

/// The index of wide maps, and the keys that stand more than once in a map.
fn look_at_keys(document: &Document) -> (Wide, Vec<Repeated>) {
    let (mut wide, mut found) = (Wide::new(), Vec::new());
    for (id, node) in document.nodes.iter().enumerate() {
        let Kind::Map { entries, .. } = &node.kind else { continue };
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let mut again: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
        for (index, (key, _)) in entries.iter().enumerate() {
            let Some(name) = document.scalar_text(*key) else { continue };
            match first.get(name) {
                Some(first) => again.entry(*first).or_default().push(*key),
                None => {
                    first.insert(name, index);
                }
            }
        }
        let key_at = |index: usize| entries.get(index).map(|(key, _)| *key);
        found.extend(again.into_iter().filter_map(|(index, again)| Some(Repeated { first: key_at(index)?, again })));
        if entries.len() > WIDE {
            wide.insert(NodeId(id), first.into_iter().map(|(name, index)| (name.into(), index)).collect());
        }
    }
    (wide, found)
}
