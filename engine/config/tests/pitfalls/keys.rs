//! Keys at the wrong level, misspelled, written twice or without a value: each
//! is one problem, and its mend changes nothing that runs.

use crate::support::Case;

#[test]
fn a_known_key_of_another_level_is_no_slip() {
    Case::test("test_type: {type: smoke, enabled: true}", "")
        .says("K6C011", "`test_type` does not belong under test_definitions[]")
        .helps("it belongs under contexts[]")
        .underlines("test_type");
    Case::context("test_scope: orgs")
        .says("K6C011", "`test_scope` does not belong under contexts[]")
        .helps("it belongs under test_definitions[]")
        .underlines("test_scope");
    let case = Case::context("test_file: a/other.js");
    case.says("K6C011", "`test_file` does not belong under contexts[]")
        .helps("it belongs under test_definitions[], where there is one already: remove one of the two")
        .mends_to("- environment: at22\n");
    // What no level has is a slip of the keyboard.
    Case::context("test_typ: {type: smoke, enabled: true}").says("K6C010", "`test_typ`").mends_to("test_type: {type");
}

#[test]
fn a_slip_is_not_renamed_to_a_key_that_is_there() {
    Case::context("enviroment: at23")
        .says("K6C010", "contexts[] has no key `enviroment`")
        .helps("did you mean `environment`? it is there already: remove one of the two")
        .underlines("enviroment")
        .mends_to("- environment: at22\n");
    Case::context("test_run: {id: a}\ntests_run: {id: b}")
        .says("K6C010", "`tests_run`")
        .mends_to("test_run: {id: a}\n");
    // Two slips of one key: the first is renamed, then the second is one too many.
    let case = Case::context("node_typ: spot\nnode_tipe: spot");
    case.count(2);
    case.also("K6C010", "`node_typ`").mends_to("node_type: spot\n        node_tipe");
    assert!(case.also("K6C010", "`node_tipe`").helps("did you mean `node_type`?").diagnostic.fix.is_none());
}

#[test]
fn a_type_that_is_moved_still_runs() {
    let case = Case::context("type: smoke");
    case.says("K6C011", "`type` does not belong under contexts[]")
        .mends_to("test_type:\n          type: smoke\n          enabled: true\n");
    // Nothing is added to a test type that is there, or where `enabled` is to be moved too.
    let told = Case::context("type: smoke\ntest_type: {enabled: false}").also("K6C011", "`type`");
    assert!(told.diagnostic.fix.is_none_or(|fix| !fix.edit.text.contains("true")));
    let both = Case::context("type: smoke\nenabled: false");
    let fix = both.also("K6C011", "`type`").diagnostic.fix.unwrap();
    assert!(!fix.edit.text.contains("enabled: true"), "{fix:?}");
}

#[test]
fn a_key_with_two_homes_is_not_moved() {
    let told = Case::context("test_run:\n  config_file: a/o.json").says("K6C011", "`config_file`");
    assert!(told.helps("it belongs under test_definitions[] or test_type").diagnostic.fix.is_none());
}

#[test]
fn a_key_that_is_written_twice_hides_nothing() {
    let case = Case::context("node_type: spot\nnode_type: spott\ntest_run:\n  parallelism: 0");
    case.count(2);
    case.also("K6C005", "`node_type` is written twice")
        .helps("keep one of the two; until then the first counts")
        .underlines("node_type")
        .on_line(7)
        .points_to("node_type")
        .error();
    case.also("K6C026", "`0` runners");
    assert_eq!(case.read().plan.runs[0].node_type, "spot");
    let three = Case::context("node_type: spot\nnode_type: spot\nnode_type: spot");
    three
        .says("K6C005", "`node_type` is written three times")
        .helps("keep one of them")
        .on_line(7)
        .points_to("node_type");
    let four = Case::context("x: 1\nx: 1\nx: 1\nx: 1");
    four.count(2);
    four.also("K6C005", "`x` is written 4 times");
    four.also("K6C010", "has no key `x`").on_line(6);
}

#[test]
fn a_merge_key_is_one_problem() {
    for lines in ["<<: {node_type: spot}", "<<: [{node_type: spot}]", "<<: {node_type: spot, environment: at23}"] {
        Case::context(lines).says("K6C007", "merge keys (`<<`) are not read").underlines("<<").error();
    }
    Case::context("").replaced("environment: at22", "<<: {environment: at22}").says("K6C007", "merge keys").on_line(5);
    Case::context("").replaced("environment: at22", "\"<<\": at22").count(2);
}

#[test]
fn enabled_without_a_value_parks_aloud() {
    for lines in ["test_type:\n  type: smoke\n  enabled:", "test_type:\n  type: smoke\n  enabled: null"] {
        Case::context(lines)
            .also("K6C024", "this context makes no run: its `enabled` has no value")
            .helps("`enabled` without a value means false")
            .underlines("enabled")
            .warning()
            .mends_to("type: smoke\n          enabled: true");
    }
}
