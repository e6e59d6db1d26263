//! 1 to 6: what today's generator crashes on.

use crate::support::Case;

#[test]
fn pitfall_01_resources_without_requests() {
    for lines in ["resources: {}", "resources:", "resources:\n    requests:", "resources:\n    requests: {}"] {
        let case = Case::context(&format!("test_run:\n  {lines}"));
        case.is_fine();
        let run = &case.read().plan.runs[0];
        assert_eq!((run.cpu.as_str(), run.memory.as_str()), ("250m", "200Mi"), "{lines}");
    }
    Case::context("test_run:\n  resources:\n    cpu: 1")
        .says("K6C011", "`cpu` does not belong under resources")
        .helps("it belongs under requests")
        .underlines("cpu")
        .error();
}

#[test]
fn pitfall_02_test_type_without_type() {
    let case = Case::context("test_type:\n  enabled: true");
    case.says("K6C012", "test_type has no `type`").helps("The kind of load").underlines("test_type").error();
    let case = Case::context("test_type:\n  type:\n  enabled: true");
    case.says("K6C012", "`type` has no value").underlines("type").error();
}

#[test]
fn pitfall_03_test_file_without_folder_and_no_test_scope() {
    Case::new("namespace: team\ntest_definitions:\n  - test_file: t.js\n    contexts:\n      - environment: at22\n")
        .says("K6C032", "`test_scope` cannot be derived")
        .helps("put the script into a folder, or write `test_scope`")
        .underlines("t.js")
        .error();
    Case::new(
        "namespace: team\nbase_dir: a\ntest_definitions:\n  - test_file: t.js\n    contexts:\n      - environment: at22\n",
    )
    .is_fine();
}

#[test]
fn pitfall_04_test_file_missing() {
    Case::new("namespace: team\ntest_definitions:\n  - contexts:\n      - environment: at22\n")
        .says("K6C012", "this test has no `test_file`")
        .helps("The k6 script")
        .underlines("contexts:")
        .error();
    let case = Case::context("").complete();
    case.says("K6C050", "there is no file `a/t.js`").helps("relative to the repository's root").underlines("a/t.js");
}

#[test]
fn pitfall_05_env_entry_without_value() {
    Case::context("test_run:\n  env:\n    - name: A\n    - name: B\n      value: b")
        .says("K6C041", "`A` has no value")
        .helps("write `value: \"\"` for an empty one")
        .underlines("A")
        .error()
        .mends_to("- name: A\n              value: \"\"\n");
    Case::context("test_run:\n  env:\n    - name: A\n      value: ''").is_fine();
}

#[test]
fn pitfall_06_null_list_items() {
    Case::new("namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      -\n      - environment: at22\n")
        .says("K6C014", "this item of `contexts[]` is empty")
        .helps("fill it in or remove its `-`")
        .underlines("-")
        .on_line(5)
        .error();
    let case = Case::context("test_run:\n  secrets:\n    - one\n    -\n  env:\n    - ~");
    case.count(2);
    case.also("K6C014", "this item of the list is empty").on_line(9).error();
    case.also("K6C014", "this item of `env[]` is empty").underlines("~").error();
}
