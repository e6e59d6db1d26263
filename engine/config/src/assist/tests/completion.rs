//! What is offered where, and what taking it makes of the text.

use pretty_assertions::assert_eq;

use super::*;
use crate::Document;

fn completions(marked: &str) -> Completions {
    let (text, at) = caret(marked);
    complete(&text, at, Profile::built_in(), &FILES)
}

fn labels(marked: &str) -> String {
    let options = completions(marked).options;
    options.into_iter().map(|option| option.label).collect::<Vec<_>>().join(" ")
}

/// The text after the option `label` was taken, with the caret where it then is.
fn taken(marked: &str, label: &str) -> String {
    let (text, _) = caret(marked);
    let found = completions(marked);
    let names: Vec<&str> = found.options.iter().map(|option| option.label.as_str()).collect();
    let option = found.options.iter().find(|option| option.label == label);
    let option = option.unwrap_or_else(|| panic!("no `{label}` in {names:?}"));
    let mut insert = option.insert.clone();
    insert.insert(option.stops.first().copied().unwrap_or(insert.len()), '¦');
    format!("{}{insert}{}", &text[..found.from], &text[found.to..])
}

const ENVIRONMENTS: &str = "at22 at23 tt02 yt01 prod";
const NODES: &str = "default spot spot8cpu28gbmem spot2cpu7gbmem";
const TYPES: &str = "functional smoke soak spike breakpoint browser custom";
const OF_TEST: &str = "test_file contexts test_scope config_file env_file";
const OF_CONTEXT: &str = "environment node_type test_type test_run";
const OF_RUN: &str = "name id parallelism resources env secrets";

#[test]
fn keys_of_the_level_that_are_not_there_yet() {
    for (marked, expected) in [
        ("¦", "namespace test_definitions base_dir"),
        ("n¦", "namespace test_definitions base_dir"),
        ("# c\n¦\n", "namespace test_definitions base_dir"),
        ("namespace: a\n¦", "test_definitions base_dir"),
        ("¦\nnamespace: a\n", "test_definitions base_dir"),
        ("namespace: a\r\n¦\r\nbase_dir: b\r\n", "test_definitions"),
        ("namespace: a\ntest_definitions:\n  - ¦", OF_TEST),
        ("namespace: a\ntest_definitions:\n- ¦", OF_TEST),
        ("test_definitions:\n  - test_file: a.js\n    ¦", "contexts test_scope config_file env_file"),
        ("test_definitions:\n  - test_file: a.js\n    c¦\n    contexts:\n", "test_scope config_file env_file"),
        (
            "test_definitions:\n  - contexts:\n    - environment: a\n    ¦",
            "test_file test_scope config_file env_file - environment",
        ),
        ("test_definitions:\n  - test_file: a.js\n    contexts:\n      - ¦", OF_CONTEXT),
        (
            "test_definitions:\n  - test_file: a.js\n    contexts:\n      - environment: at22\n        ¦",
            "node_type test_type test_run",
        ),
        ("test_definitions:\n  - contexts:\n      - test_type:\n          ¦", "type enabled config_file"),
        (
            "test_definitions:\n  - contexts:\n      - test_type:\n          type: smoke\n          ¦\n",
            "enabled config_file",
        ),
        ("test_definitions:\n  - contexts:\n      - test_run:\n          ¦", OF_RUN),
        ("test_definitions:\n  - contexts:\n      - test_run:\n          resources:\n            ¦", "requests"),
        (
            "test_definitions:\n  - contexts:\n      - test_run:\n          resources:\n            requests:\n              cpu: 1\n              ¦",
            "memory",
        ),
        ("test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - ¦", "name value"),
        (
            "test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - name: A\n              ¦",
            "value",
        ),
        // A first line in an indented file.
        ("  namespace: a\n  ¦", "test_definitions base_dir"),
        // Between two runs the columns say which one is meant.
        (
            "test_definitions:\n  - contexts:\n      - environment: a\n        ¦\n      - environment: b\n        node_type: spot\n",
            "node_type test_type test_run",
        ),
        (
            "test_definitions:\n  - contexts:\n      - environment: a\n      - ¦\n        node_type: spot\n",
            "environment test_type test_run",
        ),
        // The word itself does not count as there.
        ("name¦space: a\n", "namespace test_definitions base_dir"),
        ("test_definitions:\n  - test_f¦\n", OF_TEST),
        // Somebody else's key of the same column does not count.
        ("test_definitions:\n  - test_file: a.js\n    contexts: []\n  - ¦\n", OF_TEST),
        // A dash alone on its line.
        ("test_definitions:\n  -\n    ¦", OF_TEST),
        ("test_definitions:\n  -¦", OF_TEST),
        ("---\nnamespace: a\n¦", "test_definitions base_dir"),
    ] {
        assert_eq!(labels(marked), expected, "{marked}");
    }
}

