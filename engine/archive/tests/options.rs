//! The options engine against what k6 2.2 itself answered.
//!
//! The cases and the answers are in `tests/archive/options`; `record.mjs` there
//! asks k6 again.

#![expect(clippy::disallowed_methods, reason = "a test reads its recordings")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use k6cfg_archive::load::Load;
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

/// All recorded cases.
fn cases() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/archive/options");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let recordings = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    recordings
        .flat_map(|path| serde_json::from_str::<Vec<Value>>(&fs::read_to_string(path).unwrap()).unwrap())
        .collect()
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

/// What an archive stores reads as an options file that says the same.
#[test]
fn stored_options_read_back() {
    for case in cases() {
        let Ok(all) = made(&case) else { continue };
        // No system tags at all are stored as if they were unset, and empty
        // certificates cannot be read.
        if all.get("systemTags").is_some_and(|tags| tags.value.is_null()) || all.get("tlsAuth").is_some() {
            continue;
        }
        let again = options::from_config(&all.to_pretty_json()).map(|tier| options::consolidate(&[tier]));
        assert_eq!(again.map(|again| again.to_json()), Ok(all.to_json()), "{}", without_answer(&case));
    }
}

fn without_answer(case: &Value) -> Value {
    let mut case = case.clone();
    case.as_object_mut().unwrap().remove("k6");
    case
}

#[test]
fn options_are_what_k6_makes_of_them() {
    let (cases, mut wrong) = (cases(), Vec::new());
    for case in &cases {
        let recorded = case["k6"]["set"].as_array().map(|members| {
            let mut members: Vec<&str> = members.iter().map(|member| member.as_str().unwrap()).collect();
            members.sort_unstable();
            members
        });
        let actual = made(case).map(|all| set(&all));
        let same = match (&recorded, &actual) {
            (Some(recorded), Ok(actual)) => recorded == actual,
            (None, Err(_)) => true,
            _ => false,
        };
        if !same {
            wrong.push(format!("{}\n  k6    {}\n  here  {actual:?}", without_answer(case), case["k6"]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() > 1500, "only {} cases", cases.len());
}

#[test]
fn load_is_what_k6_plans() {
    let (cases, mut wrong, mut looked) = (cases(), Vec::new(), 0);
    for case in &cases {
        let (Some(planned), Ok(all)) = (case["k6"].get("load"), made(case)) else { continue };
        if all.get("executionSegment").is_some() {
            continue;
        }
        looked += 1;
        let load = Load::of(&all);
        let ends = seconds(planned["duration"].as_str().unwrap());
        if (load.ends - ends).abs() > 1e-6 || planned["vus"] != load.peak_vus {
            wrong.push(format!("{}\n  k6 {planned}\n  here {} {}", without_answer(case), load.ends, load.peak_vus));
        }
    }
    assert!(wrong.is_empty(), "{} of {looked} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(looked > 500, "only {looked} cases");
}

/// `1/3:2/3` of `0,1/3,2/3,1` is the second of three.
fn runner(all: &Consolidated) -> Option<(u16, u16)> {
    let segment = all.get("executionSegment")?.value.as_str()?;
    let points: Vec<&str> = all.get("executionSegmentSequence")?.value.as_str()?.split(',').collect();
    let pieces = points.len() - 1;
    let equal = (1..pieces).all(|i| points[i] == format!("{i}/{pieces}"));
    let at = points.iter().position(|point| segment.starts_with(&format!("{point}:"))).filter(|_| equal)?;
    Some((u16::try_from(at).ok()?, u16::try_from(pieces).ok()?))
}

#[test]
fn runners_have_what_k6_gives_them() {
    let (mut wrong, mut looked) = (Vec::new(), 0);
    for case in cases() {
        let (Some(planned), Ok(all)) = (case["k6"].get("load"), made(&case)) else { continue };
        let Some((at, runners)) = runner(&all) else { continue };
        looked += 1;
        let load = Load::of(&all).per_runner(runners).swap_remove(at.into());
        let ends = seconds(planned["duration"].as_str().unwrap());
        // The last VU of a ramp may stop earlier in one runner than in the whole.
        if load.ends + 1e-6 < ends || planned["vus"] != load.peak_vus {
            wrong.push(format!("{}\n  k6 {planned}\n  here {} {}", without_answer(&case), load.ends, load.peak_vus));
        }
    }
    assert!(wrong.is_empty(), "{} of {looked} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(looked > 50, "only {looked} cases");
}

/// `50s` of `k6 inspect`, in seconds.
#[expect(clippy::cast_precision_loss, reason = "far below what an f64 holds")]
fn seconds(text: &str) -> f64 {
    let tier = options::from_config(&format!(
        r#"{{"scenarios": {{"a": {{"executor": "constant-vus", "startTime": "{text}"}}}}}}"#
    ));
    options::consolidate(&[tier.unwrap()]).scenarios()[0].starts() as f64 / 1e9
}
