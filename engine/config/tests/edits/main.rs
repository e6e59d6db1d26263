//! Every edit on documents in many hands: it does what it means by another
//! reader of YAML, and touches no other line.

mod changes;
mod meaning;
mod script;
mod touched;
mod written;

use k6cfg_config::edit::{self, Edit, EditError};
use k6cfg_config::{Document, Path};
use proptest::prelude::*;

/// How many edits were made.
fn all_edits(text: &str) -> usize {
    let before = meaning::of(text);
    let edits = script::of(&before);
    for edit in &edits {
        let edited = edit::apply(text, edit).unwrap_or_else(|error| panic!("{error}: {edit:?}\n{text}"));
        let mut meant = before.clone();
        meaning::apply(&mut meant, edit).unwrap();
        assert_eq!(meaning::of(&edited), meant, "{edit:?}\n{text}\n---\n{edited}");
        touched::check(text, &edited, edit);
        undone(text, &edited, edit);
    }
    edits.len()
}

/// Edits that have an opposite: both of them leave the very same bytes.
fn undone(text: &str, edited: &str, edit: &Edit) {
    let back = match edit {
        Edit::Move { path, to } => match path.split_last() {
            Some((list, k6cfg_config::Step::Item(from))) => Edit::Move { path: list.item(*to), to: *from },
            _ => return,
        },
        Edit::Duplicate { path } => match path.split_last() {
            Some((list, k6cfg_config::Step::Item(index))) => Edit::Remove { path: list.item(index + 1) },
            _ => return,
        },
        Edit::Set { path, .. } => {
            let document = Document::read(text).unwrap();
            if document.get(path).is_some() || !document_has_holder(&document, path) {
                return;
            }
            Edit::Clear { path: path.clone() }
        }
        _ => return,
    };
    let restored = edit::apply(edited, &back).unwrap_or_else(|error| panic!("{error}: {back:?}\n{edited}"));
    assert_eq!(restored, text, "{edit:?}, then {back:?}\n{edited}");
}

fn document_has_holder(document: &Document, path: &Path) -> bool {
    path.split_last().is_some_and(|(holder, _)| document.get(&holder).is_some())
}

/// Few, so that the tests are quick; `PROPTEST_CASES` asks for more.
#[expect(clippy::disallowed_methods, reason = "the engine under test does not see it")]
fn cases() -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(12),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_edit_of_every_hand(tests in written::tests(), hand in written::hand()) {
        let text = written::write(&tests, &hand);
        prop_assert!(all_edits(&text) > 50);
    }

    #[test]
    fn whatever_is_set_reads_back(value in "\\PC{0,20}|[ -~\\n\\t]{0,12}|[\\u{0}-\\u{ff}]{0,6}", hand in written::hand(), tests in written::tests()) {
        let text = written::write(&tests, &hand);
        for path in ["namespace", "base_dir", "test_definitions[0].contexts[0].test_run.name", "test_definitions[0].env_file"] {
            let path: Path = path.parse().unwrap();
            let edit = Edit::Set { path: path.clone(), value: edit::Value::text(value.as_str()) };
            let edited = edit::apply(&text, &edit).unwrap();
            let document = Document::read(&edited).unwrap();
            prop_assert_eq!(document.scalar_text(document.get(&path).unwrap()), Some(value.as_str()));
        }
    }

    /// Half-written and broken texts: an edit is made right or refused.
    #[test]
    fn mutated_texts_are_edited_right_or_not_at_all(
        tests in written::tests(),
        hand in written::hand(),
        cut in any::<prop::sample::Index>(),
        put in "[-:\\[\\]{}#\"'|> \\n\\ta*&!~]{0,4}",
        take in 0usize..4,
        pick in any::<prop::sample::Index>(),
    ) {
        let text = written::write(&tests, &hand);
        let original = meaning::of(&text);
        let edits = script::of(&original);
        let at = cut.index(text.chars().count() + 1);
        let broken: String = text.chars().take(at).chain(put.chars()).chain(text.chars().skip(at + take)).collect();
        let edit = pick.get(&edits);
        match edit::apply(&broken, edit) {
            Ok(edited) => {
                // What reads in both readers must mean the same.
                if let (Ok(before), Ok(after)) =
                    (serde_yaml::from_str(&broken), serde_yaml::from_str::<serde_yaml::Value>(&edited))
                {
                    let mut meant = before;
                    if meaning::apply(&mut meant, edit).is_some() {
                        prop_assert_eq!(after, meant, "{:?}\n{}\n---\n{}", edit, broken, edited);
                    }
                }
            }
            Err(EditError::Unreadable | EditError::Unsafe | EditError::Gone(_)) => {}
        }
    }
}

#[test]
fn every_edit_of_the_suite() {
    let mut edits = 0;
    for text in [
        include_str!("../suite/shape/fine.yml"),
        include_str!("../../../../tests/fixtures/teams/breakpoint-all.yaml"),
        include_str!("../../../../tests/fixtures/service/k6cfg.yaml"),
        include_str!("../../../../src/examples/smoke.yaml"),
        include_str!("../../../../src/examples/breakpoint.yaml"),
    ] {
        edits += all_edits(text);
    }
    assert!(edits > 500, "{edits}");
}