#[test]
fn items_where_a_list_goes() {
    for (marked, expected) in [
        ("test_definitions:\n  ¦", "- test_file"),
        ("test_definitions:\n  - test_file: a.js\n  ¦", "- test_file"),
        ("test_definitions:\n¦", "namespace base_dir - test_file"),
        ("test_definitions:\n- test_file: a.js\n¦", "namespace base_dir - test_file"),
        ("test_definitions:\n  - contexts:\n      - environment: a\n      ¦", "- environment"),
        ("test_definitions:\n  - contexts:\n      - test_run:\n          secrets:\n            ¦", "-"),
    ] {
        assert_eq!(labels(marked), expected, "{marked}");
    }
}

#[test]
fn values_of_keys() {
    let context = |rest: &str| format!("test_definitions:\n  - test_file: a.js\n    contexts:\n      - {rest}");
    for (rest, expected) in [
        ("environment: ¦", ENVIRONMENTS),
        ("environment:¦", ENVIRONMENTS),
        ("environment: y¦", ENVIRONMENTS),
        ("environment: y¦t01 # there", ENVIRONMENTS),
        ("environment: \"¦\"", ENVIRONMENTS),
        ("environment: 'yt¦", ENVIRONMENTS),
        ("node_type: ¦", NODES),
        ("environment: at22\n        node_type: s¦", NODES),
        ("test_type:\n          type: ¦", TYPES),
        ("test_type:\n          enabled: ¦", "true false"),
        ("test_run:\n          resources:\n            requests:\n              cpu: ¦", "250m 2"),
        ("test_run:\n          resources:\n            requests:\n              memory: ¦", "200Mi 4Gi"),
        (
            "test_run:\n          env:\n            - name: ¦",
            "BREAKPOINT_STAGE_DURATION BREAKPOINT_STAGE_TARGET BREAKPOINT_STAGE_ABORTONFAIL",
        ),
        ("test_type: {type: ¦}", TYPES),
        ("test_type: { type: sm¦, enabled: true }", TYPES),
        ("test_type: { ¦ }", "type enabled config_file"),
        ("test_type: {type: smoke, ¦}", "enabled config_file"),
        ("test_type: {e¦", "type enabled config_file"),
        ("test_type: {type: smoke,\n          en¦}", "enabled config_file"),
        ("test_run: {env: [{na¦}]}", "name value"),
        ("{environment: ¦}", ENVIRONMENTS),
    ] {
        assert_eq!(labels(&context(rest)), expected, "{rest}");
    }
    assert_eq!(labels("{\"namespace\": \"a\", ¦}"), "test_definitions base_dir");
    assert_eq!(labels("{test_definitions: [{contexts: [{environment: ¦}]}]}"), ENVIRONMENTS);
}

#[test]
fn nothing_where_nothing_fits() {
    for marked in [
        "# namespace¦",
        "namespace: a # ¦",
        "namespace: a¦",
        "namespace: a ¦",
        "namespace : ¦",
        "nothing_known: ¦",
        "nothing_known:\n  ¦",
        "test_definitions:\n ¦ - test_file: a.js",
        "test_definitions:\n  -¦ test_file: a.js",
        "test_definitions:\n  - test_file: a.js\n      ¦",
        "test_definitions:\n  - test_file: a.js\n   ¦",
        "test_definitions:\n  - contexts: ¦",
        "test_definitions:\n  - contexts:\n      - test_run:\n          secrets: ¦",
        "test_definitions:\n  - contexts:\n      - environment: \"at22\"¦",
        "test_definitions:\n  - contexts:\n      - environment: ¦\"at22\"",
        "test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - value: |\n                ¦",
        "test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - value: |\n                text\n                n¦\n",
        "test_definitions:\n  - contexts:\n      - test_type: {type: smoke ¦}",
        "two words¦",
    ] {
        assert_eq!(labels(marked), "", "{marked}");
    }
}

#[test]
fn a_key_brings_what_must_follow_it() {
    for (marked, label, expected) in [
        ("n¦", "namespace", "namespace: ¦"),
        ("¦", "test_definitions", "test_definitions:\n  - test_file: ¦\n    contexts:\n      - environment: "),
        ("test_definitions:\n- ¦\n", "contexts", "test_definitions:\n- contexts:\n  - environment: ¦\n"),
        (
            "test_definitions:\n  - test_file: a.js\n    ¦",
            "contexts",
            "test_definitions:\n  - test_file: a.js\n    contexts:\n      - environment: ¦",
        ),
        (
            "test_definitions:\n  - contexts:\n      - environment: at22\n        t¦",
            "test_type",
            "test_definitions:\n  - contexts:\n      - environment: at22\n        test_type:\n          type: ¦\n          enabled: true",
        ),
        (
            "test_definitions:\n  - contexts:\n      - test_r¦",
            "test_run",
            "test_definitions:\n  - contexts:\n      - test_run:\n          ¦",
        ),
        (
            "test_definitions:\n  - contexts:\n      - test_run:\n          e¦",
            "env",
            "test_definitions:\n  - contexts:\n      - test_run:\n          env:\n            - name: ¦\n              value: ",
        ),
        (
            "test_definitions:\n  - contexts:\n      - test_run:\n          ¦",
            "secrets",
            "test_definitions:\n  - contexts:\n      - test_run:\n          secrets:\n            - ¦",
        ),
        (
            "test_definitions:\n  - contexts:\n      - test_run:\n          ¦",
            "resources",
            "test_definitions:\n  - contexts:\n      - test_run:\n          resources:\n            requests:\n              ¦",
        ),
        (
            "test_definitions:\n  - test_file: a.js\n  ¦",
            "- test_file",
            "test_definitions:\n  - test_file: a.js\n  - test_file: ¦\n    contexts:\n      - environment: ",
        ),
        // What is there stays.
        ("names¦: a", "namespace", "namespace¦: a"),
        ("nam¦ a", "namespace", "namespace:¦ a"),
        ("test_definitions:\n  -¦", "test_scope", "test_definitions:\n  - test_scope: ¦"),
        // Inside brackets.
        ("{¦}", "base_dir", "{base_dir: ¦}"),
        (
            "test_definitions: [{contexts: [{¦}]}]",
            "test_type",
            "test_definitions: [{contexts: [{test_type: {type: ¦, enabled: true}}]}]",
        ),
        (
            "test_definitions: [{contexts: [{test_run: {¦}}]}]",
            "secrets",
            "test_definitions: [{contexts: [{test_run: {secrets: [¦]}}]}]",
        ),
        ("{\"nam¦\"}", "namespace", "{\"namespace¦\"}"),
    ] {
        assert_eq!(taken(marked, label), expected, "{marked}");
    }
}

