//! The load that k6 options set: how many virtual users they have at most, and
//! whether k6 takes them together.
//!
//! Source of the rules: k6's `lib/executor/execution_config_shortcuts.go` and the
//! executors' own configs.

use serde_json::{Map, Value};

/// Most virtual users that options have; `None` where they set no load, or in a
/// way that is not known. Scenarios count as if all ran at once.
pub fn max_vus(options: &Value) -> Option<u64> {
    let options = options.as_object()?;
    let vus = or_one(get(options, "vus"))?;
    if let Some(scenarios) = get(options, "scenarios") {
        let scenarios = scenarios.as_object()?;
        let all = scenarios.values().map(of_scenario).sum::<Option<u64>>()?;
        // Which of the two k6 drops depends on its version.
        return Some(if is_set(options, "vus") { all.max(vus) } else { all.max(1) });
    }
    if let Some(stages) = get(options, "stages") {
        return Some(largest_target(stages)?.max(vus));
    }
    let sets_load = ["vus", "iterations", "duration"].into_iter().any(|key| is_set(options, key));
    sets_load.then_some(vus)
}

fn of_scenario(scenario: &Value) -> Option<u64> {
    let scenario = scenario.as_object()?;
    match get(scenario, "executor")?.as_str()? {
        "constant-vus" | "per-vu-iterations" | "shared-iterations" => or_one(get(scenario, "vus")),
        "ramping-vus" => {
            let stages = get(scenario, "stages").map_or(Some(0), largest_target)?;
            Some(or_one(get(scenario, "startVUs"))?.max(stages))
        }
        "constant-arrival-rate" | "ramping-arrival-rate" => {
            number(get(scenario, "maxVUs").or_else(|| get(scenario, "preAllocatedVUs"))?)
        }
        "externally-controlled" => number(get(scenario, "maxVUs").or_else(|| get(scenario, "vus"))?),
        _ => None,
    }
}

fn largest_target(stages: &Value) -> Option<u64> {
    let target = |stage: &Value| get(stage.as_object()?, "target").map_or(Some(0), number);
    stages.as_array()?.iter().map(target).try_fold(0, |most, target| Some(target?.max(most)))
}

fn or_one(value: Option<&Value>) -> Option<u64> {
    value.map_or(Some(1), number)
}

/// A whole number, also one in quotes, as k6 takes it.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// What k6 takes for `key`: letter case does not count, the last of two wins,
/// `null` is nothing.
pub(crate) fn get<'a>(options: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    options.iter().rfind(|(k, value)| k.eq_ignore_ascii_case(key) && !value.is_null()).map(|(_, value)| value)
}

fn is_set(options: &Map<String, Value>, key: &str) -> bool {
    get(options, key).is_some()
}

/// What k6 makes of options that set a load in more than one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// k6 does not start with these together.
    Refused(Vec<&'static str>),
    /// k6 does not start with fewer iterations than virtual users.
    FewIterations { iterations: u64, vus: u64 },
    /// k6 takes `vus` or `scenarios` and drops the other.
    Dropped,
}

impl Clash {
    /// The options that make it.
    pub fn keys(&self) -> &[&'static str] {
        match self {
            Self::Refused(keys) => keys,
            Self::FewIterations { .. } => &["iterations", "vus"],
            Self::Dropped => &["vus", "scenarios"],
        }
    }
}

/// The first thing about the load that k6 does not take as it stands.
pub fn clash(options: &Value) -> Option<Clash> {
    let options = options.as_object()?;
    let counted: Vec<&str> = ["iterations", "duration"].into_iter().filter(|key| is_set(options, key)).collect();
    let staged = get(options, "stages").and_then(Value::as_array).is_some_and(|stages| !stages.is_empty());
    let scenarios = is_set(options, "scenarios");
    if usize::from(!counted.is_empty()) + usize::from(staged) + usize::from(scenarios) > 1 {
        let more = [("stages", staged), ("scenarios", scenarios)].into_iter().filter(|(_, set)| *set);
        return Some(Clash::Refused(counted.into_iter().chain(more.map(|(key, _)| key)).collect()));
    }
    if scenarios && is_set(options, "vus") {
        return Some(Clash::Dropped);
    }
    let iterations = number(get(options, "iterations")?)?;
    let vus = or_one(get(options, "vus"))?;
    (iterations < vus).then_some(Clash::FewIterations { iterations, vus })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What `k6 inspect --execution-requirements` of k6 2.2 says.
    #[test]
    fn most_virtual_users() {
        let stages = json!([{"duration": "1m", "target": 3}, {"duration": "1m"}]);
        for (options, most) in [
            (json!({"vus": 3}), Some(3)),
            (json!({"VUs": "4", "duration": "1s"}), Some(4)),
            (json!({"iterations": 7}), Some(1)),
            (json!({"stages": stages}), Some(3)),
            (json!({"vus": 5, "stages": stages}), Some(5)),
            (json!({"scenarios": {"a": {"executor": "constant-vus", "vus": 2, "duration": "1s"}}}), Some(2)),
            (
                json!({"scenarios": {
                    "a": {"executor": "ramping-vus", "startVUs": 0, "stages": stages},
                    "b": {"executor": "ramping-arrival-rate", "preAllocatedVUs": 2, "maxVUs": 9},
                    "c": {"executor": "constant-arrival-rate", "preAllocatedVUs": 4},
                    "d": {"executor": "per-vu-iterations"},
                    "e": {"executor": "externally-controlled", "vus": 1, "maxVUs": 6},
                }}),
                Some(3 + 9 + 4 + 1 + 6),
            ),
            (json!({"vus": 9, "scenarios": {"a": {"executor": "shared-iterations", "vus": 2}}}), Some(9)),
            (json!({"scenarios": {}}), Some(1)),
            (json!({"scenarios": {"a": {"executor": "of-tomorrow"}}}), None),
            (json!({"vus": 1.5}), None),
            (json!({"thresholds": {}}), None),
            (Value::Null, None),
        ] {
            assert_eq!(max_vus(&options), most, "{options}");
        }
    }

    /// What k6 2.2 says to `k6 archive --config`.
    #[test]
    fn loads_that_k6_does_not_take() {
        let stages = json!([{"duration": "1m", "target": 3}]);
        let refused = |keys: &[&'static str]| Some(Clash::Refused(keys.to_vec()));
        for (options, expected) in [
            (json!({"vus": 5, "stages": stages}), None),
            (json!({"vus": 5, "iterations": 5, "duration": "1m"}), None),
            (json!({"stages": [], "duration": "3s"}), None),
            (json!({"stages": stages, "iterations": null}), None),
            (json!({"vus": 5, "iterations": 5, "stages": stages}), refused(&["iterations", "stages"])),
            (json!({"Duration": "1s", "stages": stages}), refused(&["duration", "stages"])),
            (json!({"duration": "1s", "scenarios": {}}), refused(&["duration", "scenarios"])),
            (json!({"stages": stages, "scenarios": {"a": {}}}), refused(&["stages", "scenarios"])),
            (
                json!({"iterations": 1, "duration": "1s", "stages": stages, "scenarios": {"a": {}}}),
                refused(&["iterations", "duration", "stages", "scenarios"]),
            ),
            (json!({"vus": 9, "scenarios": {"a": {}}}), Some(Clash::Dropped)),
            (json!({"vus": 3, "iterations": 2}), Some(Clash::FewIterations { iterations: 2, vus: 3 })),
            (json!({"iterations": 2}), None),
        ] {
            assert_eq!(clash(&options), expected, "{options}");
        }
    }
}
