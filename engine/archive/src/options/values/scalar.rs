//! Single values: booleans, whole numbers, texts, durations.

use super::super::json::{Escape, Json, Kind, string};
use super::super::key::same;
use super::super::number;
use super::{Problem, Read, wrong};
use crate::duration;

pub(crate) fn boolean(json: Json<'_>, path: &str) -> Read {
    match json.kind() {
        Kind::Null => Ok(None),
        Kind::Bool(bool) => Ok(Some(bool.to_string())),
        // Go's own form of an optional value, here and below.
        Kind::Object(members) => match last(&members, "Bool").map(Json::kind) {
            None | Some(Kind::Null) => Ok(Some("false".to_owned())),
            Some(Kind::Bool(bool)) => Ok(Some(bool.to_string())),
            Some(_) => Err(wrong(path, json, "`true` or `false`")),
        },
        _ => Err(wrong(path, json, "`true` or `false`")),
    }
}

pub(crate) fn int(json: Json<'_>, path: &str) -> Read {
    let value = match json.kind() {
        Kind::Null => return Ok(None),
        Kind::String(text) if text.is_empty() => return Ok(None),
        Kind::String(text) => number::int(&text),
        Kind::Number(text) => number::int(text),
        Kind::Object(members) => match last(&members, "Int64").map(Json::kind) {
            None | Some(Kind::Null) => Some(0),
            Some(Kind::Number(text)) => number::int(text),
            Some(_) => None,
        },
        _ => None,
    };
    value.map(|value| Some(value.to_string())).ok_or_else(|| wrong(path, json, "a whole number"))
}

pub(crate) fn text(json: Json<'_>, path: &str) -> Read {
    let value = match json.kind() {
        Kind::Null => return Ok(None),
        Kind::String(text) => Some(text),
        Kind::Object(members) => match last(&members, "String").map(Json::kind) {
            None | Some(Kind::Null) => Some(String::new()),
            Some(Kind::String(text)) => Some(text),
            Some(_) => None,
        },
        _ => None,
    };
    value.map(|text| Some(string(&text, Escape::Html))).ok_or_else(|| wrong(path, json, "a text"))
}

pub(crate) fn duration(json: Json<'_>, path: &str) -> Read {
    Ok(nanos(json, path)?.map(duration_text))
}

pub(crate) fn duration_text(nanos: i64) -> String {
    string(&duration::text(nanos), Escape::Plain)
}

/// A duration in nanoseconds.
pub(crate) fn nanos(json: Json<'_>, path: &str) -> Result<Option<i64>, Problem> {
    let value = match json.kind() {
        Kind::Null => return Ok(None),
        Kind::String(text) => duration::option(&text),
        Kind::Number(text) => number::float(text).map(duration::millis),
        _ => None,
    };
    value.map(Some).ok_or_else(|| {
        let message = format!("must be a duration, but is `{}`", json.shown());
        Problem::new(path, message, "write `30s`, `1m30s`, `1d2h` or a number of milliseconds")
    })
}

fn last<'a>(members: &[(String, Json<'a>)], key: &str) -> Option<Json<'a>> {
    members.iter().rfind(|(name, _)| same(name, key)).map(|(_, json)| *json)
}
