//! The k6 options of a run: what `k6 archive --config` is given.

use std::collections::BTreeMap;

use k6cfg_profile::{OptionsFrom, TestType, TunedBy};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Origin, Variable};

/// Options that set a load; a config file with none of them is given the
/// profile's scenario.
const LOAD: [&str; 5] = ["stages", "scenarios", "iterations", "vus", "duration"];

/// Why a tuning variable cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadTuning {
    pub(super) variable: String,
    pub(super) origin: Origin,
    pub(super) wants: &'static str,
}

/// Who brings an option, the later over the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Brought {
    /// The profile's scenario for the test type.
    Profile,
    /// The test's `config_file`.
    Test,
    /// The context's `test_type.config_file`.
    Context,
}

/// The options of a run and who brings each of them, by its key.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Options {
    /// `null` where the script alone decides.
    pub(super) value: Value,
    pub(super) brought: BTreeMap<String, Brought>,
}

pub(super) fn options(
    test_type: &TestType,
    variables: &[Variable],
    test_file: Option<Map<String, Value>>,
    context_file: Option<Map<String, Value>>,
) -> Result<Options, Vec<BadTuning>> {
    let scenario = test_type.options.scenario.clone().unwrap_or_default();
    let mut layers = Layers::default();
    match test_type.options.from {
        OptionsFrom::Script => return Ok(Options::default()),
        OptionsFrom::Profile => {
            layers.put(scenario, Brought::Profile);
            if let Some(by) = &test_type.options.tuned_by {
                tune(&mut layers.options, by, variables)?;
            }
        }
        OptionsFrom::Files => {
            layers.put(test_file.unwrap_or_default(), Brought::Test);
            if !LOAD.iter().any(|key| layers.options.contains_key(*key)) {
                layers.put(scenario, Brought::Profile);
            }
            if let Some(over) = context_file {
                if ["iterations", "vus", "duration"].iter().any(|key| over.contains_key(*key)) {
                    layers.drop("stages");
                    layers.drop("scenarios");
                }
                layers.put(over, Brought::Context);
            }
        }
    }
    Ok(Options { value: Value::Object(layers.options), brought: layers.brought })
}

/// Options laid over each other.
#[derive(Default)]
struct Layers {
    options: Map<String, Value>,
    brought: BTreeMap<String, Brought>,
}

impl Layers {
    fn put(&mut self, layer: Map<String, Value>, by: Brought) {
        self.brought.extend(layer.keys().map(|key| (key.clone(), by)));
        self.options.extend(layer);
    }

    fn drop(&mut self, key: &str) {
        self.options.shift_remove(key);
        self.brought.remove(key);
    }
}

fn tune(options: &mut Map<String, Value>, by: &TunedBy, variables: &[Variable]) -> Result<(), Vec<BadTuning>> {
    let mut bad = Vec::new();
    let mut read = |variable: &String, wants: &'static str, parse: fn(&str) -> Option<Value>| {
        let given = variables.iter().find(|v| v.name == *variable)?;
        let value = parse(&given.value);
        if value.is_none() {
            bad.push(BadTuning { variable: variable.clone(), origin: given.origin, wants });
        }
        value
    };
    let duration = read(&by.stage_duration, "a duration such as `10m` or `1h30m`", |text| {
        is_go_duration(text).then(|| Value::from(text))
    });
    let target = read(&by.stage_target, "a whole number, 1 or more", |text| {
        text.parse::<i64>().ok().filter(|n| *n >= 1).map(Value::from)
    });
    let abort = read(&by.abort_on_fail, "`true` or `false`", |text| go_bool(text).map(Value::from));
    if !bad.is_empty() {
        return Err(bad);
    }
    if let Some(stage) = options.get_mut("stages").and_then(|s| s.get_mut(0)).and_then(Value::as_object_mut) {
        stage.extend(duration.map(|d| ("duration".to_owned(), d)));
        stage.extend(target.map(|t| ("target".to_owned(), t)));
    }
    if let Some(abort) = abort
        && let Some(thresholds) = options.get_mut("thresholds").and_then(Value::as_object_mut)
    {
        for list in thresholds.values_mut().filter_map(Value::as_array_mut) {
            for threshold in list.iter_mut().filter_map(Value::as_object_mut) {
                threshold.insert("abortOnFail".to_owned(), abort.clone());
            }
        }
    }
    Ok(())
}

/// Go's `strconv.ParseBool`.
fn go_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

/// Go's `time.ParseDuration`, above zero.
fn is_go_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    let mut positive = false;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let Ok(value) = number.parse::<f64>() else { return false };
        positive |= value > 0.0;
        let Some(unit) = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"].into_iter().find(|u| {
            tail.strip_prefix(*u)
                .is_some_and(|t| t.is_empty() || t.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        }) else {
            return false;
        };
        rest = tail.get(unit.len()..).unwrap_or_default();
    }
    positive
}

