//! Bad input as a whole, one test each: one positioned problem, or none where it
//! is only unusual. And a text is never changed by reading it.

use std::collections::BTreeMap;

use k6cfg_config::document::{Document, Kind, MAX_BYTES};
use k6cfg_config::{Diagnostic, Dropped, GenerationContext, Input, Suffix, decode, read};
use k6cfg_profile::Profile;
use proptest::prelude::*;

const TEAM: &str =
    "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n";

fn problems(text: &str) -> Vec<Diagnostic> {
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::from_random([0; 5]),
        arguments: String::new(),
        github: BTreeMap::new(),
    };
    let (profile, sources) = (Profile::built_in(), Dropped::default());
    let mut found =
        read(&Input { text, file_name: "config.yaml", profile, sources: &sources, context: &context }).diagnostics;
    // Scripts are not what this is about.
    found.retain(|d| d.code.as_str() != "K6C050");
    found
}

#[track_caller]
fn is_refused(text: &str, code: &str, line: usize) {
    let found = problems(text);
    let seen: Vec<_> = found.iter().map(|d| (d.code.as_str(), d.at.line, &d.message)).collect();
    assert_eq!(found.len(), 1, "{seen:?}");
    assert_eq!((found[0].code.as_str(), found[0].at.line), (code, line), "{seen:?}");
    assert!(found[0].at.span.end <= text.len());
}

#[track_caller]
fn is_fine(text: &str) {
    assert_eq!(problems(text), []);
}

#[test]
fn a_dash_with_nothing_but_a_space_after_it() {
    let text = "# Smoke tesOk  - tes     - envAironment: at23'\n      - \n      -Aenvironment: yt01\n";
    let found = problems(text);
    assert!(!found.is_empty());
    for problem in found {
        assert!(text.get(problem.at.span.clone()).is_some(), "{problem:?}");
        assert!(!problem.message.contains("``"), "{problem:?}");
    }
}

#[test]
fn an_empty_file() {
    is_refused("", "K6C002", 1);
}

#[test]
fn only_comments() {
    is_refused("# one\n\n# two\n", "K6C002", 1);
}

#[test]
fn a_byte_order_mark() {
    let bytes = [b"\xef\xbb\xbf", TEAM.as_bytes()].concat();
    is_fine(decode(&bytes).unwrap());
    is_fine(&format!("\u{feff}{TEAM}"));
}

#[test]
fn windows_line_ends() {
    is_fine(&TEAM.replace('\n', "\r\n"));
}

#[test]
fn a_lone_carriage_return() {
    is_refused(&TEAM.replacen('\n', "\r", 1), "K6C008", 1);
    is_refused(&TEAM.replace('\n', "\r"), "K6C008", 1);
    let windows = TEAM.replace('\n', "\r\n");
    for (text, mended) in [
        (TEAM.replace('\n', "\r"), TEAM),
        (TEAM.replacen('\n', "\u{85}", 2), TEAM),
        (windows.replacen("\r\n", "\r", 2), windows.as_str()),
    ] {
        let problems = Document::read(&text).unwrap_err();
        assert_eq!(problems[0].fix.as_ref().unwrap().edit.apply(&text), mended);
    }
}

#[test]
fn tabs() {
    is_refused(&TEAM.replace("  - test", "\t- test"), "K6C001", 3);
    is_refused(&TEAM.replace("    contexts", "\tcontexts"), "K6C001", 4);
    is_refused(&format!("\t{TEAM}"), "K6C001", 1);
    is_fine(&TEAM.replace("namespace: ", "namespace:\t"));
}

#[test]
fn two_documents() {
    is_refused(&format!("{TEAM}---\n{TEAM}"), "K6C006", 6);
}

#[test]
fn duplicate_keys() {
    is_refused(&format!("{TEAM}namespace: other\n"), "K6C005", 6);
    is_refused(&format!("{TEAM}      - environment: at23\n        environment: at22\n"), "K6C005", 7);
}

