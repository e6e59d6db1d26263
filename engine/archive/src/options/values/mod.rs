//! Each option's value in k6's own form, as compact JSON.
//!
//! `None` stands for a value that leaves the option unset; what k6 would refuse
//! to read is a [`Problem`]. What it refuses later, when all tiers are put
//! together, is the business of `validate`.

mod dns;
mod lists;
mod net;
mod scalar;
mod scenarios;
mod segment;
mod stages;
mod thresholds;
mod tls;

pub(crate) use dns::{pairs as dns_pairs, ttl_is_good};
pub(crate) use lists::system_tags;
pub(crate) use net::{host_pattern, network};
pub(crate) use segment::{normal as segment, normal_sequence as segment_sequence};
pub(crate) use stages::written as stages_written;
pub(crate) use tls::suite_of_id;

use super::error::Problem;
use super::json::{Json, Kind};
use super::key::{Form, same};

/// What reading gives: `None` is unset.
pub(crate) type Read = Result<Option<String>, Problem>;

/// Reads one option. `before` is what the same tier said of it before: maps
/// grow, everything else is replaced.
pub(crate) fn read(form: Form, json: Json<'_>, path: &str, before: Option<&str>) -> Read {
    match form {
        Form::Bool => scalar::boolean(json, path),
        Form::Int => scalar::int(json, path),
        Form::Text => scalar::text(json, path),
        Form::Duration => scalar::duration(json, path),
        Form::Stages => stages::top(json, path),
        Form::Scenarios => scenarios::read(json, path, before),
        Form::Segment => segment::read(json, path),
        Form::SegmentSequence => segment::read_sequence(json, path),
        Form::Dns => dns::read(json, path),
        Form::CipherSuites => tls::cipher_suites(json, path),
        Form::TlsVersion => tls::version(json, path),
        Form::TlsAuth => tls::auth(json, path),
        Form::Thresholds => thresholds::read(json, path, before),
        Form::Networks => net::networks(json, path),
        Form::HostPatterns => net::host_patterns(json, path),
        Form::Hosts => net::hosts(json, path),
        Form::Cloud => Ok(Some(super::json::compact(json.text()))),
        Form::Ext => lists::ext(json, path, before),
        Form::TrendStats => lists::trend_stats(json, path),
        Form::SystemTags => lists::read_system_tags(json, path),
        Form::Tags => lists::tags(json, path, before),
        Form::Features => lists::texts(json, path).map(|_| None),
    }
}

/// Keys of `--config` that are not options of the test; k6 still refuses them
/// when their type is wrong.
pub(crate) fn of_config(key: &str, json: Json<'_>) -> Option<Problem> {
    let is = |name: &str| same(name, key);
    let bools = ["linger", "noUsageReport", "webDashboard", "noArchiveUpload"];
    let found = match json.kind() {
        _ if bools.into_iter().any(is) => scalar::boolean(json, key).map(|_| ()),
        _ if is("out") => lists::texts(json, key).map(|_| ()),
        Kind::Null | Kind::Object(_) => Ok(()),
        _ if is("collectors") => Err(wrong(key, json, "an object")),
        _ => Ok(()),
    };
    found.err()
}

/// The value has another type than k6 reads there.
pub(crate) fn wrong(path: &str, json: Json<'_>, what: &str) -> Problem {
    Problem::new(path, format!("must be {what}, but is `{}`", json.shown()), format!("write {what}"))
}

/// The items of a list; `None` for `null`.
pub(crate) fn items<'a>(json: Json<'a>, path: &str, what: &str) -> Result<Option<Vec<Json<'a>>>, Problem> {
    match json.kind() {
        Kind::Null => Ok(None),
        Kind::Array(items) => Ok(Some(items)),
        _ => Err(wrong(path, json, what)),
    }
}

/// The members of an object; `None` for `null`.
pub(crate) fn members<'a>(json: Json<'a>, path: &str, what: &str) -> Result<Option<Vec<(String, Json<'a>)>>, Problem> {
    match json.kind() {
        Kind::Null => Ok(None),
        Kind::Object(members) => Ok(Some(members)),
        _ => Err(wrong(path, json, what)),
    }
}

/// `path.key`, quoted where the key is no plain word.
pub(crate) fn under(path: &str, key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if plain { format!("{path}.{key}") } else { format!("{path}[{key:?}]") }
}
