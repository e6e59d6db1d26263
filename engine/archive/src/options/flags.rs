//! Options in k6's own flags.

use std::collections::BTreeMap;

use super::error::{OptionsError, Problem};
use super::json::{Escape, array, object, string};
use super::number;
use super::tier::{Origin, Tier};
use super::values::{self, Read, stages_written};
use crate::duration;

/// How the text of a flag is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bool,
    Int,
    Duration,
    Text,
    Debug,
    TimeUnit,
    Stages,
    Segment,
    SegmentSequence,
    Dns,
    Networks,
    HostPatterns,
    TrendStats,
    SystemTags,
    Tags,
}

/// Long name, short name, option.
const FLAGS: [(&str, &str, &str, Form); 28] = [
    ("--vus", "-u", "vus", Form::Int),
    ("--duration", "-d", "duration", Form::Duration),
    ("--iterations", "-i", "iterations", Form::Int),
    ("--stage", "-s", "stages", Form::Stages),
    ("--execution-segment", "", "executionSegment", Form::Segment),
    ("--execution-segment-sequence", "", "executionSegmentSequence", Form::SegmentSequence),
    ("--paused", "-p", "paused", Form::Bool),
    ("--no-setup", "", "noSetup", Form::Bool),
    ("--no-teardown", "", "noTeardown", Form::Bool),
    ("--dns", "", "dns", Form::Dns),
    ("--max-redirects", "", "maxRedirects", Form::Int),
    ("--batch", "", "batch", Form::Int),
    ("--batch-per-host", "", "batchPerHost", Form::Int),
    ("--rps", "", "rps", Form::Int),
    ("--user-agent", "", "userAgent", Form::Text),
    ("--http-debug", "", "httpDebug", Form::Debug),
    ("--insecure-skip-tls-verify", "", "insecureSkipTLSVerify", Form::Bool),
    ("--no-connection-reuse", "", "noConnectionReuse", Form::Bool),
    ("--no-vu-connection-reuse", "", "noVUConnectionReuse", Form::Bool),
    ("--min-iteration-duration", "", "minIterationDuration", Form::Duration),
    ("--throw", "-w", "throw", Form::Bool),
    ("--blacklist-ip", "", "blacklistIPs", Form::Networks),
    ("--block-hostnames", "", "blockHostnames", Form::HostPatterns),
    ("--summary-trend-stats", "", "summaryTrendStats", Form::TrendStats),
    ("--summary-time-unit", "", "summaryTimeUnit", Form::TimeUnit),
    ("--system-tags", "", "systemTags", Form::SystemTags),
    ("--tag", "", "tags", Form::Tags),
    ("--discard-response-bodies", "", "discardResponseBodies", Form::Bool),
];

