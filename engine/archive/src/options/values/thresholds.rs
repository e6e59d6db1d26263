//! Thresholds: a text, or an object where a failing one aborts the test.

use super::super::json::{Escape, Json, Kind, array, object, string};
use super::super::key::same;
use super::{Problem, Read, items, members, scalar, under, wrong};

pub(crate) fn read(json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    let what = "an object of lists like `{ http_req_failed: ['rate<0.01'] }`";
    let Some(metrics) = members(json, path, what)? else { return Ok(None) };
    let mut map = super::lists::held(before);
    for (metric, list) in metrics {
        let path = under(path, &metric);
        let thresholds = items(list, &path, "a list of thresholds")?.unwrap_or_default();
        let one = |(i, item): (usize, Json<'_>)| threshold(item, &format!("{path}[{i}]"));
        let thresholds: Vec<String> = thresholds.into_iter().enumerate().map(one).collect::<Result<_, _>>()?;
        map.insert(metric, array(thresholds));
    }
    Ok(Some(object(map)))
}

fn threshold(json: Json<'_>, path: &str) -> Result<String, Problem> {
    let what = "a text like `p(95)<500` or an object with `threshold`";
    let members = match json.kind() {
        Kind::String(text) => return Ok(string(&text, Escape::Plain)),
        Kind::Null => Vec::new(),
        Kind::Object(members) => members,
        _ => return Err(wrong(path, json, what)),
    };
    let (mut text, mut abort, mut delay) = (String::new(), false, None);
    for (key, value) in members {
        let path = under(path, &key);
        if same(&key, "threshold") {
            text = match value.kind() {
                Kind::String(given) => given,
                Kind::Null => text,
                _ => return Err(wrong(&path, value, "a text like `p(95)<500`")),
            };
        } else if same(&key, "abortOnFail") {
            abort = match value.kind() {
                Kind::Bool(given) => given,
                Kind::Null => abort,
                _ => return Err(wrong(&path, value, "`true` or `false`")),
            };
        } else if same(&key, "delayAbortEval") {
            delay = scalar::duration(value, &path)?;
        }
    }
    let text = string(&text, Escape::Plain);
    if !abort {
        return Ok(text);
    }
    let delay = delay.unwrap_or_else(|| "null".to_owned());
    Ok(object([("threshold", text.as_str()), ("abortOnFail", "true"), ("delayAbortEval", &delay)]))
}
