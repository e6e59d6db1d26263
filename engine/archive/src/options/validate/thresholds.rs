//! Thresholds: `p(95) < 500` of a metric that there is.

use serde_json::Value;

use super::super::consolidate::Consolidated;
use super::super::error::Problem;
use super::super::facts::{BUILT_IN, MetricType, ScriptFacts};
use super::super::near::nearest;
use super::super::number;
use super::super::values::under;
use super::is_percentile;

pub(super) fn check(options: &Consolidated, facts: &ScriptFacts, problems: &mut Vec<Problem>) {
    let metrics = options.get("thresholds").and_then(|setting| setting.value.as_object());
    let Some(metrics) = metrics.filter(|_| !options.no_thresholds) else { return };
    for (metric, list) in metrics {
        let path = under("thresholds", metric);
        let kind = match name(metric, &path) {
            Ok(name) => facts.metric(name).or_else(|| {
                problems.push(unknown(name, &path, facts));
                None
            }),
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        for (i, threshold) in list.as_array().into_iter().flatten().enumerate() {
            let text = threshold.as_str().or_else(|| threshold.get("threshold").and_then(Value::as_str));
            problems.extend(expression(text.unwrap_or_default(), metric, kind, &format!("{path}[{i}]")).err());
        }
    }
}

/// The metric of `http_req_duration{status:200}`.
fn name<'a>(metric: &'a str, path: &str) -> Result<&'a str, Problem> {
    let (open, close) = match (metric.find('{'), metric.rfind('}')) {
        (None, None) => return Ok(metric),
        (Some(open), Some(close)) if metric.find('}').is_some_and(|first| open < first) => (open, close),
        _ => {
            let message = format!("the braces of `{metric}` do not match");
            return Err(Problem::new(path, message, "write tags as `metric{tag:value}`"));
        }
    };
    if close + 1 != metric.len() {
        let message = format!("`{metric}` goes on after its tags");
        return Err(Problem::new(path, message, "end it with `}`"));
    }
    let tags = metric.get(open + 1..close).unwrap_or_default();
    for tag in tags.split(',') {
        if tag.split_once(':').is_none_or(|(_, value)| value.is_empty()) {
            let message = format!("`{tag}` is not a tag");
            return Err(Problem::new(path, message, "write tags as `metric{tag:value,other:value}`"));
        }
    }
    Ok(metric.get(..open).unwrap_or_default())
}

fn unknown(name: &str, path: &str, facts: &ScriptFacts) -> Problem {
    let names = BUILT_IN.iter().map(|(name, _)| *name).chain(facts.metrics.keys().map(String::as_str));
    let near = nearest(name, names);
    let help = near.map_or_else(
        || "name one of k6's metrics or one that the script makes at its start".to_owned(),
        |metric| format!("did you mean `{metric}`?"),
    );
    Problem::new(path, format!("there is no metric `{name}`"), help)
}

const SYNTAX: &str = "write it like `p(95)<500`, `rate<0.01` or `count>=10`";

/// Longer ones first, where one begins with another.
const OPERATORS: [&str; 7] = ["===", "==", "!=", ">=", "<=", ">", "<"];

fn expression(text: &str, metric: &str, kind: Option<MetricType>, path: &str) -> Result<(), Problem> {
    let bad = |what: String| Problem::new(path, what, SYNTAX);
    let operator = OPERATORS
        .iter()
        .filter_map(|op| text.find(op).map(|at| (at, *op)))
        .reduce(|first, next| if next.0 < first.0 { next } else { first });
    let Some((at, operator)) = operator else {
        return Err(bad(format!("`{text}` is not a threshold")));
    };
    let method = text.get(..at).unwrap_or_default().trim();
    let value = text.get(at + operator.len()..).unwrap_or_default().trim();
    if number::float(value).is_none() {
        return Err(bad(format!("`{value}` of `{text}` is not a number")));
    }
    let percentile = method.strip_prefix("p(").and_then(|p| p.strip_suffix(')'));
    let aggregation = match percentile {
        Some(p) if is_percentile(p) => "p",
        Some(p) => return Err(bad(format!("`{p}` of `{text}` is not a number from 0 to 100"))),
        None => method,
    };
    let all = ["value", "count", "rate", "avg", "min", "max", "med"];
    if percentile.is_none() && !all.contains(&aggregation) {
        return Err(bad(format!("k6 has no aggregation `{method}`")));
    }
    let Some(kind) = kind.filter(|kind| !kind.aggregations().contains(&aggregation)) else { return Ok(()) };
    let ok: Vec<String> =
        kind.aggregations().iter().map(|a| if *a == "p" { "`p(95)`".to_owned() } else { format!("`{a}`") }).collect();
    let message = format!("`{text}` asks for `{method}`, but `{metric}` is a {}", kind.name());
    Err(Problem::new(path, message, format!("a {} has {}", kind.name(), ok.join(", "))))
}
