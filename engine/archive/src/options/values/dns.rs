//! `dns`: how long names are kept, which address is taken.

use super::super::json::{Escape, Json, Kind, object, string};
use super::super::key::same;
use super::{Problem, Read, members, scalar, under, wrong};
use crate::duration;

const SELECT: [&str; 3] = ["first", "random", "roundRobin"];
const POLICY: [&str; 5] = ["preferIPv4", "preferIPv6", "onlyIPv4", "onlyIPv6", "any"];

/// The members in k6's order, `null` where unset.
fn dns(ttl: Option<String>, select: Option<String>, policy: Option<String>) -> Option<String> {
    if ttl.is_none() && select.is_none() && policy.is_none() {
        return None;
    }
    let or_null = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
    Some(object([("ttl", or_null(ttl)), ("select", or_null(select)), ("policy", or_null(policy))]))
}

pub(crate) fn read(json: Json<'_>, path: &str) -> Read {
    let what = "an object like `{ ttl: '1m', select: 'random', policy: 'any' }`";
    let Some(members) = members(json, path, what)? else { return Ok(None) };
    let (mut ttl, mut select, mut policy) = (None, None, None);
    for (key, value) in members {
        let path = under(path, &key);
        if same(&key, "ttl") {
            ttl = scalar::text(value, &path)?;
        } else if same(&key, "select") {
            select = choice(value, &path, &SELECT)?;
        } else if same(&key, "policy") {
            policy = choice(value, &path, &POLICY)?;
        }
    }
    Ok(dns(ttl, select, policy))
}

fn choice(json: Json<'_>, path: &str, choices: &[&str]) -> Read {
    match json.kind() {
        Kind::Null => Ok(None),
        Kind::String(text) => one_of(&text, path, choices).map(Some),
        _ => Err(wrong(path, json, "a text")),
    }
}

fn one_of(text: &str, path: &str, choices: &[&str]) -> Result<String, Problem> {
    if choices.contains(&text) {
        return Ok(string(text, Escape::Plain));
    }
    Err(Problem::new(path, format!("k6 has no `{text}` here"), format!("write one of {}", listed(choices))))
}

fn listed(choices: &[&str]) -> String {
    choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ")
}

/// `ttl=1m,select=random` of variables and flags.
pub(crate) fn pairs(text: &str, path: &str) -> Read {
    let (mut ttl, mut select, mut policy) = (None, None, None);
    for pair in text.split(',') {
        let Some((key, value)) = pair.split_once('=').filter(|(_, value)| !value.is_empty()) else {
            return Err(Problem::new(path, format!("`{pair}` has no value"), "write `ttl=1m,select=random`"));
        };
        match key {
            "ttl" => ttl = Some(string(value, Escape::Html)),
            "select" => select = Some(one_of(value, path, &SELECT)?),
            "policy" => policy = Some(one_of(value, path, &POLICY)?),
            _ => {
                let help = "write `ttl`, `select` or `policy`";
                return Err(Problem::new(path, format!("k6 has no `{key}` in its DNS settings"), help));
            }
        }
    }
    Ok(dns(ttl, select, policy))
}

/// Whether k6 takes a `ttl`.
pub(crate) fn ttl_is_good(ttl: &str) -> bool {
    ttl.is_empty() || ttl == "inf" || duration::option(ttl).is_some_and(|nanos| nanos >= 0)
}