#[test]
fn values_are_written_as_their_place_wants_them() {
    for (marked, label, expected) in [
        ("environment:¦", "yt01", "environment: yt01¦"),
        ("environment: a¦t22 # c", "yt01", "environment: yt01¦ # c"),
        ("environment: \"a¦\"", "yt01", "environment: \"yt01¦\""),
        ("environment: 'a¦", "yt01", "environment: 'yt01'¦"),
    ] {
        let lead = "test_definitions:\n  - contexts:\n      - ";
        assert_eq!(taken(&format!("{lead}{marked}"), label), format!("{lead}{expected}"), "{marked}");
    }
}

#[test]
fn files_that_were_dropped() {
    let definition = |base: &str, rest: &str| format!("namespace: a\nbase_dir: {base}\ntest_definitions:\n  - {rest}");
    for (base, rest, expected) in [
        ("k6", "test_file: ¦", "orgs.js lib/persons.ts"),
        ("k6/", "test_file: lib/¦", "orgs.js lib/persons.ts"),
        ("\"k6\" # here", "config_file: ¦", "load.json ../shared/soak.json"),
        ("k6", "env_file: ¦", ".env.at22"),
        ("\"\"", "test_file: ¦", "k6/orgs.js k6/lib/persons.ts"),
        ("k6", "contexts:\n      - test_type:\n          config_file: ¦", "load.json ../shared/soak.json"),
        ("k6", "config_file: mine.json\n  - config_file: ¦", "load.json ../shared/soak.json mine.json"),
    ] {
        assert_eq!(labels(&definition(base, rest)), expected, "{base} {rest}");
    }
    assert_eq!(labels("test_definitions:\n  - test_file: ¦"), "k6/orgs.js k6/lib/persons.ts");
    assert_eq!(labels("base_dir: ¦"), "k6 k6/lib shared");
}

#[test]
fn what_stands_elsewhere_in_the_file() {
    let more = |rest: &str| format!("{TEAM}      - environment: at23\n        test_run:\n          {rest}");
    for (rest, expected) in [
        ("secrets:\n            - ¦", "a-secret"),
        ("secrets: [¦]", "a-secret"),
        ("secrets:\n            - a-secret\n            - ¦", ""),
        ("secrets: [a-secret, ¦]", ""),
        ("env:\n            - name: THINK\n              value: ¦", "3"),
        ("env:\n            - name: OTHER\n              value: ¦", ""),
    ] {
        assert_eq!(labels(&more(rest)), expected, "{rest}");
    }
    assert!(labels(&more("env:\n            - name: ¦")).ends_with(" THINK"));
    let scopes =
        "test_definitions:\n  - test_scope: mine\n  - test_scope: mine\n  - {test_scope: x}\n  - test_scope: ¦";
    assert_eq!(labels(scopes), "mine x");
}

#[test]
fn each_option_says_what_it_is() {
    let found = completions("test_definitions:\n  - contexts:\n      - node_type: ¦").options;
    assert_eq!(found[1].detail, "Spot, 4 vCPU, 16 GiB");
    assert_eq!(found[1].info[1], "One node has `3800m` CPU and `13107Mi` memory for pods.");
    let keys = completions("¦").options;
    assert_eq!((keys[0].detail.as_str(), keys[2].detail.as_str()), ("required", ""));
    assert_eq!(
        keys[2].info,
        [
            "Folder that every `test_file`, `config_file` and `env_file` is relative to, seen from the repository's root.",
            "Left out: paths are relative to the repository's root.",
            "Such as `tests/k6/`.",
        ]
    );
}

#[test]
fn every_offered_key_can_be_read() {
    // Whatever is taken for a first word, the text is then YAML with only values missing.
    for option in completions("¦").options {
        let document = Document::read(&option.insert);
        assert!(document.is_ok(), "{}", option.insert);
    }
}
