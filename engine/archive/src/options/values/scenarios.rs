//! Scenarios, each with the members of its executor in k6's order.

use std::collections::BTreeMap;

use super::super::executor::{EXECUTORS, Executor};
use super::super::json::Escape;
use super::super::json::{Json, Kind, object, sorted, string};
use super::super::key::same;
use super::super::near::nearest;
use super::{Problem, Read, lists, members, scalar, stages, under, wrong};

/// How a member of a scenario is written.
#[derive(Debug, Clone, Copy)]
enum Member {
    Int,
    Duration,
    Text,
    Texts,
    Stages,
    /// `options`: what the browser is started with.
    Options,
}

/// What every scenario has; `executor` stands before these.
const COMMON: [(&str, Member); 6] = [
    ("startTime", Member::Duration),
    ("gracefulStop", Member::Duration),
    ("env", Member::Texts),
    ("exec", Member::Text),
    ("tags", Member::Texts),
    ("options", Member::Options),
];

fn own(executor: Executor) -> &'static [(&'static str, Member)] {
    match executor {
        Executor::ConstantVus => &[("vus", Member::Int), ("duration", Member::Duration)],
        Executor::RampingVus => {
            &[("startVUs", Member::Int), ("stages", Member::Stages), ("gracefulRampDown", Member::Duration)]
        }
        Executor::ConstantArrivalRate => &[
            ("rate", Member::Int),
            ("timeUnit", Member::Duration),
            ("duration", Member::Duration),
            ("preAllocatedVUs", Member::Int),
            ("maxVUs", Member::Int),
        ],
        Executor::RampingArrivalRate => &[
            ("startRate", Member::Int),
            ("timeUnit", Member::Duration),
            ("stages", Member::Stages),
            ("preAllocatedVUs", Member::Int),
            ("maxVUs", Member::Int),
        ],
        Executor::PerVuIterations | Executor::SharedIterations => {
            &[("vus", Member::Int), ("iterations", Member::Int), ("maxDuration", Member::Duration)]
        }
    }
}

pub(crate) fn read(json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    let Some(given) = members(json, path, "an object of scenarios")? else {
        return Ok(before.map(str::to_owned));
    };
    let mut scenarios = BTreeMap::new();
    for (name, value) in given {
        let scenario = scenario(value, &under(path, &name))?;
        scenarios.insert(name, scenario);
    }
    Ok(Some(object(scenarios)))
}

fn scenario(json: Json<'_>, path: &str) -> Result<String, Problem> {
    let given = members(json, path, "an object with an `executor`")?.unwrap_or_default();
    let executor = executor(&given, path)?;
    let known: Vec<(&str, Member)> = COMMON.iter().chain(own(executor)).copied().collect();
    let mut set: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in given.into_iter().filter(|(name, _)| !same(name, "executor")) {
        let Some((key, member)) = known.iter().find(|(key, _)| same(key, &name)) else {
            return Err(unknown(&name, executor, &known, path));
        };
        let before = set.get(key).map(String::as_str);
        match read_member(*member, value, &under(path, key), before)? {
            Some(json) => set.insert(key, json),
            None => set.remove(key),
        };
    }
    let mut all = vec![("executor", string(executor.name(), Escape::Plain))];
    for (key, member) in known {
        match set.remove(key) {
            Some(json) => all.push((key, json)),
            // It alone is left out.
            None if matches!(member, Member::Options) => {}
            None => all.push((key, "null".to_owned())),
        }
    }
    Ok(object(all))
}

fn executor(given: &[(String, Json<'_>)], path: &str) -> Result<Executor, Problem> {
    let path = format!("{path}.executor");
    let value = given.iter().rfind(|(name, _)| same(name, "executor")).map(|(_, json)| json);
    let name = value.map_or(Ok(String::new()), |json| lists::text(*json, &path))?;
    if let Some(executor) = EXECUTORS.into_iter().find(|executor| executor.name() == name) {
        return Ok(executor);
    }
    let names: Vec<String> = EXECUTORS.iter().map(|executor| format!("`{}`", executor.name())).collect();
    let all = format!("write one of {}", names.join(", "));
    if name.is_empty() {
        return Err(Problem::new(path, "a scenario needs an `executor`", all));
    }
    let near = nearest(&name, EXECUTORS.iter().map(|executor| executor.name()));
    let help = near.map_or(all, |name| format!("did you mean `{name}`?"));
    Err(Problem::new(path, format!("k6 has no executor `{name}`"), help))
}

fn unknown(name: &str, executor: Executor, known: &[(&str, Member)], path: &str) -> Problem {
    // A member of another executor is no slip of the pen.
    let elsewhere = EXECUTORS.into_iter().flat_map(own).any(|(key, _)| same(key, name));
    let near = nearest(name, known.iter().map(|(key, _)| *key)).filter(|_| !elsewhere);
    let help = near.map_or_else(
        || {
            let own: Vec<String> = own(executor).iter().map(|(key, _)| format!("`{key}`")).collect();
            format!("it has {} and what every scenario has", own.join(", "))
        },
        |key| format!("did you mean `{key}`?"),
    );
    Problem::new(under(path, name), format!("the executor `{}` has no `{name}`", executor.name()), help)
}

fn read_member(member: Member, json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    match member {
        Member::Int => scalar::int(json, path),
        Member::Duration => scalar::duration(json, path),
        Member::Text => scalar::text(json, path),
        Member::Texts => lists::text_map(json, path, before),
        Member::Stages => stages::of_scenario(json, path),
        Member::Options => options(json, path),
    }
}

fn options(json: Json<'_>, path: &str) -> Read {
    let Some(members) = members(json, path, "an object with `browser`")? else { return Ok(None) };
    let mut browser = None;
    for (name, value) in members {
        let path = under(path, &name);
        if !same(&name, "browser") {
            return Err(Problem::new(
                path,
                "is not known to k6",
                "a scenario's `options` have `browser` and nothing else",
            ));
        }
        browser = match value.kind() {
            Kind::Null => None,
            Kind::Object(_) => Some(sorted(value)),
            _ => return Err(wrong(&path, value, "an object like `{ type: 'chromium' }`")),
        };
    }
    Ok(Some(object([("browser", browser.unwrap_or_else(|| "null".to_owned()))])))
}
