//! A text of several lines in the place of a block scalar, as one.
//!
//! Only where such lines say the text without any doubt; everything else is
//! written in double quotes, which can say anything.

use super::block;
use crate::diagnostic::TextEdit;
use crate::document::{Document, NodeId, Scalar};

/// `None` where the block scalar `old` at `id` cannot become one that says `text`.
pub(super) fn replace(document: &Document, id: NodeId, old: &Scalar, text: &str) -> Option<TextEdit> {
    let (body, ending) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let whole = document.text();
    let span = &document.node(id).span;
    // Spaces after the last line are part of the value.
    let span = span.start..block::line_end(whole, span.end);
    let (header, lines) = whole.get(span.clone())?.split_once('\n')?;
    let header = header.trim_end_matches('\r');
    let comment = header.find(char::is_whitespace).map_or("", |at| header.get(at..).unwrap_or_default());
    let indicator: String = header.strip_suffix(comment)?.chars().filter(char::is_ascii_digit).collect();
    if !text.contains('\n') || !can_hold(body, !indicator.is_empty()) {
        return None;
    }
    // A last line of nothing but spaces is no part of the node.
    if is_last_blank(old.text.trim_end_matches('\n')) {
        return None;
    }
    let pad = " ".repeat(indentation(lines, &old.text)?);
    let kept = Kept::of(if header.starts_with('|') { lines } else { "" }, &old.text, body);
    let mut edited = format!("|{indicator}{ending}{comment}");
    let mut line_break = if whole.get(..span.start + header.len() + 1)?.ends_with('\r') { "\r\n" } else { "\n" };
    for (at, line) in body.split('\n').enumerate() {
        edited.push_str(line_break);
        let raw = kept.line(at);
        match raw {
            Some(raw) => edited.push_str(raw.trim_end_matches(['\n', '\r'])),
            None if line.is_empty() => {}
            None => edited.extend([&pad, line]),
        }
        line_break = match raw {
            Some(raw) if raw.ends_with("\r\n") => "\r\n",
            Some(raw) if raw.ends_with('\n') => "\n",
            _ => block::line_break(whole),
        };
    }
    Some(TextEdit { span, text: edited })
}

/// Whether the lines of a block scalar can say `body` as it is; without an
/// indicator the first of them decides how deep all are.
fn can_hold(body: &str, has_indicator: bool) -> bool {
    let is_plain = |c: char| matches!(c, '\n' | '\t') || !c.is_control() && !"\u{2028}\u{2029}\u{feff}".contains(c);
    let begins = has_indicator || !body.starts_with([' ', '\t', '\n']);
    begins && !is_last_blank(body) && body.chars().all(is_plain)
}

fn is_last_blank(text: &str) -> bool {
    text.rsplit('\n').next().is_none_or(|last| last.trim().is_empty())
}

/// How deep the lines of a block scalar that says `text` are.
fn indentation(lines: &str, text: &str) -> Option<usize> {
    let depth = |text: &str| {
        let line = text.lines().find(|line| !line.trim().is_empty())?;
        Some(line.len() - line.trim_start_matches(' ').len())
    };
    depth(lines)?.checked_sub(depth(text)?)
}

/// The lines of a literal that another text has too, at its begin and its end:
/// they stay as they are written, line break included.
struct Kept<'t> {
    lines: Vec<&'t str>,
    head: usize,
    tail: usize,
    count: usize,
}

impl<'t> Kept<'t> {
    fn of(lines: &'t str, old: &str, new: &str) -> Self {
        let lines: Vec<&str> = lines.split_inclusive('\n').collect();
        let old: Vec<&str> = old.split('\n').take(lines.len()).collect();
        let new: Vec<&str> = new.split('\n').collect();
        let same = |(a, b): &(&&str, &&str)| a == b;
        let head = old.iter().zip(&new).take_while(same).count();
        let rest = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
        Self { lines, head, tail, count: new.len() }
    }

    /// The line `at` of the new text, where it is an old one.
    fn line(&self, at: usize) -> Option<&'t str> {
        let from_end = self.count - at;
        let place = if at < self.head {
            at
        } else if from_end <= self.tail {
            self.lines.len().checked_sub(from_end)?
        } else {
            return None;
        };
        self.lines.get(place).copied()
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::super::{Edit, Value, apply};
    use crate::document::Document;
    use crate::place::Path;

    fn path() -> Path {
        "test_definitions[0].contexts[0].test_run.env[0].value".parse().unwrap()
    }

    /// A file whose variable has this value; other lines follow it.
    fn file(value: &str) -> String {
        let lines = value.replace('\n', "\n                ");
        format!(
            "test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - name: A\n              value: {lines}\n            # the next\n            - name: B\n"
        )
    }

