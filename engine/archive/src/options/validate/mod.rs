//! What k6 refuses once all options are known.

mod execution;
mod scenario;
mod shortcuts;
mod thresholds;

use serde_json::Value;

use super::consolidate::Consolidated;
use super::error::{OptionsError, Problem};
use super::facts::ScriptFacts;
use super::number;
use super::values::ttl_is_good;

impl Consolidated {
    /// Whether k6 would run these options with this script. Finds all that is
    /// wrong, but for what a conflict hides.
    pub fn validate(&self, facts: &ScriptFacts) -> Result<(), OptionsError> {
        let mut problems = Vec::new();
        thresholds::check(self, facts, &mut problems);
        if shortcuts::check(self, &mut problems) {
            for scenario in self.scenarios() {
                scenario::check(&scenario, facts, &mut problems);
            }
        }
        execution::check(self, &mut problems);
        self.check_dns(&mut problems);
        self.check_trend_stats(&mut problems);
        self.check_tags(&mut problems);
        OptionsError::unless_none(problems)
    }

    fn check_dns(&self, problems: &mut Vec<Problem>) {
        let ttl = self.get("dns").and_then(|dns| dns.value.get("ttl")).and_then(Value::as_str);
        if let Some(ttl) = ttl.filter(|ttl| !ttl_is_good(ttl)) {
            let message = format!("`{ttl}` is not a time to keep names");
            problems.push(Problem::new("dns.ttl", message, "write a duration like `5m`, `0` or `inf`"));
        }
    }

    fn check_trend_stats(&self, problems: &mut Vec<Problem>) {
        let stats = self.get("summaryTrendStats").and_then(|stats| stats.value.as_array());
        for (i, stat) in stats.into_iter().flatten().filter_map(Value::as_str).enumerate() {
            let known = ["avg", "min", "med", "max", "count"].contains(&stat)
                || stat.strip_prefix("p(").and_then(|p| p.strip_suffix(')')).is_some_and(is_percentile);
            if !known {
                let path = format!("summaryTrendStats[{i}]");
                let help = "write `avg`, `min`, `med`, `max`, `count` or a percentile from `p(0)` to `p(100)`";
                problems.push(Problem::new(path, format!("k6 has no statistic `{stat}`"), help));
            }
        }
    }

    /// k6 crashes on a tag without a name.
    fn check_tags(&self, problems: &mut Vec<Problem>) {
        let value = self.get("tags").and_then(|tags| tags.value.get("")).and_then(Value::as_str);
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let message = format!("the tag with the value `{value}` has no name");
            problems.push(Problem::new("tags[\"\"]", message, "give it a name"));
        }
    }
}

/// Whether a text is a number from 0 to 100. `NaN` is one to k6.
fn is_percentile(text: &str) -> bool {
    number::float(text).is_some_and(|p| p.is_nan() || (0.0..=100.0).contains(&p))
}
