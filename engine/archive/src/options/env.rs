//! Options in `K6_…` variables.

use super::error::{OptionsError, Problem};
use super::json::{Escape, array, object, string};
use super::key::Form;
use super::number;
use super::tier::{Origin, Tier};
use super::values::{self, Read, stages_written};
use crate::duration;

/// The variables that set options. The others have none.
const VARIABLES: [(&str, &str, Form); 38] = [
    ("K6_PAUSED", "paused", Form::Bool),
    ("K6_VUS", "vus", Form::Int),
    ("K6_DURATION", "duration", Form::Duration),
    ("K6_ITERATIONS", "iterations", Form::Int),
    ("K6_STAGES", "stages", Form::Stages),
    ("K6_NO_SETUP", "noSetup", Form::Bool),
    ("K6_SETUP_TIMEOUT", "setupTimeout", Form::Duration),
    ("K6_NO_TEARDOWN", "noTeardown", Form::Bool),
    ("K6_TEARDOWN_TIMEOUT", "teardownTimeout", Form::Duration),
    ("K6_HANDLE_SUMMARY_TIMEOUT", "handleSummaryTimeout", Form::Duration),
    ("K6_RPS", "rps", Form::Int),
    ("K6_DNS", "dns", Form::Dns),
    ("K6_MAX_REDIRECTS", "maxRedirects", Form::Int),
    ("K6_USER_AGENT", "userAgent", Form::Text),
    ("K6_BATCH", "batch", Form::Int),
    ("K6_BATCH_PER_HOST", "batchPerHost", Form::Int),
    ("K6_HTTP_DEBUG", "httpDebug", Form::Text),
    ("K6_INSECURE_SKIP_TLS_VERIFY", "insecureSkipTLSVerify", Form::Bool),
    ("K6_TLS_CIPHER_SUITES", "tlsCipherSuites", Form::CipherSuites),
    ("K6_TLSAUTH", "tlsAuth", Form::TlsAuth),
    ("K6_THROW", "throw", Form::Bool),
    ("K6_THRESHOLDS", "thresholds", Form::Thresholds),
    ("K6_BLACKLIST_IPS", "blacklistIPs", Form::Networks),
    ("K6_BLOCK_HOSTNAMES", "blockHostnames", Form::HostPatterns),
    ("K6_NO_CONNECTION_REUSE", "noConnectionReuse", Form::Bool),
    ("K6_NO_VU_CONNECTION_REUSE", "noVUConnectionReuse", Form::Bool),
    ("K6_MIN_ITERATION_DURATION", "minIterationDuration", Form::Duration),
    ("K6_SUMMARY_TREND_STATS", "summaryTrendStats", Form::TrendStats),
    ("K6_SUMMARY_TIME_UNIT", "summaryTimeUnit", Form::Text),
    ("K6_SYSTEM_TAGS", "systemTags", Form::SystemTags),
    ("K6_TAGS", "tags", Form::Tags),
    ("K6_METRIC_SAMPLES_BUFFER_SIZE", "metricSamplesBufferSize", Form::Int),
    ("K6_NO_COOKIES_RESET", "noCookiesReset", Form::Bool),
    ("K6_DISCARD_RESPONSE_BODIES", "discardResponseBodies", Form::Bool),
    // Read, and refused when they are wrong, but no options of the archive.
    ("K6_LINGER", "", Form::Bool),
    ("K6_NO_USAGE_REPORT", "", Form::Bool),
    ("K6_NO_ARCHIVE_UPLOAD", "", Form::Bool),
    ("K6_WEB_DASHBOARD", "", Form::Bool),
];

