//! The format's table of what today's generator does badly, line by line. The
//! size of archives (14) is tested where they are made.

use crate::support::Case;

const TESTS: &str = "test_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n";

#[test]
fn table_01_unknown_and_misplaced_keys() {
    Case::context("enviroment: at22").says("K6C010", "`enviroment`").helps("did you mean `environment`?").error();
    Case::context("test_run:\n  node_type: spot")
        .says("K6C011", "`node_type` does not belong under test_run")
        .helps("belongs under contexts[]")
        .underlines("node_type");
}

#[test]
fn table_02_test_type_without_enabled() {
    let case = Case::context("test_type: {type: smoke}");
    case.also("K6C024", "has no `enabled`").underlines("test_type").mends_to("{type: smoke, enabled: true}");
    assert!(case.read().plan.runs.is_empty());
}

#[test]
fn table_03_test_type_without_type() {
    Case::context("test_type: {enabled: true}").says("K6C012", "test_type has no `type`").error();
}

#[test]
fn table_04_empty_resources() {
    Case::context("test_run: {resources: {}}").is_fine();
}

#[test]
fn table_05_test_file_without_a_folder() {
    Case::context("")
        .replaced("a/t.js", "t.js")
        .says("K6C032", "cannot be derived")
        .helps("or write `test_scope`")
        .error();
    Case::test("test_scope: orgs", "").replaced("a/t.js", "t.js").is_fine();
}

#[test]
fn table_06_no_contexts_and_bad_namespaces() {
    Case::new("namespace: team\ntest_definitions:\n  - test_file: a/t.js\n")
        .says("K6C012", "this test has no `contexts`")
        .error();
    let empty = "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts: []\n";
    Case::new(empty).says("K6C012", "`contexts` has no value").underlines("contexts");
    Case::context("").replaced("namespace: team\n", "").says("K6C012", "the file has no `namespace`").error();
    Case::context("").replaced("namespace: team", "namespace: my.team").says("K6C020", "`my.team`").mends_to("my-team");
}

#[test]
fn table_07_unknown_node_type() {
    Case::context("node_type: spot16")
        .says("K6C022", "`spot16` is not a node type of this platform")
        .helps("`default`, `spot`, `spot8cpu28gbmem` or `spot2cpu7gbmem`")
        .underlines("spot16")
        .error()
        .mends_to("node_type: spot\n");
}

#[test]
fn table_08_two_runs_with_the_same_id() {
    let case = Case::context("test_run: {id: one}\nAND\n  test_run: {id: one}")
        .replaced("        AND", "      - environment: at23")
        .replaced("          test_run", "        test_run");
    case.says("K6C031", "another run has the id `one` too").underlines("one").points_to("one").error();
}

#[test]
fn table_09_names_that_the_cluster_refuses() {
    for (id, offered) in [("At22-Get", "at22-get"), ("at22.get", "at22-get"), ("at22 get", "at22-get")] {
        Case::context(&format!("test_run: {{id: {id}}}"))
            .says("K6C030", &format!("`{id}`"))
            .underlines(id)
            .error()
            .mends_to(&format!("{{id: {offered}}}"));
    }
    let long = "a".repeat(64);
    Case::context(&format!("test_run: {{id: {long}}}")).says("K6C030", "64 characters").mends_to(&"a".repeat(63));
}

#[test]
fn table_10_equals_signs() {
    let case = Case::test("env_file: a/x.env", "").file("a/x.env", "A=b=c\n").arguments("-e D=e=f");
    case.is_fine();
    let run = &case.read().plan.runs[0];
    let values: Vec<&str> = run.variables.iter().map(|v| v.value.as_str()).collect();
    assert_eq!(values, ["b=c", "e=f"]);
}

#[test]
fn table_11_quantities() {
    let cpu = |cpu: &str| Case::context(&format!("test_run: {{resources: {{requests: {{cpu: {cpu}}}}}}}"));
    cpu("2x").says("K6C027", "`2x` is not an amount of cpu").error();
    cpu("0").says("K6C027", "not above zero").error();
    cpu("-1").says("K6C027", "not above zero").error();
    cpu("100").says("K6C028", "never fits a `default` node").warning();
}

#[test]
fn table_12_a_file_that_is_not_there() {
    let case = Case::test("config_file: a/o.json\nenv_file: a/x.env", "").file("a/t.js", "").complete();
    case.count(2);
    case.also("K6C050", "there is no file `a/o.json`").underlines("a/o.json").error();
    case.also("K6C050", "there is no file `a/x.env`").underlines("a/x.env").error();
}

#[test]
fn table_13_names_of_variables() {
    let env = |first: &str, second: &str| {
        Case::context(&format!("test_run: {{env: [{{name: {first}, value: 1}}, {{name: {second}, value: 2}}]}}"))
    };
    env("A", "_b9").is_fine();
    for bad in ["9a", "a-b", "a.b", "å"] {
        env("A", bad).says("K6C040", &format!("`{bad}` is not the name of a variable")).underlines(bad).error();
    }
    env("A", "A").says("K6C042", "`A` is set twice; the last one counts").underlines("A").points_to("A").warning();
}

#[test]
fn table_15_texts_that_are_no_documents() {
    Case::new("namespace: team\n\ttest_definitions: []\n")
        .says("K6C001", "a tab cannot indent YAML")
        .helps("indent with spaces")
        .underlines("\ttest_definitions: []")
        .error();
    let deep = format!("a: {}", "[".repeat(10_000));
    let large = "a: b\n".repeat(2_000_000);
    let twice = format!("namespace: a\nnamespace: b\n{TESTS}");
    for (text, code, words) in [
        (twice.as_str(), "K6C005", "namespace"),
        ("namespace: a\n---\nnamespace: b\n", "K6C006", "document"),
        ("a: &a [x]\nb: *a\n", "K6C007", "aliases"),
        (&large, "K6C003", ""),
        (&deep, "K6C003", "64 levels"),
    ] {
        Case::new(text).says(code, words).error();
    }
}