#[test]
fn anchors_aliases_and_merges() {
    is_refused(&TEAM.replace("at22", "&a at22\n      - environment: *a"), "K6C007", 6);
    is_refused(&TEAM.replace("at22", "*a"), "K6C007", 5);
    is_refused(&TEAM.replace("environment: at22", "<<: {environment: at22}"), "K6C007", 5);
    // An anchor alone changes nothing.
    is_fine(&TEAM.replace("at22", "&a at22"));
}

#[test]
fn flow_style() {
    is_fine("{namespace: team, test_definitions: [{test_file: a/t.js, contexts: [{environment: at22}]}]}\n");
    is_refused(
        "{namespace: team, test_definitions: [{test_file: a/t.js, contexts: [{environment: at22}]}\n",
        "K6C001",
        1,
    );
}

#[test]
fn a_json_file() {
    is_fine(
        r#"{"namespace": "team", "test_definitions": [{"test_file": "a/t.js", "contexts": [{"environment": "at22"}]}]}"#,
    );
}

#[test]
fn a_mebibyte_and_beyond() {
    let comment = "# x\n".repeat((MAX_BYTES - TEAM.len()) / 4);
    is_fine(&format!("{TEAM}{comment}"));
    is_refused(&format!("{TEAM}{comment}# x\n# x\n"), "K6C003", 1);
    is_refused(&"a: b\n".repeat(2_000_000), "K6C003", 1);
}

#[test]
fn ten_thousand_levels() {
    is_refused(&format!("a: {}", "[".repeat(10_000)), "K6C003", 1);
    is_refused(&(0..10_000).flat_map(|i| [" ".repeat(i.min(90)), "a:\n".to_owned()]).collect::<String>(), "K6C003", 65);
}

#[test]
fn a_billion_laughs() {
    let more = (1..30).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}]\n", i - 1));
    is_refused(&std::iter::once("a0: &a0 [x, x]\n".to_owned()).chain(more).collect::<String>(), "K6C007", 2);
}

#[test]
fn invalid_utf_8() {
    let problem = decode(b"namespace: team\nbase_dir: bl\xe5\n").unwrap_err();
    assert_eq!((problem.code.as_str(), problem.at.line, problem.at.column), ("K6C004", 2, 13));
}

#[test]
fn utf_16_without_a_mark() {
    for wide in [
        TEAM.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        TEAM.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ] {
        let problem = decode(&wide).unwrap_err();
        assert_eq!(problem.message, "the file is UTF-16 text, not UTF-8");
        is_refused(std::str::from_utf8(&wide).unwrap(), "K6C004", 1);
    }
}

#[test]
fn a_nul_character() {
    is_refused(&TEAM.replace("team", "te\0am"), "K6C001", 1);
}

proptest! {
    /// Print is the identity: a document holds its text, byte for byte, and its
    /// parts stand in it in their order.
    #[test]
    fn reading_changes_nothing(text in "(namespace|base_dir|- a|  b|\\{|\\[|\"|'|: |:|,|\\]|\\}|\n|\r\n|  |#|&x|\\*x|æ|\\||x){0,40}") {
        if let Ok(document) = Document::read(&text) {
            prop_assert_eq!(document.text(), &text);
            let mut stack: Vec<_> = document.root().into_iter().collect();
            while let Some(id) = stack.pop() {
                let node = document.node(id);
                prop_assert!(text.get(node.span.clone()).is_some(), "{:?}", node.span);
                match &node.kind {
                    Kind::Seq { items, .. } => stack.extend(items),
                    Kind::Map { entries, .. } => stack.extend(entries.iter().flat_map(|(key, value)| [key, value])),
                    Kind::Scalar(_) => {}
                }
            }
        }
        for problem in problems(&text) {
            prop_assert!(text.get(problem.at.span.clone()).is_some(), "{problem:?}");
            if let Some(fix) = problem.fix {
                prop_assert!(text.get(fix.edit.span.clone()).is_some(), "{fix:?}");
            }
        }
    }
}