#[cfg(test)]
mod tests {
    use k6cfg_profile::Profile;
    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::*;
    use crate::expand::Origin;

    #[expect(clippy::needless_pass_by_value, reason = "reads better at the call")]
    fn object(value: Value) -> Option<Map<String, Value>> {
        value.as_object().cloned()
    }

    fn of(test_type: &str, file: Option<Map<String, Value>>, context: Option<Map<String, Value>>) -> Value {
        options(Profile::built_in().test_type(test_type).unwrap(), &[], file, context).unwrap().value
    }

    #[test]
    fn the_scenario_fills_in_only_where_no_load_is_set() {
        let thresholds = json!({"thresholds": {"http_req_failed": ["rate<0.01"]}});
        let mut filled = thresholds.clone();
        filled["vus"] = json!(1);
        filled["iterations"] = json!(1);
        assert_eq!(of("functional", object(thresholds), None), filled);
        for load in ["stages", "scenarios", "iterations", "vus", "duration"] {
            let set = json!({load: 1});
            assert_eq!(of("smoke", object(set.clone()), None), set);
        }
    }

    #[test]
    fn the_contexts_file_comes_last_and_counts_drop_stages() {
        let base = object(json!({"stages": [1], "tags": {"a": "b"}}));
        let over = object(json!({"vus": 5, "tags": {}}));
        assert_eq!(of("smoke", base.clone(), over), json!({"tags": {}, "vus": 5}));
        let over = object(json!({"tags": {}}));
        assert_eq!(of("smoke", base, over), json!({"stages": [1], "tags": {}}));
    }

    #[test]
    fn says_who_brings_each_option() {
        let kind = Profile::built_in().test_type("smoke").unwrap();
        let brought = |file, context| {
            let options = options(kind, &[], file, context).unwrap();
            let list: Vec<_> = options.brought.into_iter().map(|(key, by)| format!("{key} {by:?}")).collect();
            list.join(", ")
        };
        let tags = || object(json!({"tags": {}}));
        assert_eq!(brought(tags(), None), "stages Profile, tags Test");
        assert_eq!(brought(tags(), object(json!({"vus": 2, "tags": {}}))), "tags Context, vus Context");
        assert_eq!(brought(object(json!({"vus": 2})), object(json!({"scenarios": {}}))), "scenarios Context, vus Test");
    }

    #[test]
    fn breakpoint_is_the_profiles_and_is_tuned() {
        let kind = Profile::built_in().test_type("breakpoint").unwrap();
        let variable =
            |name: &str, value: &str| Variable { name: name.into(), value: value.into(), origin: Origin::Config };
        let tuned = options(
            kind,
            &[
                variable("BREAKPOINT_STAGE_DURATION", "5m"),
                variable("BREAKPOINT_STAGE_TARGET", "7"),
                variable("BREAKPOINT_STAGE_ABORTONFAIL", "false"),
            ],
            object(json!({"vus": 3})),
            object(json!({"vus": 4})),
        )
        .unwrap();
        assert_eq!(
            tuned.value,
            json!({
                "executor": "ramping-arrival-rate",
                "stages": [{"duration": "5m", "target": 7}],
                "thresholds": {
                    "http_req_failed": [{"threshold": "rate==0.0", "abortOnFail": false, "delayAbortEval": "10s"}],
                    "http_req_duration": [{"threshold": "max<5000", "abortOnFail": false, "delayAbortEval": "10s"}],
                },
            })
        );
        for (name, value) in [
            ("BREAKPOINT_STAGE_DURATION", "5 minutes"),
            ("BREAKPOINT_STAGE_DURATION", "0s"),
            ("BREAKPOINT_STAGE_TARGET", "0"),
            ("BREAKPOINT_STAGE_TARGET", "1.5"),
            ("BREAKPOINT_STAGE_ABORTONFAIL", "maybe"),
        ] {
            let bad = options(kind, &[variable(name, value)], None, None).unwrap_err();
            assert_eq!(bad.first().unwrap().variable, name, "{value}");
        }
    }

    #[test]
    fn durations_as_go_reads_them() {
        for good in ["10m", "1h30m", "1.5s", "100ms", "2µs"] {
            assert!(is_go_duration(good), "{good}");
        }
        for bad in ["", "10", "m", "1d", "10 m", "-1m", "1m5"] {
            assert!(!is_go_duration(bad), "{bad}");
        }
    }

    #[test]
    fn custom_has_none() {
        assert_eq!(of("custom", object(json!({"vus": 1})), None), Value::Null);
    }
}
