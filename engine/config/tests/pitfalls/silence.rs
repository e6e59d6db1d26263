//! 7 to 13 and 18 to 21: what today's generator says nothing about.

use k6cfg_config::Severity;
use k6cfg_config::expand::{Brought, Origin};

use crate::support::Case;

#[test]
fn pitfall_07_unknown_and_misplaced_keys() {
    Case::context("node_typ: spot")
        .says("K6C010", "contexts[] has no key `node_typ`")
        .helps("did you mean `node_type`?")
        .underlines("node_typ")
        .error()
        .mends_to("node_type: spot");
    Case::context("replicas: 3")
        .says("K6C010", "has no key `replicas`")
        .helps("its keys are environment, node_type, test_type, test_run")
        .underlines("replicas");
    Case::context("test_run:\n  test_type:\n    type: smoke\n    enabled: true")
        .says("K6C011", "`test_type` does not belong under test_run")
        .helps("it belongs under contexts[]")
        .underlines("test_type")
        .error();
    Case::test("", "config_file: x.json")
        .says("K6C011", "`config_file` does not belong under contexts[]")
        .helps("it belongs under test_definitions[] or test_type")
        .underlines("config_file");
}

#[test]
fn pitfall_08_test_type_without_enabled() {
    let case = Case::context("test_type:\n  type: smoke");
    case.says("K6C024", "this context makes no run")
        .helps("`enabled` left out means false")
        .underlines("test_type")
        .warning()
        .mends_to("type: smoke\n          enabled: true\n");
    assert!(case.read().plan.runs.is_empty());
}

#[test]
fn pitfall_09_nothing_would_run() {
    let parked = "test_type:\n  type: smoke\n  enabled: false\n";
    Case::context(parked)
        .says("K6C025", "0 of 1 contexts will run")
        .helps("set `enabled: true`")
        .underlines("test_definitions")
        .warning();
    let case = Case::new(
        "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n      - environment: at22\n        test_type: {type: smoke, enabled: false}\n",
    );
    case.is_fine();
    let reading = case.read();
    assert_eq!((reading.plan.runs.len(), reading.contexts()), (1, 2));
}

#[test]
fn pitfall_10_namespace() {
    let rest = "test_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n";
    Case::new(rest).says("K6C012", "the file has no `namespace`").error();
    Case::new(format!("namespace:\n{rest}")).says("K6C012", "`namespace` has no value").underlines("namespace");
    for bad in ["My_Team", "team.one", "-team", "æ"] {
        Case::new(format!("namespace: {bad}\n{rest}"))
            .says("K6C020", "cannot be a namespace")
            .helps("lower-case letters, digits and `-`, 63 at most")
            .underlines(bad)
            .error();
    }
    Case::new(format!("namespace: My_Team\n{rest}")).says("K6C020", "`My_Team`").mends_to("namespace: my-team\n");

    let listed = |namespace: &str| {
        Case::new(format!("namespace: {namespace}\n{rest}"))
            .profile(|p| p.namespaces = vec!["notifications".to_owned(), "storage".to_owned()])
    };
    listed("storage").is_fine();
    listed("notification")
        .says("K6C034", "`notification` is not a namespace of this platform")
        .helps("did you mean `notifications`?")
        .underlines("notification")
        .warning()
        .mends_to("namespace: notifications\n");
    listed("dialogs").says("K6C034", "`dialogs`").helps("ask the platform's team");
    Case::new(format!("namespace: anything\n{rest}")).is_fine();
}

