//! Options as JSON: what `--config` names, what the script exports.

use serde_json::Value;

use super::error::{OptionsError, Problem};
use super::json::{self, Json, Kind};
use super::key::{self, KEYS};
use super::near::nearest;
use super::tier::{Origin, Tier};
use super::values;

/// A key that k6 does not have. k6 warns of it and goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub key: String,
    /// The option that was probably meant.
    pub meant: Option<&'static str>,
}

/// More levels than any option has.
const DEEPEST: usize = 100;

/// The text of `--config`. Keys that k6 does not have are ignored, as k6
/// ignores them.
pub fn from_config(text: &str) -> Result<Tier, OptionsError> {
    let json = Json::parse(text).map_err(|error| {
        Problem::new(
            "",
            format!("the options file is not JSON: it breaks off at {}", json::position(&error)),
            "write one JSON object, without comments or trailing commas",
        )
    })?;
    if json.is_deeper_than(DEEPEST) {
        let message = format!("the options file nests more than {DEEPEST} levels");
        return Err(Problem::new("", message, "write options with fewer levels").into());
    }
    read(json, Origin::ConfigFile).map(|(tier, _)| tier)
}

/// What the script exports as `options`, as JSON: `undefined` members are
/// `null` there, and functions were refused before. `null` for a script that
/// exports none. Keys that k6 does not have come back beside the tier.
pub fn from_script(options: &Value) -> Result<(Tier, Vec<Unknown>), OptionsError> {
    let text = json::exported(options);
    let json = Json::parse(&text).map_err(|error| Problem::new("", error.to_string(), ""))?;
    read(json, Origin::Script)
}

fn read(json: Json<'_>, origin: Origin) -> Result<(Tier, Vec<Unknown>), OptionsError> {
    let (mut tier, mut unknown, mut problems) = (Tier::empty(origin), Vec::new(), Vec::new());
    let members = match json.kind() {
        Kind::Null => Vec::new(),
        Kind::Object(members) => members,
        _ => {
            let message = format!("options must be an object, but are `{}`", json.shown());
            return Err(Problem::new("", message, "write `{ vus: 1, duration: '1m' }`").into());
        }
    };
    for (name, value) in members {
        let Some((key, form)) = key::find(&name) else {
            let other = (origin == Origin::ConfigFile).then(|| values::of_config(&name, value)).flatten();
            problems.extend(other);
            unknown.push(Unknown { meant: nearest(&name, KEYS.iter().map(|(key, _)| *key)), key: name });
            continue;
        };
        match values::read(form, value, key, tier.json(key)) {
            Ok(json) => tier.put(key, json),
            Err(problem) => problems.push(problem),
        }
    }
    OptionsError::unless_none(problems)?;
    Ok((tier, unknown))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use serde_json::json;

    use super::*;

    #[test]
    fn unknown_keys_of_a_script_are_named() {
        let (tier, unknown) = from_script(&json!({"vus": 1, "threshold": {}, "browser": {}})).unwrap();
        assert_eq!(tier.set, *json!({"vus": 1}).as_object().unwrap());
        assert_eq!(
            unknown,
            [
                Unknown { key: "browser".into(), meant: None },
                Unknown { key: "threshold".into(), meant: Some("thresholds") }
            ]
        );
    }

    #[test]
    fn all_problems_come_with_their_places() {
        let error = from_script(&json!({
            "vus": "x",
            "stages": [{"duration": "1m", "target": 1}, {"duration": "1 m"}],
            "scenarios": {"a": {"executor": "constant-vu"}, "b": {"executor": "constant-vus", "stages": []}},
        }))
        .unwrap_err();
        let places: Vec<&str> = error.problems.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(places, ["scenarios.a.executor", "stages[1].duration", "vus"]);
        assert_eq!(
            error.problems[0].to_string(),
            "scenarios.a.executor: k6 has no executor `constant-vu`; did you mean `constant-vus`?"
        );
    }

    #[test]
    fn text_that_is_no_json_says_where() {
        let error = from_config("{\n  \"vus\": 1,\n}").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the options file is not JSON: it breaks off at line 3, column 1; \
             write one JSON object, without comments or trailing commas"
        );
    }
}
