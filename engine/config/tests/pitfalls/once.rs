//! One mistake is told once, at the place that it comes from.

use crate::support::Case;

fn in_three(test_file: &str) -> Case {
    let contexts = ["at22", "at23", "tt02"].map(|name| format!("      - environment: {name}\n"));
    Case::new(format!(
        "namespace: team\ntest_definitions:\n  - test_file: {test_file}\n    contexts:\n{}",
        contexts.concat()
    ))
}

/// What the mend makes of the text, which has no problem left.
#[track_caller]
fn mended(case: &Case) -> String {
    let reading = case.read();
    let fix = reading.diagnostics.iter().find_map(|d| d.fix.clone().filter(|_| d.code.as_str() == "K6C030")).unwrap();
    let text = fix.edit.apply(reading.document.unwrap().text());
    Case::new(text.clone()).is_fine();
    text
}

#[test]
fn a_file_name_that_makes_bad_names() {
    let case = in_three("a/getOrgs.js");
    case.says(
        "K6C030",
        "the run's id `at22-getOrgs` cannot be part of Kubernetes names; the same goes for 2 other runs",
    )
    .underlines("a/getOrgs.js");
    assert!(mended(&case).contains("id: at22-getorgs\n"));
    for (file, name) in [("a/get orgs.js", "get-orgs"), ("a/blå.js", "bla")] {
        let case = in_three(file);
        case.says("K6C030", "the same goes for 2 other runs").underlines(file);
        let text = mended(&case);
        for environment in ["at22", "at23", "tt02"] {
            let part = format!("test_run:\n          name: {name}\n          id: {environment}-{name}\n");
            assert!(text.contains(&part), "{text}");
        }
    }
    // Where there is a `test_run` to write them into.
    let case = Case::context("test_run:\n  secrets: [a]").replaced("a/t.js", "a/get orgs.js");
    assert!(mended(&case).contains("name: get-orgs\n          id: at22-get-orgs\n          secrets: [a]\n"));
    let case = Case::context("test_run: {secrets: [a]}").replaced("a/t.js", "a/get orgs.js");
    mended(&case);
}

#[test]
fn a_folder_name_that_makes_bad_names() {
    let case = in_three("Orgs/t.js");
    case.says("K6C030", "`Orgs-at22-t` cannot be the name of a ConfigMap; the same goes for 2 other runs")
        .underlines("Orgs/t.js")
        .mends_to("test_scope: orgs\n");
}

#[test]
fn paths_that_leave_the_repository() {
    for path in ["/a/t.js", "../a/t.js", "a/../../t.js"] {
        in_three(path).complete().says("K6C051", "leaves the repository").underlines(path).error();
    }
    let case = in_three("a/t.js").replaced("namespace: team\n", "namespace: team\nbase_dir: ../other\n");
    case.complete().says("K6C051", "`../other` leaves the repository").underlines("../other").error();
}

#[test]
fn paths_that_are_none() {
    in_three("a/").complete().says("K6C054", "`a/` is not a script").underlines("a/").error();
    for complete in [true, false] {
        let case = in_three(r"a\b\t.js");
        let case = if complete { case.complete() } else { case };
        let told = case.also("K6C050", r"`a\b\t.js` is no path here: folders are parted by `/`, not by `\`");
        told.helps("write `a/b/t.js`").underlines(r"a\b\t.js").error().mends_to("test_file: a/b/t.js\n");
    }
    in_three("t.js")
        .replaced("namespace: team\n", "namespace: team\nbase_dir: a\\b\n")
        .complete()
        .says("K6C050", r"`a\b`")
        .underlines(r"a\b")
        .mends_to("base_dir: a/b\n");
}

#[test]
fn a_file_without_effect_need_not_be_there() {
    Case::test("config_file: a/o.json", "")
        .named("breakpoint.yaml")
        .file("a/t.js", "")
        .complete()
        .says("K6C053", "a config file has no effect")
        .warning();
}

#[test]
fn arguments_that_do_not_split() {
    Case::context("").arguments("--env A;ls").says("K6C046", "what follows `--env` is not `KEY=VALUE`");
    // They stand in no document.
    let told = Case::context("").arguments("-e A=1;ls").says("K6C047", "into a shell").diagnostic;
    assert_eq!(told.at.span, 0..0);
}

#[test]
fn contexts_that_make_no_run() {
    let test_type = |lines: &str| Case::context(&format!("test_type: {{{lines}}}"));
    test_type("").count(2).also("K6C012", "test_type has no `type`");
    test_type("").also("K6C024", "has no `enabled`");
    test_type("type: smoke, enabled: maybe").says("K6C013", "`maybe`");
    test_type("type: smoke, enabled: false").says("K6C025", "0 of 1 contexts will run");
}
