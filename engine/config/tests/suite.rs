//! Documents that say themselves what is wrong with them: a comment
//! `#! K6C012 some words` at the end of a line expects a problem with that code
//! on that line, whose message holds the words. Several are separated by ` & `.
//! Nothing else may be reported. Lines at the top give the surroundings:
//!
//! - `#= arguments: -e A=b`: the command-line arguments;
//! - `#= a/b.json: {"vus": 1}`: the text of a file, `\n` for the end of a line.

#![expect(clippy::disallowed_methods, reason = "the suite is files; the engine under test gets their text")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use k6cfg_config::{Diagnostic, Dropped, GenerationContext, Input, Severity, Suffix, read};
use k6cfg_profile::Profile;

fn diagnostics(name: &str, text: &str) -> Vec<Diagnostic> {
    let mut given: BTreeMap<&str, &str> =
        text.lines().filter_map(|line| line.strip_prefix("#= ")?.split_once(": ")).collect();
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::try_from("abcde".to_owned()).unwrap(),
        arguments: given.remove("arguments").unwrap_or_default().to_owned(),
        github: BTreeMap::new(),
    };
    let file = |(path, text): (&str, &str)| (path.to_owned(), text.replace("\\n", "\n").into_bytes());
    let sources = Dropped(given.into_iter().map(file).collect());
    let input = Input { text, file_name: name, profile: Profile::built_in(), sources: &sources, context: &context };
    let mut found = read(&input).diagnostics;
    // The suite is about documents; scripts have tests of their own.
    found.retain(|d| d.code.as_str() != "K6C050");
    found
}

/// What the platform's teams write: nothing is wrong with it, parked contexts
/// and all. What they leave out is filled in.
#[test]
fn real_documents_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/real");
    for (name, runs, contexts) in [
        ("appsettings-smoke.yml", 4, 4),
        ("breakpoint-graphql.yml", 3, 7),
        ("browser.yml", 2, 3),
        ("functional.yml", 9, 11),
        ("notifications.yml", 5, 8),
        ("prod-functional.yml", 2, 2),
        ("storage.yml", 7, 10),
    ] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let context = GenerationContext {
            at_ms: 0,
            suffix: Suffix::try_from("abcde".to_owned()).unwrap(),
            arguments: String::new(),
            github: BTreeMap::new(),
        };
        let sources = Dropped::default();
        let profile = Profile::built_in();
        let reading = read(&Input { text: &text, file_name: name, profile, sources: &sources, context: &context });
        assert_eq!((reading.plan.runs.len(), reading.contexts()), (runs, contexts), "{name}");
    }
}

#[test]
fn every_document_reports_what_it_says() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut documents = 0;
    let mut wrong = Vec::new();
    for area in fs::read_dir(suite).unwrap() {
        for file in fs::read_dir(area.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            documents += 1;
            wrong.extend(compare(&name, &text).into_iter().map(|w| format!("{}: {w}", path.display())));
        }
    }
    assert!(documents >= 38, "only {documents} documents");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn compare(name: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut found = diagnostics(name, text);
    for (index, line) in text.lines().enumerate() {
        let Some((_, expected)) = line.split_once("#! ") else { continue };
        for one in expected.split(" & ") {
            let (code, words) = one.trim().split_once(' ').unwrap_or((one.trim(), ""));
            let at = found
                .iter()
                .position(|d| d.at.line == index + 1 && d.code.as_str() == code && d.message.contains(words));
            match at {
                Some(at) => {
                    found.remove(at);
                }
                None => wrong.push(format!("line {}: expected {code} `{words}`", index + 1)),
            }
        }
    }
    wrong.extend(found.iter().map(|d| format!("line {}: not expected {} {}", d.at.line, d.code, d.message)));
    wrong
}

