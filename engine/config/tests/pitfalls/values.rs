//! 23 to 25, 30, 31 and 33: values that get lost or come out wrong.

use crate::support::Case;

fn variables(case: &Case) -> Vec<(String, String)> {
    case.read().plan.runs[0].variables.iter().map(|v| (v.name.clone(), v.value.clone())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn pitfall_23_equals_signs_in_an_argument() {
    let case = Case::context("").arguments("-e T=a=b -e U== -e V=");
    case.is_fine();
    assert_eq!(variables(&case), pairs(&[("T", "a=b"), ("U", "="), ("V", "")]));
}

#[test]
fn pitfall_24_arguments_as_k6_reads_flags() {
    for arguments in ["--env=A=B", "--env A=B", "-eA=B", "-e=A=B", "-e A=B", "-qe A=B", "--no-thresholds -eA=B --vus 1"]
    {
        let case = Case::context("").arguments(arguments);
        case.is_fine();
        assert_eq!(variables(&case), pairs(&[("A", "B")]), "{arguments}");
    }
    let quoted = Case::context("").arguments("-e 'A=two words'").operator("1.6");
    quoted.is_fine();
    assert_eq!(variables(&quoted), pairs(&[("A", "two words")]));
    // The value of another flag is none of ours.
    assert_eq!(variables(&Case::context("").arguments("--user-agent -eA=B")), []);

    for (arguments, words) in [
        ("-e", "`-e` is followed by nothing; write `-e KEY=VALUE`"),
        ("--env 1A=x", "`1A` is not the name of a variable"),
        ("--env=no-name", "what follows `--env` is not `KEY=VALUE`"),
    ] {
        Case::context("").arguments(arguments).says("K6C046", words).error();
    }
    Case::context("").arguments("-e A='x").also("K6C046", "a quote is not closed").error();
}

#[test]
fn pitfall_25_env_files() {
    let case = Case::test("env_file: a/x.env", "")
        .file("a/x.env", "# c\n\nA=b=c\nexport B=1\r\n  export\tC = \"two words\"\nD='x'\nE=\nF=\"open\n")
        .operator("1.6");
    case.is_fine();
    let read = [("A", "b=c"), ("B", "1"), ("C", "two words"), ("D", "x"), ("E", ""), ("F", "\"open")];
    assert_eq!(variables(&case), pairs(&read));

    Case::test("env_file: a/x.env", "")
        .file("a/x.env", "A=1\nhunter2\n")
        .hides("hunter2")
        .says("K6C045", "line 2 of `a/x.env` is not `KEY=VALUE`")
        .helps("a name starts with a letter or `_`")
        .underlines("a/x.env")
        .error();
}

#[test]
fn pitfall_25_every_bad_line_of_an_env_file() {
    let case = |text: &str| Case::test("env_file: a/x.env", "").file("a/x.env", text);
    case("BAD-NAME=hunter2\n")
        .hides("hunter2")
        .says("K6C045", "`BAD-NAME` in line 1 of `a/x.env` is not the name of a variable")
        .error();
    case("A=1\nhunter2\n1B=hunter2\n")
        .hides("hunter2")
        .says("K6C045", "2 lines of `a/x.env` are not `KEY=VALUE`: 2 and 3 (`1B` is not a name)")
        .underlines("a/x.env");
    case(&"x\n".repeat(30)).says("K6C045", "30 lines of `a/x.env`").says_also("18, 19, 20 and 10 more");
    case("A=1\nB=2\nA=3\n")
        .says("K6C042", "`A` is set more than once in `a/x.env`; the last one counts")
        .underlines("a/x.env")
        .warning();
}

#[test]
fn pitfall_25_a_file_of_options_that_is_no_json() {
    for (text, why) in [("{", "EOF"), ("[]", "it holds something else than one object"), ("", "EOF")] {
        Case::test("config_file: a/o.json", "")
            .file("a/o.json", text)
            .says("K6C052", &format!("`a/o.json` is not a file of k6 options: {why}"))
            .helps("one JSON object")
            .underlines("a/o.json")
            .error();
    }
}

fn in_base_dir(base_dir: &str, path: &str) -> Case {
    Case::new(format!(
        "namespace: team\nbase_dir: {base_dir}\ntest_definitions:\n  - test_file: {path}\n    contexts:\n      - environment: at22\n"
    ))
}

#[test]
fn pitfall_30_base_dir_is_compared_as_text() {
    in_base_dir("tests", "tests2/x.js")
        .says("K6C057", "`tests2/x.js` begins like `base_dir` but is not in `tests`, and is not joined to it")
        .helps("write `tests/tests2/x.js`")
        .underlines("tests2/x.js")
        .warning()
        .mends_to("test_file: tests/tests2/x.js\n");
    // By contract it stays as it is written.
    let plan = in_base_dir("tests", "tests2/x.js").read().plan;
    assert_eq!(plan.runs[0].test_file, "tests2/x.js");
    for (base_dir, path) in [
        ("tests", "tests/x.js"),
        ("tests/", "tests/x.js"),
        ("tests/", "orgs/x.js"),
        ("tests", "other/x.js"),
        ("./tests", "./tests/x.js"),
        (".", "./a/x.js"),
        (".", ".k6/orgs/x.js"),
        ("a/b/", "a/b/c/x.js"),
    ] {
        in_base_dir(base_dir, path).is_fine();
    }
    let case = Case::new(
        "namespace: team\nbase_dir: a\ntest_definitions:\n  - test_file: b/t.js\n    config_file: ab.json\n    env_file: a.env\n    contexts:\n      - environment: at22\n        test_type: {type: smoke, enabled: true, config_file: ac.json}\n",
    );
    case.count(3);
    case.also("K6C057", "`ab.json`").underlines("ab.json");
    case.also("K6C057", "`a.env`").underlines("a.env");
    case.also("K6C057", "`ac.json`").underlines("ac.json").mends_to("config_file: a/ac.json}");
}

#[test]
fn pitfall_31_paths_that_leave_the_repository() {
    in_base_dir("tests", "../../x/t.js")
        .says("K6C051", "leaves the repository")
        .helps("relative to the repository's root")
        .underlines("../../x/t.js")
        .error();
    in_base_dir("tests", "../x/t.js").is_fine();
}

fn tuned(name: &str, value: &str) -> Case {
    Case::context(&format!("test_run:\n  env:\n    - name: {name}\n      value: {value}")).named("breakpoint.yaml")
}

#[test]
fn pitfall_33_breakpoint_variables() {
    for (name, wants, bad, good) in [
        ("BREAKPOINT_STAGE_TARGET", "a whole number, 1 or more", ["0", "-1", "1.5", "many"], ["1", "200"]),
        (
            "BREAKPOINT_STAGE_DURATION",
            "a duration such as `10m` or `1h30m`",
            ["10", "0s", "1d", "ten"],
            ["10m", "1h30m"],
        ),
        ("BREAKPOINT_STAGE_ABORTONFAIL", "`true` or `false`", ["yes", "2", "maybe", "\"\""], ["true", "0"]),
    ] {
        for value in bad {
            tuned(name, value)
                .says("K6C044", &format!("`{name}` must be {wants}"))
                .underlines(value)
                .on_line(9)
                .error();
        }
        for value in good {
            tuned(name, value).is_fine();
        }
        // Only a breakpoint test is tuned by them.
        tuned(name, bad[3]).named("smoke.yaml").is_fine();
    }
}

#[test]
fn pitfall_33_breakpoint_variables_from_elsewhere() {
    Case::test("env_file: a/x.env", "")
        .named("breakpoint.yaml")
        .file("a/x.env", "BREAKPOINT_STAGE_TARGET=hunter2\n")
        .hides("hunter2")
        .says("K6C044", "`BREAKPOINT_STAGE_TARGET` in `a/x.env` must be a whole number")
        .underlines("a/x.env");
    Case::context("")
        .named("breakpoint.yaml")
        .arguments("-e BREAKPOINT_STAGE_DURATION=hunter2")
        .hides("hunter2")
        .says("K6C044", "`BREAKPOINT_STAGE_DURATION` in the command-line arguments must be a duration");
}
