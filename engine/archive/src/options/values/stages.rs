//! Stages: `{duration, target}`.

use super::super::json::{Json, array, object};
use super::super::key::same;
use super::{Problem, Read, items, members, scalar};

/// The stages of the test. Those without a duration are dropped.
pub(crate) fn top(json: Json<'_>, path: &str) -> Read {
    let Some(items) = items(json, path, "a list of stages")? else { return Ok(None) };
    let mut stages = Vec::new();
    for (i, item) in items.into_iter().enumerate() {
        let stage = stage(item, &format!("{path}[{i}]"), false)?;
        if stage.duration.is_some() {
            stages.push(stage.json());
        }
    }
    Ok(Some(array(stages)))
}

/// The stages of a scenario. All are kept, and nothing else may stand in them.
pub(crate) fn of_scenario(json: Json<'_>, path: &str) -> Read {
    let Some(items) = items(json, path, "a list of stages")? else { return Ok(None) };
    let stages: Result<Vec<String>, Problem> =
        items.into_iter().enumerate().map(|(i, item)| Ok(stage(item, &format!("{path}[{i}]"), true)?.json())).collect();
    Ok(Some(array(stages?)))
}

#[derive(Default)]
struct Stage {
    duration: Option<String>,
    target: Option<String>,
}

impl Stage {
    fn json(self) -> String {
        let or_null = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
        object([("duration", or_null(self.duration)), ("target", or_null(self.target))])
    }
}

fn stage(json: Json<'_>, path: &str, strict: bool) -> Result<Stage, Problem> {
    let mut stage = Stage::default();
    let what = "an object like `{ duration: '1m', target: 10 }`";
    let Some(members) = members(json, path, what)? else { return Ok(stage) };
    for (key, value) in members {
        if same(&key, "duration") {
            stage.duration = scalar::duration(value, &format!("{path}.duration"))?;
        } else if same(&key, "target") {
            stage.target = scalar::int(value, &format!("{path}.target"))?;
        } else if strict {
            return Err(Problem::new(
                path,
                format!("a stage has no `{key}`"),
                "a stage has `duration` and `target` and nothing else",
            ));
        }
    }
    Ok(stage)
}

/// A stage as flags and variables write it: `5s:10`, `5s`, `:10`.
pub(crate) fn written(text: &str, path: &str) -> Result<(Option<String>, Option<String>), Problem> {
    let (duration, target) = text.split_once(':').unwrap_or((text, ""));
    let bad = |what: &str, value: &str| {
        Problem::new(path, format!("`{value}` of `{text}` is not {what}"), "write stages as `30s:10,1m:0`")
    };
    let duration = match duration {
        "" => None,
        text => Some(crate::duration::go(text).ok_or_else(|| bad("a duration", text))?),
    };
    let target = match target {
        "" => None,
        text => Some(super::super::number::int(text).ok_or_else(|| bad("a whole number", text))?),
    };
    Ok((duration.map(scalar::duration_text), target.map(|t| t.to_string())))
}
