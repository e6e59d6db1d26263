//! Every edit on documents in many hands: it does what it means by another
//! reader of YAML, and touches no other line.

mod changes;
mod granted;
mod meaning;
mod script;
mod touched;
mod undo;
mod wishes;
mod written;

use k6cfg_config::edit::{self, Defaults, Edit, EditError, Editing};
use k6cfg_config::{Document, Path};
use proptest::prelude::*;

/// How many edits were made.
fn all_edits(text: &str) -> usize {
    let before = meaning::of(text);
    let edits = script::of(&before);
    let document = Document::read(text).unwrap();
    let mut made = 0;
    for edit in &edits {
        let edited = match edit::apply(text, edit) {
            Ok(edited) => edited,
            // What is on one line with others, or across several, may be refused.
            Err(EditError::Unsafe) if matches!(edit, Edit::Relocate { .. } | Edit::Enlist { .. }) => continue,
            Err(error) => panic!("{error}: {edit:?}\n{text}"),
        };
        let mut meant = before.clone();
        meaning::apply(&mut meant, edit).unwrap();
        assert_eq!(meaning::of(&edited), meant, "{edit:?}\n{text}\n---\n{edited}");
        touched::check(&document, &edited, edit);
        undone(&document, &edited, edit);
        undo::restores(text, &edited);
        undo::patch_restores(&document, &edited, edit);
        made += 1;
    }
    made
}

/// How many wishes were granted.
fn all_changes(text: &str) -> usize {
    let before = meaning::of(text);
    let changes = wishes::of(&before);
    let document = Document::read(text).unwrap();
    let defaults = Defaults { test_type: granted::TEST_TYPE.to_owned() };
    let mut editing = Editing::default();
    for change in &changes {
        let edited = editing.apply(text, change, &defaults);
        let edited = edited.unwrap_or_else(|error| panic!("{error}: {change:?}\n{text}"));
        assert_eq!(meaning::of(&edited), granted::grant(&before, change), "{change:?}\n{text}\n---\n{edited}");
        assert!(edit::agrees(text, &edited, change, &defaults), "{change:?}\n{text}\n---\n{edited}");
        touched::check_change(&document, &edited, change);
        undo::restores(text, &edited);
    }
    changes.len()
}

/// Edits that have an opposite: both of them leave the very same bytes.
fn undone(document: &Document, edited: &str, edit: &Edit) {
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
            if document.get(path).is_some() || !document_has_holder(document, path) {
                return;
            }
            Edit::Clear { path: path.clone() }
        }
        Edit::Rename { path, key } => match path.split_last() {
            Some((holder, k6cfg_config::Step::Key(old))) => {
                Edit::Rename { path: holder.key(key.clone()), key: old.to_string() }
            }
            _ => return,
        },
        _ => return,
    };
    let restored = edit::apply(edited, &back).unwrap_or_else(|error| panic!("{error}: {back:?}\n{edited}"));
    assert_eq!(restored, document.text(), "{edit:?}, then {back:?}\n{edited}");
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
    fn every_wish_of_every_hand(tests in written::tests(), hand in written::hand()) {
        let text = written::write(&tests, &hand);
        prop_assert!(all_changes(&text) > 30);
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

const SUITE: [&str; 5] = [
    include_str!("../suite/shape/fine.yml"),
    include_str!("../../../../tests/fixtures/teams/breakpoint-all.yaml"),
    include_str!("../../../../tests/fixtures/service/k6cfg.yaml"),
    include_str!("../../../../src/examples/smoke.yaml"),
    include_str!("../../../../src/examples/breakpoint.yaml"),
];

#[test]
fn every_edit_of_the_suite() {
    let edits: usize = SUITE.into_iter().map(all_edits).sum();
    assert!(edits > 500, "{edits}");
}

#[test]
fn every_wish_of_the_suite() {
    let changes: usize = SUITE.into_iter().map(all_changes).sum();
    assert!(changes > 200, "{changes}");
}

/// Refused at times, but not always.
#[test]
fn keys_are_moved_renamed_and_made_lists() {
    let made = |is_one: fn(&Edit) -> bool| {
        let edits = script::of(&meaning::of(SUITE[1]));
        edits.iter().filter(|edit| is_one(edit) && edit::apply(SUITE[1], edit).is_ok()).count()
    };
    assert!(made(|edit| matches!(edit, Edit::Relocate { .. })) > 3);
    assert!(made(|edit| matches!(edit, Edit::Rename { .. })) > 10);
    assert!(made(|edit| matches!(edit, Edit::Enlist { .. })) > 3);
}
