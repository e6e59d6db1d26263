//! Findings to diagnostics: places by name become bytes, mends become edits.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Document, Kind, NodeId, Repeated};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Finding, Fix, Mend, Related, Severity};
use crate::edit::{self, Budget};
use crate::place::{Part, Path, Place, Step};

/// Most problems of one text that are told one by one.
const MOST: usize = 1_000;
/// Most characters of a value that a message repeats.
const SHOWN: usize = 80;
/// Most other places of a key that is repeated.
const OTHERS: usize = 5;

impl Document {
    /// Where `place` stands. Where nothing stands there, the key of the nearest
    /// thing around it that does.
    pub fn span(&self, place: &Place) -> Range<usize> {
        match place.part {
            Part::Document => return 0..0,
            Part::Node(id) => return self.first_line(&self.node(id).span),
            Part::Key | Part::Value => {}
        }
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

    /// Places a rule's finding in the text.
    pub fn place(&self, finding: Finding) -> Diagnostic {
        let span = self.span(&finding.place);
        self.placed(finding, span, &mut Budget::default())
    }

    /// Places findings, in the order of the text. Of very many, errors first,
    /// the last diagnostic says how many more there are.
    pub fn place_all(&self, findings: Vec<Finding>) -> Vec<Diagnostic> {
        let mut all: Vec<(Range<usize>, Finding)> = findings.into_iter().map(|f| (self.span(&f.place), f)).collect();
        let mut rest = Vec::new();
        if all.len() > MOST {
            all.sort_by_key(|(span, f)| (f.severity, span.start, f.code));
            rest = all.split_off(MOST);
        }
        all.sort_by_key(|(span, f)| (span.start, f.severity, f.code));
        let mut budget = Budget::default();
        let mut placed: Vec<Diagnostic> = all.into_iter().map(|(span, f)| self.placed(f, span, &mut budget)).collect();
        placed.extend(more(&rest).map(|(span, finding)| self.placed(finding, span, &mut budget)));
        placed
    }

    fn placed(&self, finding: Finding, span: Range<usize>, budget: &mut Budget) -> Diagnostic {
        let fix = finding.mend.and_then(|mend| self.fix(&finding.place, mend, budget));
        let related = finding
            .related
            .into_iter()
            .map(|(place, message)| Related { message: cut(&message), file: None, at: self.region(self.span(&place)) })
            .collect();
        Diagnostic {
            code: finding.code,
            severity: finding.severity,
            message: cut(&finding.message),
            help: finding.help.map(|help| cut(&help)),
            path: finding.place.path,
            at: self.region(span),
            related,
            fix,
        }
    }

    fn fix(&self, place: &Place, mend: Mend, budget: &mut Budget) -> Option<Fix> {
        let path = place.path.clone();
        let (title, edits) = match mend {
            Mend::Replace(value) => {
                (format!("write `{value}`"), vec![edit::Edit::Set { path, value: edit::Value::Text(value) }])
            }
            Mend::Rename(key) => (format!("write `{key}`"), vec![edit::Edit::Rename { path, key }]),
            Mend::Quote => {
                let text = self.text.get(self.node(self.get(&path)?).span.clone())?;
                let value = edit::Value::text(text);
                ("put quotes around it".to_owned(), vec![edit::Edit::Set { path, value }])
            }
            Mend::Edit(title, edit) => (title, vec![edit]),
            Mend::Edits(title, edits) => (title, edits),
        };
        Some(Fix { title: cut(&title), edit: edit::guarded_all(self, &edits, budget).ok()? })
    }

    /// What is wrong with keys that stand more than once.
    pub(crate) fn repeated(&self) -> impl Iterator<Item = Finding> {
        self.repeated.iter().filter_map(|Repeated { first, again }| {
            let name = self.scalar_text(*first).unwrap_or_default();
            let times = match again.len() + 1 {
                2 => "twice".to_owned(),
                3 => "three times".to_owned(),
                times => format!("{times} times"),
            };
            let (second, others) = again.split_first()?;
            let message = format!("`{name}` is written {times}");
            let help = if others.is_empty() { "keep one of the two" } else { "keep one of them" }.to_owned()
                + "; until then the first counts";
            let finding = Finding::new(Code::DuplicateKey, node(*second), message).help(help);
            let finding = finding.see(node(*first), "the first is here");
            Some(
                others
                    .iter()
                    .take(OTHERS)
                    .fold(finding, |finding, other| finding.see(node(*other), "and once more here")),
            )
        })
    }
}

fn node(id: NodeId) -> Place {
    Place { path: Path::root(), part: Part::Node(id) }
}

/// One finding that stands for the rest of them, at the first.
fn more(rest: &[(Range<usize>, Finding)]) -> Option<(Range<usize>, Finding)> {
    let (span, first) = rest.first()?;
    let mut codes: BTreeMap<Code, usize> = BTreeMap::new();
    for (_, finding) in rest {
        *codes.entry(finding.code).or_default() += 1;
    }
    let each: Vec<String> = codes.iter().map(|(code, count)| format!("{count} of {code}")).collect();
    let problems =
        if rest.iter().any(|(_, f)| f.severity == Severity::Error) { "problems" } else { "warnings and hints" };
    let message = format!("{} more {problems} are not listed: {}", rest.len(), each.join(", "));
    let finding = Finding::new(first.code, first.place.clone(), message).severity(first.severity);
    Some((span.clone(), finding.help("mend those above first")))
}

/// A message with each of its values, which stand in backticks, cut where it is
/// long or goes on in another line.
fn cut(message: &str) -> String {
    let is_long = |value: &str| value.len() > SHOWN && value.chars().count() > SHOWN;
    let mut cut = String::with_capacity(message.len());
    for (index, part) in message.split('`').enumerate() {
        if index > 0 {
            cut.push('`');
        }
        let line = part.split(['\n', '\r']).next().unwrap_or_default();
        if index % 2 == 1 && (is_long(part) || line.len() < part.len()) {
            cut.extend(line.chars().take(SHOWN));
            cut.push('…');
        } else {
            cut.push_str(part);
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_in_messages() {
        let long = "å".repeat(81);
        assert_eq!(cut(&format!("`{long}` is not `b`")), format!("`{}…` is not `b`", "å".repeat(80)));
        assert_eq!(cut("`a\nb` and\nc"), "`a…` and\nc");
        let fits = format!("`{}`", "å".repeat(80));
        assert_eq!(cut(&fits), fits);
    }
}