/// Bad input as a whole: one positioned problem each.
#[test]
fn texts_that_are_no_documents() {
    let deep = format!("a: {}", "[".repeat(10_000));
    let deep_block: String = (0..1_000).flat_map(|i| [" ".repeat(i), "a:\n".to_owned()]).collect();
    let laughs: String = std::iter::once("a0: &a0 [x, x]\n".to_owned())
        .chain((1..9).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1)))
        .collect();
    let large = "a: b\n".repeat(300_000);
    for (what, text, code, line) in [
        ("empty", "", "K6C002", 1),
        ("only comments", "# one\n# two\n", "K6C002", 1),
        ("tab", "namespace: a\ntest_definitions:\n\t- test_file: b\n", "K6C001", 3),
        ("open quote", "namespace: \"a\nbase_dir: b\n", "K6C001", 1),
        ("open bracket", "namespace: [a\n", "K6C001", 1),
        ("missing colon", "namespace: a\nbase_dir\ntest_definitions: []\n", "K6C001", 2),
        ("two documents", "namespace: a\n---\nnamespace: b\n", "K6C006", 2),
        (
            "duplicate key",
            "namespace: a\nnamespace: b\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n",
            "K6C005",
            2,
        ),
        ("alias", "namespace: &a b\nbase_dir: *a\n", "K6C007", 2),
        ("billion laughs", &laughs, "K6C007", 2),
        ("deep flow", &deep, "K6C003", 1),
        ("deep block", &deep_block, "K6C003", 65),
        ("too large", &large, "K6C003", 1),
        ("lone CR", "namespace: a\rbase_dir: b\n", "K6C008", 1),
        ("next line", "namespace: a\u{85}base_dir: b\n", "K6C008", 1),
        ("a list", "- a\n", "K6C013", 1),
        ("a word", "hello\n", "K6C013", 1),
    ] {
        let found = diagnostics("config.yaml", text);
        let errors: Vec<_> = found.iter().filter(|d| d.severity == Severity::Error).collect();
        let seen: Vec<_> = errors.iter().map(|d| (d.code.as_str(), d.at.line, &d.message)).collect();
        assert_eq!(errors.len(), 1, "{what}: {seen:?}");
        assert_eq!((errors[0].code.as_str(), errors[0].at.line), (code, line), "{what}: {seen:?}");
        assert!(errors[0].at.span.end <= text.len(), "{what}");
    }
}

#[test]
fn crlf_and_json_are_documents() {
    let text =
        "namespace: a\r\ntest_definitions:\r\n  - test_file: a/t.js\r\n    contexts:\r\n      - environment: at22\r\n";
    assert_eq!(diagnostics("c.yaml", text), []);
    for marks in [["---\n", ""], ["", "---\n"], ["--- # one\n", "...\n"], ["%YAML 1.2\n---\n", "---"]] {
        assert_eq!(diagnostics("c.yaml", &marks.join(&text.replace('\r', ""))), [], "{marks:?}");
    }
    let json =
        r#"{"namespace": "a", "test_definitions": [{"test_file": "a/t.js", "contexts": [{"environment": "at22"}]}]}"#;
    assert_eq!(diagnostics("c.json", json), []);
}

/// Every fix that is offered leaves a text without that problem.
#[test]
fn fixes_mend() {
    for text in [
        "namspace: a\n",
        "namespace: My Team\n",
        "test_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at32\n",
        "test_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n        test_type:\n          type: smoke\n",
        "test_definitions:\n  - test_file: a/getOrgs.js\n    contexts:\n      - environment: at22\n",
        "test_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n        test_run:\n          parallelism: 0\n          env:\n            - name: A\n",
        "test_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n        test_type:\n          type: smoke\n          enabled: \"yes\"\n",
    ] {
        let before = diagnostics("c.yaml", text);
        let fixable: Vec<_> = before.iter().filter(|d| d.fix.is_some()).collect();
        assert!(!fixable.is_empty(), "{text}");
        for diagnostic in fixable {
            let mended = diagnostic.fix.as_ref().unwrap().edit.apply(text);
            let after = diagnostics("c.yaml", &mended);
            let still = after.iter().any(|d| (d.code, &d.message) == (diagnostic.code, &diagnostic.message));
            assert!(!still, "{}: {mended}", diagnostic.message);
        }
    }
}