    fn set(text: &str, value: &str) -> String {
        apply(text, &Edit::Set { path: path(), value: Value::text(value) }).unwrap()
    }

    fn given(text: &str) -> String {
        let document = Document::read(text).unwrap();
        document.scalar_text(document.get(&path()).unwrap()).unwrap().to_owned()
    }

    #[test]
    fn a_block_scalar_stays_one() {
        for (before, text, after) in [
            ("|\nmulti\nline", "multi\nline1\n", "|\nmulti\nline1"),
            ("|\nmulti\nline", "multi\nline", "|-\nmulti\nline"),
            ("|- # mine\nmulti\nline", "multi\n\nline\n", "| # mine\nmulti\n\nline"),
            ("|\na\n  b\nc", "a\n  b\n\td\nc\n", "|\na\n  b\n\td\nc"),
            ("|+\na\nb", "a\nc\n", "|\na\nc"),
            (">\na\nb\n\nc", "a b\ncd\n", "|\na b\ncd"),
            // In the quotes that can say it.
            ("|\na\nb", "a\nb\n\n", "\"a\\nb\\n\\n\""),
            ("|\na\nb", " a\nb\n", "\" a\\nb\\n\""),
            ("|\na\nb", "a", "a"),
            ("\"a\\nb\"", "a\nbc", "\"a\\nbc\""),
            ("'a\n\n  b'", "a\nbc", "\"a\\nbc\""),
        ] {
            let edited = set(&file(before), text);
            // An empty line has no spaces.
            let after = file(after).replace("\n                \n", "\n\n");
            assert_eq!(edited, after, "{before:?} to {text:?}");
        }
    }

    #[test]
    fn an_empty_one_is_its_header() {
        for (before, after) in [("| # mine\n", "a # mine\n"), ("|\n\n", "a\n\n"), ("|+\n    \n", "a\n    \n")] {
            let text = format!("namespace: {before}base_dir: b\n");
            let edit = Edit::Set { path: Path::root().key("namespace"), value: Value::text("a") };
            assert_eq!(apply(&text, &edit), Ok(format!("namespace: {after}base_dir: b\n")));
        }
    }

    #[test]
    fn an_indicator_stays() {
        let text = "test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - value: |2-\n                 a\n                b\n";
        assert_eq!(given(text), " a\nb");
        assert_eq!(set(text, "  a\nc"), text.replace("   a\n", "    a\n").replace("b\n", "c\n"));
    }

    #[test]
    fn lines_that_stay_keep_their_own_ending_and_spaces() {
        let text = file("|\none\n\n\ntwo").replace("one\n", "one\r\n");
        assert_eq!(set(&text, "one\n\n\nTWO\n"), text.replace("two", "TWO"));
        let windows = file("|\none\ntwo").replace('\n', "\r\n");
        assert_eq!(set(&windows, "one\nand\ntwo\n"), file("|\none\nand\ntwo").replace('\n', "\r\n"));
    }

    /// Whatever stands there, and whatever is put in its place: it is read back as it was meant.
    #[test]
    fn nothing_is_lost() {
        let values = [
            "multi\nline\n",
            "multi\nline",
            "a\n\n",
            "\n",
            "\n\n",
            "\na",
            " a\nb",
            "\ta\nb\n",
            "a\tb\n\tc",
            "a \nb  ",
            "a\n  \n",
            "a\n  ",
            "# a\n- b: c\n",
            "---\n...\n",
            "a\u{85}b\nc",
            "\u{feff}a\nb",
            "a\u{2028}b\nc",
            "a\rb\nc",
            "a\r\nb",
            "'\"\\\n%",
            "a\u{7}\nb",
            "",
            "a",
            "12\n",
            "~\n",
        ];
        let layouts = [
            "|\na\nb",
            "|\na\nb  ",
            "|-\na\n\nb",
            "|+\na\n",
            "|+\na\nb\n\n",
            ">\na\nb",
            ">-\na\n\n  b",
            "|2\n  a\nb",
            "|\n",
            "\"a\\nb\"",
            "a\n\nb",
        ];
        for before in layouts {
            for text in
                [file(before), file(before).replace('\n', "\r\n"), file(before).replace("name: A\n", "name: A\r\n")]
            {
                for value in values {
                    let edit = Edit::Set { path: path(), value: Value::text(value) };
                    let edited = apply(&text, &edit).unwrap_or_else(|why| panic!("{why}: {value:?} in {text:?}"));
                    assert_eq!(given(&edited), value, "in {text:?}: {edited:?}");
                    assert!(edited.contains("# the next"));
                }
            }
        }
    }
}
