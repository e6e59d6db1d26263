//! What people read when k6 would refuse options, and what has no effect.

use k6cfg_archive::options::{
    self, Consolidated, MetricType, Origin, ScriptFacts, Tier, consolidate, from_config, from_env, from_flags,
    from_script,
};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

fn script(options: &Value) -> Tier {
    from_script(options).unwrap().0
}

fn given(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn flags(pairs: &[(&str, &str)]) -> Tier {
    from_flags(&given(pairs)).unwrap()
}

fn facts() -> ScriptFacts {
    ScriptFacts {
        functions: ["default", "checkout"].map(str::to_owned).into(),
        metrics: [("orders".to_owned(), MetricType::Counter)].into(),
    }
}

fn refused(options: &Value) -> String {
    match from_script(options) {
        Err(error) => error.to_string(),
        Ok((tier, _)) => consolidate(&[tier]).validate(&facts()).unwrap_err().to_string(),
    }
}

#[test]
fn what_k6_refuses_in_our_words() {
    for (options, expected) in [
        (json!([1]), "options must be an object, but are `[1]`; write `{ vus: 1, duration: '1m' }`"),
        (json!({"vus": 5.5}), "vus: must be a whole number, but is `5.5`; write a whole number"),
        (
            json!({"setupTimeout": "5 m"}),
            "setupTimeout: must be a duration, but is `\"5 m\"`; write `30s`, `1m30s`, `1d2h` or a number of milliseconds",
        ),
        (json!({"duration": 0}), "duration: must be more than 0; write how long the test lasts, at least `1s`"),
        (
            json!({"duration": "1m", "stages": [{"duration": "1m", "target": 1}]}),
            "duration: `duration` and `stages` cannot be used together, set by the script; take away `duration` or `stages`",
        ),
        (
            json!({"duration": 30}),
            "duration: must be at least `1s`, but is `30ms`; a bare number is milliseconds; write `30s` or `5m`",
        ),
        (
            json!({"iterations": 3, "vus": 5}),
            "iterations: `3` cannot be less than the number of VUs, `5`; write more iterations or fewer VUs",
        ),
        (
            json!({"stages": [{"duration": "1m"}]}),
            "stages[0].target: is missing; write what the stage ends with, like `10`",
        ),
        (
            json!({"scenarios": {"a": {"executor": "constant-vus", "duration": "1m", "stages": []}}}),
            "scenarios.a.stages: the executor `constant-vus` has no `stages`; \
             it has `vus`, `duration` and what every scenario has",
        ),
        (
            json!({"scenarios": {"a b": {"executor": "shared-iterations"}}}),
            "scenarios[\"a b\"]: `a b` is not a name for a scenario; use latin letters, digits, `_` and `-` alone",
        ),
        (
            json!({"scenarios": {"a": {"executor": "shared-iterations", "exec": "chekout"}}}),
            "scenarios.a.exec: the script exports no function `chekout`; did you mean `checkout`?",
        ),
        (
            json!({"scenarios": {"a": {"executor": "constant-arrival-rate", "duration": "1m"}}}),
            "scenarios.a.rate: is missing; write how many iterations are started per `timeUnit`\n\
             scenarios.a.preAllocatedVUs: is missing; write how many VUs are made before the test begins",
        ),
        (
            json!({"thresholds": {"http_req_duraton": ["p(95)<500"]}}),
            "thresholds.http_req_duraton: there is no metric `http_req_duraton`; did you mean `http_req_duration`?",
        ),
        (
            json!({"thresholds": {"http_req_duration{status:200": ["p(95)<500"]}}),
            "thresholds[\"http_req_duration{status:200\"]: \
             the braces of `http_req_duration{status:200` do not match; write tags as `metric{tag:value}`",
        ),
        (
            json!({"thresholds": {"http_req_duration": ["p(95)<500ms"]}}),
            "thresholds.http_req_duration[0]: `500ms` of `p(95)<500ms` is not a number; \
             write it like `p(95)<500`, `rate<0.01` or `count>=10`",
        ),
        (
            json!({"thresholds": {"orders": [{"threshold": "avg<5", "abortOnFail": true}]}}),
            "thresholds.orders[0]: `avg<5` asks for `avg`, but `orders` is a counter; a counter has `count`, `rate`",
        ),
        (json!({"tags": {"team": 5}}), "tags.team: must be a text, but is `5`; write the value in quotes"),
        (
            json!({"blacklistIPs": ["10.0.0.1"]}),
            "blacklistIPs[0]: `10.0.0.1` is not a network; \
             write an address and the length of its prefix, like `10.0.0.0/8`",
        ),
        (
            json!({"tlsAuth": [{"cert": "x", "key": "y"}]}),
            "tlsAuth[0].cert: must be PEM with a block `CERTIFICATE`; give the file's content, with `open()`",
        ),
        (
            json!({"summaryTrendStats": ["p95"]}),
            "summaryTrendStats[0]: k6 has no statistic `p95`; \
             write `avg`, `min`, `med`, `max`, `count` or a percentile from `p(0)` to `p(100)`",
        ),
    ] {
        assert_eq!(refused(&options), expected, "{options}");
    }
}

/// PEM by its looks: k6 looks closer.
fn pem(label: &str, head: &str) -> String {
    format!("-----BEGIN {label}-----\n{head}AAAA\n-----END {label}-----\n")
}

#[test]
fn certificates_are_pem_and_keys_open() {
    let cert = pem("CERTIFICATE", "");
    let (plain, locked) =
        (pem("PRIVATE KEY", ""), pem("EC PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES,0\n\n"));
    let auth = script(&json!({"tlsAuth": [{"domains": ["a.no"], "cert": cert, "key": plain}]}));
    assert_eq!(auth.set["tlsAuth"], json!([{"cert": cert, "key": plain, "password": null, "domains": ["a.no"]}]));
    assert!(from_script(&json!({"tlsAuth": [{"cert": cert, "key": locked, "password": "x"}]})).is_ok());
    for (key, password, path) in [(&locked, Value::Null, "tlsAuth[0].key"), (&plain, json!("x"), "tlsAuth[0].password")]
    {
        let error = from_script(&json!({"tlsAuth": [{"cert": cert, "key": key, "password": password}]})).unwrap_err();
        assert_eq!(error.problems[0].path, path);
    }
}

#[test]
fn variables_and_flags_are_named() {
    let error = from_env(&given(&[("K6_VUS", "x"), ("K6_DURATION", "1 m"), ("PATH", "x")])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "K6_VUS: `x` is not a whole number; write digits alone\n\
         K6_DURATION: `1 m` is not a duration; write `30s`, `1m30s`, `1d2h` or a number of milliseconds"
    );
    let error = from_flags(&given(&[("-d", "1d"), ("--tag", "team"), ("--out", "x")])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "--duration: `1d` is not a duration; write `30s` or `1m30s`; the command line takes neither days nor bare numbers\n\
         --tag: `team` is not a tag; write `name=value`"
    );
}

#[test]
fn a_deep_options_file_is_refused() {
    let deep = format!("{{\"cloud\":{}1{}}}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(
        from_config(&deep).unwrap_err().to_string(),
        "the options file nests more than 100 levels; write options with fewer levels"
    );
}

fn without_effect(all: &Consolidated) -> Vec<String> {
    all.overridden.iter().map(ToString::to_string).collect()
}

#[test]
fn says_what_has_no_effect_and_why() {
    let config = from_config(r#"{"vus": 20, "stages": [{"duration": "1m", "target": 9}], "rps": 9, "batch": 7}"#);
    let env = from_env(&given(&[("K6_RPS", "44")])).unwrap();
    let all = consolidate(&[
        flags(&[("-u", "50"), ("-i", "100")]),
        script(&json!({"vus": 2, "duration": "1m", "rps": 1})),
        env,
        config.unwrap(),
    ]);
    let set: Vec<(&str, &Value, Origin)> = all.settings().map(|(key, s)| (key, &s.value, s.origin)).collect();
    assert_eq!(
        set,
        [
            ("vus", &json!(50), Origin::Flags),
            ("iterations", &json!(100), Origin::Flags),
            ("rps", &json!(44), Origin::Environment),
            ("batch", &json!(7), Origin::ConfigFile),
        ]
    );
    assert_eq!(
        without_effect(&all),
        [
            "`vus` of the options file has no effect: it is set by the script too",
            "`vus` of the script has no effect: it is set by the command line too",
            "`duration` of the script has no effect: `iterations` is set by the command line",
            "`stages` of the options file has no effect: `duration` is set by the script",
            "`rps` of the options file has no effect: it is set by the script too",
            "`rps` of the script has no effect: it is set by the environment too",
        ]
    );
}

#[test]
fn vus_of_the_command_line_run_instead_of_scenarios() {
    let scenarios = json!({"scenarios": {"a": {"executor": "constant-vus", "vus": 5, "duration": "1m"}}});
    let all = consolidate(&[script(&scenarios), flags(&[("--vus", "3")])]);
    assert_eq!(
        without_effect(&all),
        ["`scenarios` of the script has no effect: `vus` is set by the command line, and k6 runs that instead"]
    );
    assert!(all.get("scenarios").is_some());
    let [scenario] = &all.scenarios()[..] else { panic!("one scenario") };
    assert_eq!((scenario.name.as_str(), scenario.derived, scenario.vus), ("default", true, Some(3)));
}

#[test]
fn lost_tags_are_named() {
    let all = consolidate(&[script(&json!({"tags": {"owner": "us", "team": "a"}})), flags(&[("--tag", "testid=1")])]);
    assert_eq!(
        without_effect(&all),
        ["`tags` (`owner`, `team`) of the script has no effect: it is set by the command line too"]
    );
}

#[test]
fn dns_is_set_member_by_member() {
    let config = from_config(r#"{"dns": {"ttl": "5m", "select": "random"}}"#).unwrap();
    let all = consolidate(&[config, script(&json!({"dns": {"ttl": "1m"}}))]);
    assert_eq!(all.get("dns").unwrap().value, json!({"ttl": "1m", "select": "random", "policy": null}));
}

#[test]
fn problems_lead_to_the_place_that_set_them() {
    let config = from_config(r#"{"thresholds": {"nope": ["rate>1"]}}"#).unwrap();
    let all = consolidate(&[config, script(&json!({"scenarios": {"a": {"executor": "constant-vus"}}}))]);
    let error = all.validate(&facts()).unwrap_err();
    let places: Vec<_> = error.problems.iter().map(|problem| (problem.path.as_str(), all.origin_of(problem))).collect();
    assert_eq!(places, [("thresholds.nope", Some(Origin::ConfigFile)), ("scenarios.a.duration", Some(Origin::Script))]);
}

#[test]
fn modules_bring_their_metrics() {
    let all = consolidate(&[script(&json!({"thresholds": {"browser_web_vital_lcp": ["p(75)<2500"]}}))]);
    assert!(all.validate(&facts()).is_err());
    let mut with_browser = facts();
    let own = options::metrics_of_module("k6/browser").iter().map(|(name, kind)| ((*name).to_owned(), *kind));
    with_browser.metrics.extend(own);
    assert_eq!(all.validate(&with_browser), Ok(()));
}