/// k6's flags as they were given, name and value: `("--vus", "5")`, `("-s",
/// "5s:10")`, `("--paused", "")`. A flag that sets no option is ignored here:
/// whether k6 has it at all is the command line's business. Of several with one
/// name the last counts; stages, lists and tags add up.
pub fn from_flags(flags: &[(String, String)]) -> Result<Tier, OptionsError> {
    let (mut tier, mut problems) = (Tier::empty(Origin::Flags), Vec::new());
    for (long, short, key, form) in FLAGS {
        let given: Vec<&str> = flags
            .iter()
            .filter(|(name, _)| name == long || (!short.is_empty() && name == short))
            .map(|(_, value)| value.as_str())
            .collect();
        match read(form, &given, long) {
            Ok(json) => tier.put(key, json),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some((_, value)) = flags.iter().rfind(|(name, _)| name == "--no-thresholds") {
        match truth(value, "--no-thresholds") {
            Ok(truth) => tier.no_thresholds = Some(truth),
            Err(problem) => problems.push(problem),
        }
    }
    OptionsError::unless_none(problems)?;
    Ok(tier)
}

/// Whether a flag of k6 that sets an option takes a value; `None` where there is
/// no such flag.
pub fn takes_value(name: &str) -> Option<bool> {
    let known = FLAGS.iter().find(|(long, short, ..)| name == *long || (!short.is_empty() && name == *short));
    match known {
        Some((.., form)) => Some(!matches!(form, Form::Bool | Form::Debug)),
        None => (name == "--no-thresholds").then_some(false),
    }
}

fn not(name: &str, value: &str, what: &str, help: &str) -> Problem {
    Problem::new(name, format!("`{value}` is not {what}"), help)
}

/// A flag without a value is `true`.
fn truth(value: &str, name: &str) -> Result<bool, Problem> {
    if value.is_empty() {
        return Ok(true);
    }
    number::boolean(value).ok_or_else(|| not(name, value, "a truth value", "write the flag alone, or `=false`"))
}

fn read(form: Form, given: &[&str], name: &str) -> Read {
    let Some(last) = given.last().copied() else { return Ok(None) };
    let each = |what: fn(&str, &str) -> Result<String, Problem>| -> Result<Vec<String>, Problem> {
        split(given, name)?.iter().map(|part| what(part, name)).collect()
    };
    match form {
        Form::Bool => Ok(Some(truth(last, name)?.to_string())),
        Form::Int => {
            let int = number::prefixed_int(last).ok_or_else(|| not(name, last, "a whole number", "write digits alone"));
            Ok(Some(int?.to_string()))
        }
        Form::Duration => {
            let help = "write `30s` or `1m30s`; the command line takes neither days nor bare numbers";
            let nanos = duration::go(last).ok_or_else(|| not(name, last, "a duration", help))?;
            Ok(Some(string(&duration::text(nanos), Escape::Plain)))
        }
        Form::Text => Ok(Some(string(last, Escape::Html))),
        Form::Debug => Ok(Some(string(if last.is_empty() { "headers" } else { last }, Escape::Html))),
        Form::TimeUnit => match last {
            "" => Ok(None),
            "s" | "ms" | "us" => Ok(Some(string(last, Escape::Html))),
            _ => Err(not(name, last, "a unit of time", "write `s`, `ms` or `us`")),
        },
        Form::Stages => stages(&split(given, name)?, name),
        Form::Segment => values::segment(last, name).map(Some),
        Form::SegmentSequence => values::segment_sequence(last, name).map(Some),
        Form::Dns if last.is_empty() => Ok(None),
        Form::Dns => values::dns_pairs(last, name),
        Form::Networks => Ok(Some(array(each(values::network)?)).filter(|json| json != "[]")),
        Form::HostPatterns => {
            let pattern = |text: &str, name: &str| {
                values::host_pattern(text, name)?;
                Ok(string(text, Escape::Plain))
            };
            Ok(Some(array(each(pattern)?)))
        }
        Form::TrendStats => Ok(Some(array(each(|stat, _| Ok(string(stat, Escape::Plain)))?))),
        Form::SystemTags => {
            let tags = split(given, name)?;
            Ok(Some(values::system_tags(tags.iter().map(String::as_str))))
        }
        Form::Tags => tags(given, name),
    }
}

/// The fields of all values as pflag reads them: the first line of CSV each.
fn split(given: &[&str], name: &str) -> Result<Vec<String>, Problem> {
    let mut all = Vec::new();
    for text in given.iter().filter(|text| !text.is_empty()) {
        let line = text.lines().next().unwrap_or_default();
        all.extend(fields(line).ok_or_else(|| not(name, text, "a list", "put both quotes around a part, or none"))?);
    }
    Ok(all)
}

/// `a,"b,c"` -> `a`, `b,c`. A quote inside a bare field is refused.
fn fields(line: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let Some(quoted) = rest.strip_prefix('"') else {
            let (field, after) = rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after)));
            if field.contains('"') {
                return None;
            }
            fields.push(field.to_owned());
            match after {
                Some(after) => rest = after,
                None => return Some(fields),
            }
            continue;
        };
        let mut field = String::new();
        let mut tail = quoted;
        loop {
            let (before, after) = tail.split_once('"')?;
            field.push_str(before);
            let Some(more) = after.strip_prefix('"') else {
                tail = after;
                break;
            };
            field.push('"');
            tail = more;
        }
        fields.push(field);
        match tail.strip_prefix(',') {
            Some(after) => rest = after,
            None if tail.is_empty() => return Some(fields),
            None => return None,
        }
    }
}

fn stages(parts: &[String], name: &str) -> Read {
    let mut stages = Vec::new();
    for part in parts {
        let (duration, target) = stages_written(part, name)?;
        let Some(duration) = duration else {
            return Err(not(name, part, "a stage", "write its duration and its target, like `30s:10`"));
        };
        let target = target.unwrap_or_else(|| "null".to_owned());
        stages.push(object([("duration", duration), ("target", target)]));
    }
    Ok(Some(array(stages)))
}

fn tags(given: &[&str], name: &str) -> Read {
    let mut tags = BTreeMap::new();
    // One empty value alone is as good as none.
    for tag in given.iter().filter(|tag| given.len() > 1 || !tag.is_empty()) {
        match tag.split_once('=') {
            Some((key, value)) if !key.is_empty() && !value.is_empty() => {
                tags.insert(key, string(value, Escape::Plain));
            }
            _ => return Err(not(name, tag, "a tag", "write `name=value`")),
        }
    }
    Ok(Some(object(tags)).filter(|json| json != "{}"))
}
