//! Very many problems in one text: the first thousand are told one by one. A step
//! for each pair of lines would make these tests run for hours.

use std::collections::BTreeMap;

use k6cfg_config::{Dropped, GenerationContext, Input, Reading, Severity, Suffix, read};
use k6cfg_profile::Profile;

const TEAM: &str =
    "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n";

fn reading(text: &str) -> Reading {
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::from_random([0; 5]),
        arguments: String::new(),
        github: BTreeMap::new(),
    };
    let (profile, sources) = (Profile::built_in(), Dropped::default());
    read(&Input { text, file_name: "config.yaml", profile, sources: &sources, context: &context })
}

fn lines(line: impl Fn(usize) -> String) -> String {
    (0..20_000).map(line).collect()
}

fn env(entry: impl Fn(usize) -> String) -> String {
    format!("{TEAM}        test_run:\n          env:\n{}", lines(entry))
}

#[test]
fn unknown_keys() {
    let reading = reading(&format!("{TEAM}{}", lines(|i| format!("x{i}: 1\n"))));
    assert_eq!(reading.diagnostics.len(), 1_001);
    let last = reading.diagnostics.last().unwrap();
    assert_eq!(last.message, "19001 more problems are not listed: 19000 of K6C010, 1 of K6C050");
    assert_eq!((last.severity, last.at.line), (Severity::Error, 1_006));
}

#[test]
fn slips_of_one_key() {
    let reading = reading(&format!("{TEAM}{}", lines(|i| format!("namespace{i}: 1\n"))));
    assert!(reading.diagnostics[0].help.as_deref().unwrap().contains("did you mean"));
}

#[test]
fn keys_that_are_repeated() {
    reading(&format!("{TEAM}{}", lines(|i| format!("x{}: 1\n", i / 2))));
    reading(&format!("{TEAM}{}", lines(|_| "x: 1\n".to_owned())));
}

#[test]
fn variables() {
    let good = reading(&env(|i| format!("            - {{name: A{i}, value: '$(x)'}}\n")));
    assert_eq!(good.diagnostics.len(), 1_001);
    reading(&env(|i| format!("            - {{name: 1{i}, value: b}}\n")));
    reading(&env(|i| format!("            - name: A{i}\n")));
    reading(&env(|_| "            - {name: A, value: [b]}\n".to_owned()));
}

#[test]
fn contexts() {
    let context = |i: usize| format!("      - environment: at22\n        test_run: {{id: A{}}}\n", i / 2);
    reading(&format!("{TEAM}{}", lines(context).split_inclusive('\n').take(30_000).collect::<String>()));
    reading(&format!("{TEAM}{}", lines(|_| "      - environment: at22\n        type: smoke\n".to_owned())));
    reading(&format!("{TEAM}{}", lines(|_| "      - environment:at22\n".to_owned())));
}

#[test]
fn one_long_line() {
    reading(&format!("{TEAM}more: {{{}}}\n", lines(|i| format!("x{i}, "))));
    reading(&format!("{TEAM}more: [{}]\n", lines(|i| format!("{{x{i}: 1, x{i}: 1}}, "))));
}

#[test]
fn long_values_are_cut() {
    let text = TEAM.replace("at22", &"x".repeat(500_000));
    for diagnostic in reading(&text).diagnostics {
        assert!(diagnostic.message.len() < 300, "{}", diagnostic.message.len());
    }
    reading(&TEAM.replace("namespace: team", &format!("{}: team", "namespace".repeat(50_000))));
}
