//! Nothing that someone may write makes the options engine fall over.

use k6cfg_archive::load::Load;
use k6cfg_archive::options::{ScriptFacts, Tier, consolidate, from_config, from_env, from_flags, from_script};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Pieces that options are made of, put together by chance.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "d800", "\"vus\"", "\"stages\"", "\"scenarios\"",
            "\"thresholds\"", "\"executor\"", "\"constant-vus\"", "\"duration\"", "\"cloud\"", "\"ext\"", "\"tags\"",
            "null", "true", "1", "1e400", "-0", "9223372036854775808", "\"1d2h\"", "\"hosts\"", "p(", ")<", "=", "/", "%",
        ])
        .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "vus", "duration", "iterations", "stages", "scenarios", "executionSegment", "executionSegmentSequence",
            "dns", "tlsVersion", "tlsAuth", "tlsCipherSuites", "thresholds", "blacklistIPs", "blockHostnames", "hosts",
            "cloud", "ext", "summaryTrendStats", "systemTags", "tags", "setupTimeout", "executor", "target", "startTime",
            "gracefulStop", "gracefulRampDown", "startVUs", "rate", "timeUnit", "preAllocatedVUs", "maxVUs", "options",
            "threshold", "http_reqs{a:b}", "ttl", "min",
        ])
        .prop_map(str::to_owned),
        1 => ".{0,8}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![
            "constant-vus",
            "ramping-vus",
            "ramping-arrival-rate",
            "shared-iterations",
            "10s",
            "1d2h",
            "106752d",
            "9223372036854775807ns",
            "1/3:2/3",
            "0,1/2,1",
            "p(95)<500",
            "10.0.0.0/8",
            "::ffff:1.2.3.4/97",
            "[::1]:80",
        ])
        .prop_map(Value::from),
        soup().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// All that is made of a tier.
fn all_of(tier: Tier) {
    let all = consolidate(&[tier]);
    let _ = all.validate(&ScriptFacts::default());
    let stored: Value = serde_json::from_str(&all.to_json()).unwrap_or_default();
    assert!(stored.is_null() || stored.as_object().is_some_and(|map| map.len() >= 41));
    let load = Load::of(&all);
    for runner in load.per_runner(3) {
        assert!(runner.peak_vus <= load.peak_vus.max(0) || load.peak_vus < 0);
    }
}

proptest! {
    #[test]
    fn any_text_is_an_options_file_or_a_problem(text in soup()) {
        if let Ok(tier) = from_config(&text) {
            all_of(tier);
        }
    }

    #[test]
    fn any_object_is_options_or_a_problem(options in prop::collection::vec((key(), value()), 0..5)) {
        let options: Value = options.into_iter().collect();
        if let Ok((tier, _)) = from_script(&options) {
            all_of(tier);
        }
        if let Ok(tier) = from_config(&options.to_string()) {
            all_of(tier);
        }
    }

    #[test]
    fn any_scenario_is_one_or_a_problem(members in prop::collection::vec((key(), value()), 0..6)) {
        let mut scenario: Value = members.into_iter().collect();
        scenario["executor"] = json!("ramping-vus");
        if let Ok((tier, _)) = from_script(&json!({"scenarios": {"a": scenario}})) {
            all_of(tier);
        }
    }

    #[test]
    fn any_variable_and_flag_is_a_tier_or_a_problem(name in 0..12usize, text in soup()) {
        let names = [
            ("K6_STAGES", "--stage"), ("K6_TAGS", "--tag"), ("K6_DNS", "--dns"), ("K6_DURATION", "--duration"),
            ("K6_VUS", "--vus"), ("K6_BLACKLIST_IPS", "--blacklist-ip"), ("K6_SYSTEM_TAGS", "--system-tags"),
            ("K6_THRESHOLDS", "--block-hostnames"), ("K6_TLS_CIPHER_SUITES", "--summary-trend-stats"),
            ("K6_TLSAUTH", "--execution-segment"), ("K6_PAUSED", "--execution-segment-sequence"), ("K6_RPS", "-d"),
        ];
        let (variable, flag) = names[name];
        if let Ok(tier) = from_env(&[(variable.to_owned(), text.clone())]) {
            all_of(tier);
        }
        if let Ok(tier) = from_flags(&[(flag.to_owned(), text)]) {
            all_of(tier);
        }
    }
}