/// The `K6_…` variables that k6 is started with; all others are ignored, and of
/// two with one name the later counts.
pub fn from_env(variables: &[(String, String)]) -> Result<Tier, OptionsError> {
    let (mut tier, mut problems) = (Tier::empty(Origin::Environment), Vec::new());
    let last = |name: &str| variables.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str());
    for (name, key, form) in VARIABLES {
        match last(name).map_or(Ok(None), |value| read(form, value, name)) {
            Ok(json) if !key.is_empty() => tier.put(key, json),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(value) = last("K6_NO_THRESHOLDS") {
        tier.no_thresholds = number::boolean(value);
        if tier.no_thresholds.is_none() {
            problems.push(not("K6_NO_THRESHOLDS", value, "a truth value", "write `true` or `false`"));
        }
    }
    OptionsError::unless_none(problems)?;
    Ok(tier)
}

fn not(name: &str, value: &str, what: &str, help: &str) -> Problem {
    Problem::new(name, format!("`{value}` is not {what}"), help)
}

fn read(form: Form, value: &str, name: &str) -> Read {
    let needs_text = matches!(form, Form::Bool | Form::Int | Form::Duration | Form::Text | Form::HostPatterns);
    if needs_text && value.is_empty() {
        return Ok(None);
    }
    match form {
        Form::Bool => match value {
            "true" | "false" => Ok(Some(value.to_owned())),
            _ => Err(not(name, value, "a truth value", "write `true` or `false`")),
        },
        Form::Int => {
            let int = number::int(value).ok_or_else(|| not(name, value, "a whole number", "write digits alone"))?;
            Ok(Some(int.to_string()))
        }
        Form::Text => Ok(Some(string(value, Escape::Html))),
        Form::Duration => {
            let help = "write `30s`, `1m30s`, `1d2h` or a number of milliseconds";
            let nanos = duration::option(value).ok_or_else(|| not(name, value, "a duration", help))?;
            Ok(Some(string(&duration::text(nanos), Escape::Plain)))
        }
        Form::Stages => stages(value, name),
        Form::Dns => values::dns_pairs(value, name),
        Form::CipherSuites => cipher_suites(value, name),
        Form::TlsAuth => {
            let empty = r#"{"cert":"","key":"","password":null,"domains":null}"#;
            Ok(Some(array(parts(value).iter().map(|_| empty))))
        }
        // The map's keys alone arrive.
        Form::Thresholds => Ok(Some(object(pairs(value, name)?.into_keys().map(|key| (key, "[]"))))),
        Form::Networks => {
            let networks: Result<Vec<_>, _> = parts(value).iter().map(|part| values::network(part, name)).collect();
            Ok(Some(array(networks?)))
        }
        Form::HostPatterns => {
            for pattern in value.split(',') {
                values::host_pattern(pattern, name)?;
            }
            Ok(Some(array(value.split(',').map(|pattern| string(pattern, Escape::Plain)))))
        }
        Form::TrendStats => Ok(Some(array(parts(value).iter().map(|stat| string(stat, Escape::Plain))))),
        Form::SystemTags => Ok(Some(values::system_tags(value.split(',').map(str::trim)))),
        Form::Tags => {
            let tags = pairs(value, name)?;
            let tags = tags.into_iter().map(|(key, value)| (key, string(value, Escape::Plain)));
            Ok(Some(object(tags)).filter(|json| json != "{}"))
        }
        _ => Ok(None),
    }
}

/// The parts of a list; none of an empty text.
fn parts(value: &str) -> Vec<&str> {
    if value.is_empty() { Vec::new() } else { value.split(',').collect() }
}

/// `a:1,b:2`, sorted, the last of two with one name.
fn pairs<'a>(value: &'a str, name: &str) -> Result<std::collections::BTreeMap<&'a str, &'a str>, Problem> {
    let pair = |part: &'a str| {
        let pair = part.split_once(':').filter(|(_, value)| !value.contains(':'));
        pair.ok_or_else(|| not(name, part, "a name and a value", "write `name:value,name:value`"))
    };
    parts(value).into_iter().map(pair).collect()
}

fn stages(value: &str, name: &str) -> Read {
    let mut stages = Vec::new();
    for part in parts(value) {
        let (duration, target) = stages_written(part, name)?;
        // As in the script, a stage without a duration is none.
        if let Some(duration) = duration {
            let target = target.unwrap_or_else(|| "null".to_owned());
            stages.push(object([("duration", duration), ("target", target)]));
        }
    }
    Ok(Some(array(stages)))
}

fn cipher_suites(value: &str, name: &str) -> Read {
    let suite = |part: &&str| {
        let suite = part.parse().ok().and_then(values::suite_of_id);
        let help = "the variable takes the suites' numbers alone, like `4865`; name them in the script instead";
        suite.map(|suite| string(suite, Escape::Plain)).ok_or_else(|| not(name, part, "a cipher suite's number", help))
    };
    let suites: Vec<String> = parts(value).iter().map(suite).collect::<Result<_, _>>()?;
    Ok(Some(if suites.is_empty() { "null".to_owned() } else { array(suites) }))
}
