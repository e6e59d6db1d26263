//! Jsonnet that counts its steps.
//!
//! The evaluator bounds how deep calls go, not how many there are. So each body
//! of a function, each condition and each turn of a comprehension is made to
//! begin with `assert k6cfg_step();`: an assertion may stand before any
//! expression, and ends where that ends. Nothing else of the text changes, and
//! no line: an error's place is found again by what was put in before it.

use jrsonnet_lexer::{Lexeme, SyntaxKind, lex};

/// The function that counts.
pub(super) const STEP: &str = "k6cfg_step";

const COUNT: &str = " assert k6cfg_step();";

/// A text that counts.
pub(super) struct Counted {
    pub(super) text: String,
    /// Bytes of the original before which [`COUNT`] was put, in order.
    places: Vec<usize>,
}

/// An open bracket.
struct Bracket {
    kind: SyntaxKind,
    /// Where what it holds begins.
    inside: usize,
    /// In an object: where the last computed name began.
    name: Option<usize>,
    /// Whether a `function` stands before it.
    is_of_function: bool,
}

impl Counted {
    pub(super) fn new(original: &str) -> Self {
        let mut places = places(original);
        places.sort_unstable();
        places.dedup();
        let mut text = String::with_capacity(original.len() + places.len() * COUNT.len());
        let mut copied = 0;
        for place in &places {
            text.push_str(original.get(copied..*place).unwrap_or_default());
            text.push_str(COUNT);
            copied = *place;
        }
        text.push_str(original.get(copied..).unwrap_or_default());
        Self { text, places }
    }

    /// The byte of the original that a byte of the text stands for.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.places.iter().enumerate().take_while(|(index, place)| **place + index * COUNT.len() < at);
        at.saturating_sub(before.count() * COUNT.len())
    }
}

fn places(text: &str) -> Vec<usize> {
    let is_code = |lexeme: &Lexeme<'_>| {
        !matches!(
            lexeme.kind,
            SyntaxKind::WHITESPACE
                | SyntaxKind::SINGLE_LINE_SLASH_COMMENT
                | SyntaxKind::SINGLE_LINE_HASH_COMMENT
                | SyntaxKind::MULTI_LINE_COMMENT
        )
    };
    let lexemes: Vec<Lexeme<'_>> = lex(text).into_iter().filter(is_code).collect();
    let mut places = Vec::new();
    let mut open: Vec<Bracket> = Vec::new();
    let mut before = None;
    // What was closed last, while nothing came after it.
    let mut closed: Option<Bracket> = None;
    for lexeme in &lexemes {
        let end = lexeme.range.1 as usize;
        let last = closed.take();
        match lexeme.kind {
            SyntaxKind::L_PAREN | SyntaxKind::L_BRACE | SyntaxKind::L_BRACK => {
                let begins_field = matches!(before, Some(SyntaxKind::L_BRACE | SyntaxKind::COMMA));
                if lexeme.kind == SyntaxKind::L_BRACK
                    && begins_field
                    && let Some(object) = open.last_mut().filter(|bracket| bracket.kind == SyntaxKind::L_BRACE)
                {
                    object.name = Some(end);
                }
                let is_of_function = before == Some(SyntaxKind::FUNCTION_KW);
                open.push(Bracket { kind: lexeme.kind, inside: end, name: None, is_of_function });
            }
            SyntaxKind::R_PAREN | SyntaxKind::R_BRACE | SyntaxKind::R_BRACK => {
                closed = open.pop();
                if closed.as_ref().is_some_and(|bracket| bracket.is_of_function) {
                    places.push(end);
                }
            }
            SyntaxKind::IF_KW => places.push(end),
            SyntaxKind::FOR_KW => match open.last() {
                Some(Bracket { kind: SyntaxKind::L_BRACK, inside, .. }) => places.push(*inside),
                Some(Bracket { name: Some(name), .. }) => places.push(*name),
                _ => {}
            },
            // `f(x) = …`, and `f(x): …` in an object.
            SyntaxKind::ASSIGN if is_call(last.as_ref()) => places.push(end),
            SyntaxKind::COLON if is_call(last.as_ref()) && in_object(&open) => {
                places.push(after_colons(text, end));
            }
            _ => {}
        }
        before = Some(lexeme.kind);
    }
    places
}

fn is_call(closed: Option<&Bracket>) -> bool {
    closed.is_some_and(|bracket| bracket.kind == SyntaxKind::L_PAREN)
}

fn in_object(open: &[Bracket]) -> bool {
    open.last().is_some_and(|bracket| bracket.kind == SyntaxKind::L_BRACE)
}

/// A field may be hidden, with more colons.
fn after_colons(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + (rest.len() - rest.trim_start_matches(':').len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> String {
        Counted::new(text).text.replace(COUNT, "¤")
    }

    #[test]
    fn each_turn_counts() {
        for (text, expected) in [
            ("function(x) x", "function(x)¤ x"),
            ("local f(a, b=2) = a + b; f(1)", "local f(a, b=2) =¤ a + b; f(1)"),
            ("{ f(x): x, g(x):: x, h: 1, i+: f(1) }", "{ f(x):¤ x, g(x)::¤ x, h: 1, i+: f(1) }"),
            ("[x for x in xs if x > 1]", "[¤x for x in xs if¤ x > 1]"),
            ("{ [k]: 1 for k in ks }", "{ [¤k]: 1 for k in ks }"),
            ("{ local a = [], [k]: k[:1] for k in ks }", "{ local a = [], [¤k]: k[:1] for k in ks }"),
            ("{ [k]: [] for k in ks }", "{ [¤k]: [] for k in ks }"),
            ("if a then b else c", "if¤ a then b else c"),
            ("a[f(1):f(2)]", "a[f(1):f(2)]"),
            ("'function(x) x' // if\n", "'function(x) x' // if\n"),
            ("std.map(function(x) if x then 1 else 2, [])", "std.map(function(x)¤ if¤ x then 1 else 2, [])"),
        ] {
            assert_eq!(counted(text), expected);
        }
    }

    #[test]
    fn places_are_those_of_the_original() {
        let text = "local f(x) = x; [f(x) for x in [1] if x == 1]";
        let counted = Counted::new(text);
        for (at, _) in text.match_indices(['f', '=']) {
            let rest = text.get(at..).unwrap();
            let there = counted.text.match_indices(rest.get(..1).unwrap()).map(|(there, _)| there);
            assert!(there.map(|there| counted.original(there)).any(|original| original == at), "{at}");
        }
        assert_eq!(counted.original(counted.text.len()), text.len());
    }
}
