//! 41 and 46 to 48: what is said, and what is better said.

use k6cfg_config::Severity;
use proptest::prelude::*;

use crate::support::Case;

#[test]
fn pitfall_41_everything_at_once_with_positions() {
    let case = Case::new(
        "namespace: My Team\ntest_definitions:\n  - test_file: t.js\n    contexts:\n      - environment: at32\n        node_typ: spot\n      - environment: at22\n        test_run:\n          parallelism: 0\n          resources:\n            requests:\n              cpu: lots\n",
    );
    let reading = case.read();
    let errors = reading.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let lines: Vec<(usize, &str)> = errors.map(|d| (d.at.line, d.code.as_str())).collect();
    assert_eq!(lines, [(1, "K6C020"), (3, "K6C032"), (5, "K6C021"), (6, "K6C010"), (9, "K6C026"), (12, "K6C027")]);
}

/// Values of variables are in no text, whatever is wrong with them.
#[test]
fn pitfall_41_values_are_masked() {
    for lines in [
        "- name: A=hunter2\n      value: x",
        "- name: A\n      value: [hunter2]",
        "- name: A\n      value: {hunter2: 1}",
        "- A=hunter2",
        "- name: PASSWORD\n      value: hunter2",
        "- name: TESTID\n      value: hunter2",
        "- name: A\n      value: hunter2\n    - name: A\n      value: 'hunter2\"'",
    ] {
        let case = Case::context(&format!("test_run:\n  env:\n    {lines}"));
        assert!(!case.read().diagnostics.is_empty());
        case.hides("hunter2");
    }
    for arguments in ["-e hunter2!", "-e A=hunter2;", "-e TESTID=hunter2", "-e TOKEN=hunter2", "-e 'A=hunter2"] {
        Case::context("").arguments(arguments).hides("hunter2");
    }
    Case::context("test_run:\n  env:\n    - name: A=hunter2\n      value: x").says("K6C040", "`A=…` is not the name");
}

#[test]
fn pitfall_47_values_that_are_no_credentials_and_those_that_show_it() {
    let env = |name: &str, value: &str| {
        Case::context(&format!("test_run:\n  env:\n    - name: {name}\n      value: {value}"))
    };
    env("TOKEN", "enterprise").is_fine();
    env("PARTY_KEY", "org").is_fine();
    for (name, value) in [
        ("PASSWORDS", "hunter2"),
        ("PASSWORD", "swordfish"),
        ("DB", "Server=db;Password=hunter2"),
        ("AUTH", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"),
    ] {
        env(name, value).hides(value).says("K6C049", "looks like a credential").underlines(name).warning();
    }
}

#[test]
fn what_is_wrong_in_parked_contexts_stops_nobody() {
    let parked =
        "test_type: {type: smoke, enabled: false}\ntest_run:\n  env:\n    - name: a-b\n      value: x\n    - name: C";
    let case = Case::context(parked);
    case.also("K6C040", "`a-b`").warning();
    case.also("K6C041", "`C` has no value").warning();
    assert!(!case.read().has_errors());
}

proptest! {
    #[test]
    fn pitfall_41_values_are_masked_whatever_they_hold(
        name in "(A|A B|TESTID|API_KEY|BREAKPOINT_STAGE_TARGET|1)",
        before in "[ -~]{0,4}",
        after in "[ -~]{0,4}",
    ) {
        let value = format!("{before}hunter2{after}");
        let quoted = value.replace('\'', "''");
        Case::test("env_file: a/x.env", &format!("test_run:\n  env:\n    - name: {name}\n      value: '{quoted}'"))
            .named("breakpoint.yaml")
            // What begins like this is no variable: a name may be told.
            .file("a/x.env", &format!("{name}={value}\n!{value}\n"))
            .hides("hunter2");
    }
}

#[test]
fn pitfall_46_vus_beside_scenarios() {
    let scenarios = r#"{"scenarios": {"a": {"executor": "constant-vus", "vus": 2, "duration": "1m"}}}"#;
    let case = Case::test("config_file: a/o.json", "").file("a/o.json", scenarios);
    for arguments in ["--vus 5", "-u 5", "-u5"] {
        case.clone()
            .arguments(arguments)
            .says("K6C056", "`--vus` in the command-line arguments does not change `scenarios`")
            .helps("give a whole load, such as `--vus 10 --duration 5m`")
            .underlines("a/o.json")
            .warning();
    }
    // A whole load on the command line replaces scenarios, as k6 says itself.
    for arguments in ["--vus 5 --duration 1m", "--iterations 3", "--stage 1m:5", "--tag vus=5"] {
        case.clone().arguments(arguments).is_fine();
    }
    Case::context("").arguments("--vus 5").is_fine();
}

#[test]
fn pitfall_46_thresholds_of_several_runners() {
    let case = |options: &str, runners: usize| {
        Case::test("config_file: a/o.json", &format!("test_run:\n  parallelism: {runners}")).file("a/o.json", options)
    };
    let options = r#"{"vus": 9, "duration": "1m", "thresholds": {"checks": ["rate>0.9"]}}"#;
    case(options, 3)
        .says("K6C063", "each of the `3` runners judges the thresholds by its own part of the load")
        .helps("one may cross a threshold that the run as a whole keeps")
        .underlines("3")
        .info();
    case(options, 1).is_fine();
    case(r#"{"vus": 9, "duration": "1m", "thresholds": {}}"#, 3).is_fine();
}

#[test]
fn pitfall_47_credentials_in_plain_text() {
    let with = |name: &str, value: &str| {
        Case::context(&format!("test_run:\n  env:\n    - name: {name}\n      value: {value}"))
    };
    for name in ["PASSWORD", "API_KEY", "clientSecret", "ACCESS_TOKEN", "TOKEN_GENERATOR_USER_PWD"] {
        let case = with(name, "hunter2");
        case.hides("hunter2");
        case.says("K6C049", &format!("`{name}` looks like a credential in plain text"))
            .helps("seal it into a Secret and name that under `secrets`")
            .underlines(name)
            .warning();
    }
    // Addresses, switches, numbers, names of other things.
    for (name, value) in [
        ("TOKEN_URL", "https://login.example/token"),
        ("ACCESS_TOKEN", "https://login.example/token"),
        ("SECRET_NAME", "creds"),
        ("KEY_VAULT_URL", "vault"),
        ("TOKEN_TTL", "1h"),
        ("USE_TOKEN", "true"),
        ("TOKEN", "3600"),
        ("PASSWORD", "\"\""),
        ("PARTITION_KEY", "abc"),
        ("PRIVATE_KEY", "certs/key.pem"),
        ("ORG", "hunter2"),
    ] {
        with(name, value).is_fine();
    }
    Case::test("env_file: a/x.env", "")
        .file("a/x.env", "API_KEY=hunter2\n")
        .hides("hunter2")
        .says("K6C049", "`API_KEY` in `a/x.env` looks like a credential")
        .underlines("a/x.env");
    Case::context("")
        .arguments("--env API_KEY=hunter2")
        .hides("hunter2")
        .says("K6C049", "`API_KEY` in the command-line arguments looks like a credential")
        .warning();
}

#[test]
fn pitfall_48_a_resource_id_is_no_secret() {
    for name in ["resourceId", "RESOURCE_ID", "resource_id"] {
        Case::context(&format!("test_run:\n  env:\n    - name: {name}\n      value: ttd-dialogporten-test")).is_fine();
    }
}
