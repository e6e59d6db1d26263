//! What one state of the document has in place of another.

use super::Step;

/// The way from one state to another: the one stretch in which they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Where in the text, in bytes, and how many of them go.
    at: usize,
    removed: usize,
    inserted: String,
    /// Only when it is another.
    file_name: Option<String>,
}

impl Difference {
    /// The way from `from` to `to`.
    pub(super) fn between(from: &Step, to: &Step) -> Self {
        let (at, tail) = common(&from.text, &to.text);
        Self {
            at,
            removed: from.text.len() - at - tail,
            inserted: to.text.get(at..to.text.len() - tail).unwrap_or_default().to_owned(),
            file_name: (from.file_name != to.file_name).then(|| to.file_name.clone()),
        }
    }

    /// `None` for a text that this is no way from.
    pub(super) fn apply(&self, from: &Step) -> Option<Step> {
        let before = from.text.get(..self.at)?;
        let after = from.text.get(self.at + self.removed..)?;
        Some(Step {
            file_name: self.file_name.as_ref().unwrap_or(&from.file_name).clone(),
            text: [before, &self.inserted, after].concat(),
        })
    }

    pub(super) fn size(&self) -> usize {
        self.inserted.len() + self.file_name.as_ref().map_or(0, String::len)
    }

    /// Whether this change was made where `last` ended, and goes on in the same
    /// way: writing the same word, or deleting.
    pub(super) fn goes_on_from(&self, last: &Self) -> bool {
        if self.writes() && last.writes() {
            let new_word =
                last.inserted.ends_with(char::is_whitespace) && !self.inserted.starts_with(char::is_whitespace);
            return self.at == last.at + last.inserted.len() && !new_word;
        }
        self.deletes() && last.deletes() && (self.at + self.removed == last.at || self.at == last.at)
    }

    fn writes(&self) -> bool {
        self.removed == 0 && !self.inserted.is_empty()
    }

    fn deletes(&self) -> bool {
        self.removed > 0 && self.inserted.is_empty()
    }
}

/// Bytes that both texts have in common at the beginning and, beside those, at
/// the end; whole characters.
fn common(one: &str, other: &str) -> (usize, usize) {
    let same = |pair: &(u8, u8)| pair.0 == pair.1;
    let mut head = one.bytes().zip(other.bytes()).take_while(same).count();
    while !one.is_char_boundary(head) || !other.is_char_boundary(head) {
        head -= 1;
    }
    let left = one.len().min(other.len()) - head;
    let mut tail = one.bytes().rev().zip(other.bytes().rev()).take(left).take_while(same).count();
    while !one.is_char_boundary(one.len() - tail) || !other.is_char_boundary(other.len() - tail) {
        tail -= 1;
    }
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Step {
        Step { file_name: "a".into(), text: text.into() }
    }

    #[test]
    fn it_leads_from_one_text_to_the_other() {
        for (from, to) in [
            ("", ""),
            ("", "a"),
            ("abc", ""),
            ("abcd", "abXcd"),
            ("aaa", "aa"),
            ("abab", "ab"),
            ("æøå", "æå"),
            ("é", "è"),
            ("a𝄞b", "a𝄢b"),
            ("日本", "本日"),
        ] {
            let difference = Difference::between(&step(from), &step(to));
            assert_eq!(difference.apply(&step(from)), Some(step(to)), "{from} to {to}");
        }
    }

    #[test]
    fn it_holds_no_more_than_what_differs() {
        let from = format!("{}x{}", "a".repeat(1_000), "b".repeat(1_000));
        let to = from.replace('x', "yy");
        assert_eq!(Difference::between(&step(&from), &step(&to)).size(), 2);
    }

    #[test]
    fn it_leads_nowhere_from_a_text_it_does_not_know() {
        let difference = Difference::between(&step("abcdef"), &step("abcxyz"));
        assert_eq!(difference.apply(&step("ab")), None);
    }
}
