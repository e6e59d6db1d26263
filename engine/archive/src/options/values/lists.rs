//! Lists and maps of texts: tags, system tags, trend statistics, `ext`.

use std::collections::BTreeMap;

use super::super::json::{Escape, Json, Kind, array, compact, object, string};
use super::{Problem, Read, items, members, under, wrong};

/// Every system tag of k6, sorted as it writes them.
pub(crate) const SYSTEM_TAGS: [&str; 18] = [
    "check",
    "error",
    "error_code",
    "expected_response",
    "group",
    "ip",
    "iter",
    "method",
    "name",
    "ocsp_status",
    "proto",
    "scenario",
    "service",
    "status",
    "subproto",
    "tls_version",
    "url",
    "vu",
];

/// A list of texts; `null` in it is empty.
pub(crate) fn texts(json: Json<'_>, path: &str) -> Result<Option<Vec<String>>, Problem> {
    let Some(items) = items(json, path, "a list of texts")? else { return Ok(None) };
    let one = |(i, item): (usize, Json<'_>)| text(item, &format!("{path}[{i}]"));
    items.into_iter().enumerate().map(one).collect::<Result<_, _>>().map(Some)
}

/// A plain text; `null` is empty.
pub(crate) fn text(json: Json<'_>, path: &str) -> Result<String, Problem> {
    match json.kind() {
        Kind::Null => Ok(String::new()),
        Kind::String(text) => Ok(text),
        _ => Err(wrong(path, json, "a text")),
    }
}

pub(crate) fn trend_stats(json: Json<'_>, path: &str) -> Read {
    Ok(texts(json, path)?.map(|stats| array(stats.iter().map(|stat| string(stat, Escape::Plain)))))
}

pub(crate) fn read_system_tags(json: Json<'_>, path: &str) -> Read {
    Ok(texts(json, path)?.map(|tags| system_tags(tags.iter().map(String::as_str))))
}

/// Those that k6 has; no list at all for none.
pub(crate) fn system_tags<'a>(given: impl IntoIterator<Item = &'a str>) -> String {
    let given: Vec<&str> = given.into_iter().collect();
    let mut known = SYSTEM_TAGS.into_iter().filter(|tag| given.contains(tag)).peekable();
    if known.peek().is_none() { "null".to_owned() } else { array(known.map(|tag| string(tag, Escape::Plain))) }
}

/// Tags of the test. None at all are as good as unset.
pub(crate) fn tags(json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    Ok(text_map(json, path, before)?.filter(|json| json != "{}"))
}

/// A map of texts, added to what it held before.
pub(crate) fn text_map(json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    let Some(members) = members(json, path, "an object of texts")? else { return Ok(None) };
    let mut map = held(before);
    for (key, value) in members {
        let quoted = |problem: Problem| Problem { help: "write the value in quotes".to_owned(), ..problem };
        let value = text(value, &under(path, &key)).map_err(quoted)?;
        map.insert(key, string(&value, Escape::Plain));
    }
    Ok(Some(object(map)))
}

pub(crate) fn ext(json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    let Some(members) = members(json, path, "an object")? else { return Ok(None) };
    let mut map = held(before);
    map.extend(members.into_iter().map(|(key, value)| (key, compact(value.text()))));
    Ok(Some(object(map)))
}

/// The members of a map that was read before.
pub(crate) fn held(before: Option<&str>) -> BTreeMap<String, String> {
    let members = before.and_then(|text| Json::parse(text).ok()).map(Json::kind);
    let Some(Kind::Object(members)) = members else { return BTreeMap::new() };
    members.into_iter().map(|(key, value)| (key, value.text().to_owned())).collect()
}
