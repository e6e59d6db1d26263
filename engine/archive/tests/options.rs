//! The options engine against what k6 2.2 itself answered.
//!
//! The cases and the answers are in `tests/archive/options`; `record.mjs` there
//! asks k6 again.

#![expect(clippy::disallowed_methods, reason = "a test reads its recordings")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use k6cfg_archive::options::{self, Consolidated, MetricType, OptionsError, ScriptFacts};
use serde_json::Value;

/// The script that all cases use: `tests/archive/options/script.js`.
fn facts() -> ScriptFacts {
    use MetricType::{Counter, Gauge, Rate, Trend};
    let metrics = [("my_counter", Counter), ("my_gauge", Gauge), ("my_rate", Rate), ("my_trend", Trend)];
    ScriptFacts {
        functions: ["default", "other"].into_iter().map(str::to_owned).collect(),
        metrics: metrics.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect(),
    }
}

fn pairs(value: Option<&Value>) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match value {
        Some(Value::Object(map)) => map.iter().map(|(key, value)| (key.clone(), text(value))).collect(),
        Some(Value::Array(list)) => list.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect(),
        _ => Vec::new(),
    }
}

fn made(case: &Value) -> Result<Consolidated, OptionsError> {
    let mut tiers = vec![options::from_env(&pairs(case.get("env")))?, options::from_flags(&pairs(case.get("flags")))?];
    if let Some(config) = case.get("config").and_then(Value::as_str) {
        tiers.push(options::from_config(config)?);
    }
    if let Some(script) = case.get("script") {
        tiers.push(options::from_script(script)?.0);
    }
    let all = options::consolidate(&tiers);
    all.validate(&facts()).map(|()| all)
}

/// The members of compact JSON as the recording has them.
fn members(all: &Consolidated) -> BTreeMap<String, String> {
    let pretty = all.to_pretty_json();
    let mut found: Vec<String> = Vec::new();
    for line in pretty.lines().skip(1) {
        let line = line.strip_prefix("  ").unwrap_or(line);
        match found.last_mut() {
            Some(last) if line.starts_with([' ', ']', '}']) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => found.push(line.to_owned()),
        }
    }
    if let Some(last) = found.last_mut() {
        *last = last.trim_end_matches("\n}").to_owned();
    }
    let found = found.into_iter().map(|member| member.trim_end_matches(',').to_owned());
    found.map(|member| (member.split(':').next().unwrap_or_default().to_owned(), member)).collect()
}

/// What differs from a script without options, in k6's order.
fn set(all: &Consolidated) -> Vec<String> {
    let (mut these, none) = (members(all), members(&options::consolidate(&[])));
    these.retain(|key, member| none.get(key) != Some(member));
    these.into_values().collect()
}

#[test]
fn options_are_what_k6_makes_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/archive/options");
    let (mut cases, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let list: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for case in list {
            cases += 1;
            let mut recorded: Vec<String> =
                case["k6"]["set"].as_array().into_iter().flatten().map(|m| m.as_str().unwrap().to_owned()).collect();
            recorded.sort();
            let expected = case["k6"].get("set").map(|_| recorded).ok_or(&case["k6"]["error"]);
            let actual = made(&case).map(|all| set(&all));
            let same = match (&expected, &actual) {
                (Ok(expected), Ok(actual)) => expected == actual,
                (Err(_), Err(_)) => true,
                _ => false,
            };
            if !same {
                let mut case = case.clone();
                case.as_object_mut().unwrap().remove("k6");
                wrong.push(format!("{case}\n  k6    {expected:?}\n  here  {actual:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cases} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases > 500, "only {cases} cases");
}