#[test]
fn pitfall_11_parallelism() {
    for bad in ["0", "-2"] {
        Case::context(&format!("test_run:\n  parallelism: {bad}"))
            .says("K6C026", "runners cannot share a load")
            .helps("write 1 or more")
            .underlines(bad)
            .error()
            .mends_to("parallelism: 1\n");
    }
    Case::context("test_run:\n  parallelism: 2")
        .says("K6C029", "`2` runners cannot share 1 virtual user")
        .helps("write 1 or less, or raise the load")
        .underlines("2")
        .error();
    let with = |options: &str, runners: usize| {
        Case::test("config_file: a/o.json", &format!("test_run:\n  parallelism: {runners}")).file("a/o.json", options)
    };
    with(r#"{"vus": 4, "duration": "1m"}"#, 4).is_fine();
    with(r#"{"vus": 4, "duration": "1m"}"#, 5).says("K6C029", "`5` runners cannot share 4 virtual users");
    with(r#"{"stages": [{"duration": "1m", "target": 3}]}"#, 4).says("K6C029", "share 3 virtual users");
    let scenarios = r#"{"scenarios": {
        "a": {"executor": "constant-arrival-rate", "preAllocatedVUs": 1, "maxVUs": 2, "rate": 1, "duration": "1m"},
        "b": {"executor": "constant-vus", "vus": 2, "duration": "1m"}}}"#;
    with(scenarios, 4).is_fine();
    with(scenarios, 5).says("K6C029", "share 4 virtual users");
}

/// Where something else than the options file may set the load.
#[test]
fn pitfall_11_parallelism_is_left_alone_where_the_load_is_not_known() {
    let two = "test_run:\n  parallelism: 2";
    Case::context(two).arguments("--vus 2").is_fine();
    Case::context(two).arguments("--stage 1m:5").is_fine();
    Case::context(&format!("{two}\n  env:\n    - name: K6_VUS\n      value: 5")).is_fine();
    Case::test("config_file: a/missing.json", two).is_fine();
    Case::context(&format!("{two}\ntest_type:\n  type: custom\n  enabled: true")).is_fine();
    Case::context(&format!("{two}\ntest_type:\n  type: browser\n  enabled: true")).is_fine();
    let mut reading = Case::context(two).read();
    assert_eq!(reading.runs_with_doubtful_load(), [(0, 0)]);
    reading.script_decides(0, 0);
    assert!(!reading.has_errors());
}

#[test]
fn pitfall_12_custom_with_a_config_file() {
    let case =
        Case::context("test_type:\n  type: custom\n  enabled: true\n  config_file: a/o.json").file("a/o.json", "{}");
    case.says("K6C053", "a config file has no effect on a `custom` test: the script decides alone")
        .helps("remove it")
        .underlines("a/o.json")
        .warning()
        .mends_to("type: custom\n          enabled: true\n");
    let case =
        Case::test("config_file: a/o.json", "test_type:\n  type: custom\n  enabled: true").file("a/o.json", "{}");
    case.says("K6C053", "`custom`").underlines("a/o.json").mends_to("test_file: a/t.js\n    contexts:");
}

#[test]
fn pitfall_13_breakpoint_with_a_config_file() {
    let options = r#"{"vus": 3}"#;
    let case = Case::test("config_file: a/o.json", "").named("breakpoint.yaml").file("a/o.json", options);
    case.says("K6C053", "a config file has no effect on a `breakpoint` test: the platform's scenario is used")
        .underlines("a/o.json")
        .warning();
    Case::context("test_type:\n  type: breakpoint\n  enabled: true\n  config_file: a/o.json")
        .file("a/o.json", options)
        .says("K6C053", "`breakpoint`")
        .underlines("a/o.json");
    // Another context of the test uses it, even a parked one.
    for enabled in [true, false] {
        let contexts = format!(
            "test_type: {{type: breakpoint, enabled: true}}\nAND\n  test_type: {{type: smoke, enabled: {enabled}}}"
        );
        Case::test("config_file: a/o.json", &contexts)
            .replaced("        AND", "      - environment: at23")
            .replaced("          test_type: {type: smoke", "        test_type: {type: smoke")
            .file("a/o.json", options)
            .is_fine();
    }
}

#[test]
fn pitfall_18_conflicting_shortcuts_after_merging() {
    let context = "test_type:\n  type: smoke\n  enabled: true\n  config_file: a/c.json";
    let merged = |test: &str, own: &str| {
        Case::test("config_file: a/o.json", context).file("a/o.json", test).file("a/c.json", own)
    };
    let stages = r#"{"stages": [{"duration": "1m", "target": 3}]}"#;
    let scenarios = r#"{"scenarios": {"a": {"executor": "constant-vus", "vus": 2, "duration": "1m"}}}"#;
    merged(r#"{"vus": 2, "iterations": 4}"#, stages)
        .says("K6C055", "k6 does not start with `iterations` and `stages` together")
        .helps("set the load in one way only")
        .underlines("a/c.json")
        .points_to("a/o.json")
        .error();
    merged(stages, scenarios).says("K6C055", "`stages` and `scenarios` together").points_to("a/o.json");
    merged(r#"{"vus": 5}"#, r#"{"iterations": 2}"#).says("K6C055", "fewer `iterations` (2) than `vus` (5)");
    merged(r#"{"vus": 5}"#, scenarios)
        .says("K6C056", "k6 takes only one of `vus` and `scenarios`")
        .underlines("a/c.json")
        .warning();
    // What drops the other, and what goes together.
    merged(stages, r#"{"vus": 2, "duration": "1m"}"#).is_fine();
    merged(scenarios, r#"{"iterations": 3}"#).is_fine();
    merged(r#"{"vus": 1}"#, stages).is_fine();
    merged(r#"{"stages": []}"#, r#"{"thresholds": {}}"#).is_fine();

    // The profile's scenario is one of the two.
    Case::context(context)
        .file("a/c.json", scenarios)
        .says("K6C055", "`stages` and `scenarios` together")
        .helps("the `smoke` type brings `stages`, where the test's own `config_file` sets no load")
        .underlines("a/c.json");
    Case::context("test_type:\n  type: functional\n  enabled: true\n  config_file: a/c.json")
        .file("a/c.json", r#"{"vus": 10, "duration": "1m"}"#)
        .says("K6C055", "fewer `iterations` (1) than `vus` (10)")
        .helps("the `functional` type brings `iterations`");
    // In one file, and in none that is there.
    Case::test("config_file: a/o.json", "")
        .file("a/o.json", r#"{"duration": "1m", "stages": [{"duration": "1s"}]}"#)
        .says("K6C055", "`duration` and `stages` together")
        .underlines("a/o.json");
    Case::context(context).is_fine();
}

#[test]
fn pitfall_19_env_file_beats_test_run_env() {
    let case = Case::test(
        "env_file: a/x.env",
        "test_run:\n  env:\n    - name: A\n      value: of-the-context\n    - name: B\n      value: b",
    )
    .file("a/x.env", "A=of-the-file\nC=c\n");
    case.hides("of-the-file")
        .hides("of-the-context")
        .says("K6C048", "`A` is replaced by the one in `a/x.env`")
        .underlines("A")
        .points_to("a/x.env")
        .info();
    let run = &case.read().plan.runs[0];
    let origins: Vec<_> = run.variables.iter().map(|v| (v.name.as_str(), v.origin)).collect();
    assert_eq!(origins, [("A", Origin::EnvFile), ("B", Origin::Config), ("C", Origin::EnvFile)]);
    // The command line decides between the two.
    case.arguments("-e A=1").is_fine();
}

#[test]
fn pitfall_20_reserved_variables() {
    for name in [
        "TESTID",
        "NAMESPACE",
        "ENVIRONMENT",
        "TEST_SCOPE",
        "TESTFILENAME",
        "MANIFEST_GENERATION_TIMESTAMP",
        "RUNNING_IN_K8S",
    ] {
        Case::context(&format!("test_run:\n  env:\n    - name: {name}\n      value: x"))
            .says("K6C043", "is the platform's own variable; setting it breaks the run's links")
            .helps("use another name")
            .underlines(name)
            .warning();
    }
    Case::test("env_file: a/x.env", "")
        .file("a/x.env", "TESTID=x\n")
        .says("K6C043", "`TESTID` in `a/x.env` is the platform's own variable")
        .underlines("a/x.env")
        .warning();
    Case::context("").arguments("-e TESTID=x").says("K6C043", "`TESTID` in the command-line arguments").warning();
}

#[test]
fn pitfall_21_notification_channel() {
    let notified = |case: Case| {
        let run = case.read().plan.runs.remove(0);
        let notified = run.notification.unwrap();
        (notified.secret, notified.because.to_string())
    };
    let told = |secret: &str, because: &str| (secret.to_owned(), because.to_owned());
    assert_eq!(notified(Case::context("")), told("slack-test", "`GITHUB_REF` is not set"));
    assert_eq!(
        notified(Case::context("").github_ref("refs/heads/fix")),
        told("slack-test", "`GITHUB_REF` is `refs/heads/fix`")
    );
    assert_eq!(
        notified(Case::context("").github_ref("refs/heads/main")),
        told("slack-dev", "`GITHUB_REF` is `refs/heads/main` and the environment is `at22`")
    );
}

/// Which file an option of a run is from.
#[test]
fn pitfall_18_options_know_where_they_come_from() {
    let case =
        Case::test("config_file: a/o.json", "test_type:\n  type: smoke\n  enabled: true\n  config_file: a/c.json")
            .file("a/o.json", r#"{"tags": {}}"#)
            .file("a/c.json", r#"{"thresholds": {}}"#);
    let reading = case.read();
    assert!(reading.diagnostics.iter().all(|d| d.severity != Severity::Error));
    let brought = &reading.plan.runs[0].brought;
    assert_eq!(brought["stages"], Brought::Profile);
    assert_eq!((brought["tags"], brought["thresholds"]), (Brought::Test, Brought::Context));
}
