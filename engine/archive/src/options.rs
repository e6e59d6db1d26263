//! k6's options as an archive holds them: every option, in k6's order, `null`
//! where nothing is set.

use serde_json::{Map, Value, json};

use crate::duration;

/// The options of k6 2.2, in the order of its metadata. `cloud` alone is left
/// out when it is not set.
const KEYS: [&str; 42] = [
    "paused",
    "vus",
    "duration",
    "iterations",
    "stages",
    "scenarios",
    "executionSegment",
    "executionSegmentSequence",
    "noSetup",
    "setupTimeout",
    "noTeardown",
    "teardownTimeout",
    "handleSummaryTimeout",
    "rps",
    "dns",
    "maxRedirects",
    "userAgent",
    "batch",
    "batchPerHost",
    "httpDebug",
    "insecureSkipTLSVerify",
    "tlsCipherSuites",
    "tlsVersion",
    "tlsAuth",
    "throw",
    "thresholds",
    "blacklistIPs",
    "blockHostnames",
    "hosts",
    "noConnectionReuse",
    "noVUConnectionReuse",
    "minIterationDuration",
    "cloud",
    "ext",
    "summaryTrendStats",
    "summaryTimeUnit",
    "systemTags",
    "tags",
    "metricSamplesBufferSize",
    "noCookiesReset",
    "discardResponseBodies",
    "features",
];

const DURATIONS: [&str; 5] =
    ["duration", "setupTimeout", "teardownTimeout", "handleSummaryTimeout", "minIterationDuration"];

/// The options file in the form of the metadata. Keys that k6 does not have are
/// left out, as k6 leaves them out; letter case does not count and the last of
/// two wins.
pub(crate) fn consolidated(options: &Value) -> Value {
    let given = options.as_object();
    let mut all = Map::new();
    for key in KEYS {
        let value = given
            .and_then(|map| map.iter().rfind(|(k, v)| k.eq_ignore_ascii_case(key) && !v.is_null()))
            .map(|(_, value)| normal(key, value));
        match value {
            Some(value) => {
                all.insert(key.to_owned(), value);
            }
            None if key == "cloud" => {}
            None => {
                all.insert(key.to_owned(), default(key));
            }
        }
    }
    Value::Object(all)
}

fn default(key: &str) -> Value {
    match key {
        "dns" => json!({"ttl": null, "select": null, "policy": null}),
        "summaryTrendStats" => json!(["avg", "min", "med", "max", "p(90)", "p(95)"]),
        "systemTags" => json!([
            "check",
            "error",
            "error_code",
            "expected_response",
            "group",
            "method",
            "name",
            "proto",
            "scenario",
            "service",
            "status",
            "subproto",
            "tls_version",
            "url",
        ]),
        _ => Value::Null,
    }
}

fn normal(key: &str, value: &Value) -> Value {
    match key {
        "stages" => stages(value),
        "thresholds" => thresholds(value),
        "dns" => {
            let mut dns = default("dns");
            for member in ["ttl", "select", "policy"] {
                if let (Some(given), Some(slot)) = (value.get(member), dns.get_mut(member)) {
                    *slot = given.clone();
                }
            }
            dns
        }
        key if DURATIONS.contains(&key) => duration_text(value),
        _ => value.clone(),
    }
}

fn duration_text(value: &Value) -> Value {
    duration::parse(value).map_or_else(|| value.clone(), |nanos| Value::from(duration::text(nanos)))
}

/// Stages without a duration are dropped; a missing target is `null`.
fn stages(value: &Value) -> Value {
    let Some(list) = value.as_array() else { return value.clone() };
    let stage = |stage: &Value| {
        let duration = stage.get("duration").filter(|d| !d.is_null())?;
        Some(json!({"duration": duration_text(duration), "target": stage.get("target").cloned().unwrap_or_default()}))
    };
    list.iter().filter_map(stage).collect()
}

/// A threshold that does not abort is its text alone.
fn thresholds(value: &Value) -> Value {
    let Some(metrics) = value.as_object() else { return value.clone() };
    let mut sorted: Vec<(&String, &Value)> = metrics.iter().collect();
    sorted.sort_by_key(|(name, _)| name.as_str());
    let one = |threshold: &Value| -> Value {
        let Some(text) = threshold.get("threshold") else { return threshold.clone() };
        if threshold.get("abortOnFail") != Some(&Value::Bool(true)) {
            return text.clone();
        }
        let delay = threshold.get("delayAbortEval").filter(|d| !d.is_null());
        json!({"threshold": text, "abortOnFail": true, "delayAbortEval": delay.map(duration_text)})
    };
    let list = |list: &Value| list.as_array().map_or_else(|| list.clone(), |l| l.iter().map(one).collect());
    Value::Object(sorted.into_iter().map(|(name, l)| (name.clone(), list(l))).collect())
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn every_option_in_order() {
        let all = consolidated(&Value::Null);
        let keys: Vec<&String> = all.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 41);
        assert_eq!(keys.first().unwrap().as_str(), "paused");
        assert_eq!(keys.last().unwrap().as_str(), "features");
        assert_eq!(all["vus"], Value::Null);
    }

    #[test]
    fn values_are_k6s() {
        let all = consolidated(&json!({
            "VUS": 3, "vus": 2, "executor": "x",
            "duration": 1500,
            "stages": [{"target": 1}, {"duration": "1m"}],
            "thresholds": {
                "b": [{"threshold": "p(95)<1", "abortOnFail": true, "delayAbortEval": "10s"}, "avg<1"],
                "a": [{"threshold": "max<5", "abortOnFail": false, "delayAbortEval": "1m"}],
            },
        }));
        assert_eq!(all["vus"], json!(2));
        assert_eq!(all["duration"], json!("1.5s"));
        assert_eq!(all["stages"], json!([{"duration": "1m0s", "target": null}]));
        assert_eq!(
            serde_json::to_string(&all["thresholds"]).unwrap(),
            r#"{"a":["max<5"],"b":[{"threshold":"p(95)<1","abortOnFail":true,"delayAbortEval":"10s"},"avg<1"]}"#
        );
        assert_eq!(all.get("executor"), None);
    }
}
