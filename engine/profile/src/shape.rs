//! A profile's shape, against the schema that is published for editors: one
//! source for both.

use serde_json::{Map, Value as Json};
use serde_yaml::Value;

use crate::nearest::{nearest, one_of};
use crate::problem::{Found, Path, ProfileCode};
use crate::{Profile, Quantity, Template};

/// All that does not have the shape.
pub(crate) fn check(value: &Value) -> Vec<Found> {
    let schema = Profile::json_schema();
    let mut walk = Walk { schema: &schema, found: Vec::new() };
    walk.value(value, &schema, &Path::default());
    walk.found
}

struct Walk<'a> {
    schema: &'a Json,
    found: Vec<Found>,
}

impl<'a> Walk<'a> {
    fn resolved(&self, schema: &'a Json) -> &'a Json {
        match schema.get("$ref").and_then(Json::as_str) {
            Some(reference) => self.schema.pointer(reference.trim_start_matches('#')).unwrap_or(schema),
            None => schema,
        }
    }

    fn value(&mut self, value: &Value, schema: &'a Json, path: &Path) {
        let schema = self.resolved(schema);
        if let Some(any) = schema.get("anyOf").and_then(Json::as_array) {
            // Something, or nothing.
            let is_null = |schema: &&Json| schema.get("type").and_then(Json::as_str) == Some("null");
            if !(value.is_null() && any.iter().any(|schema| is_null(&schema)))
                && let Some(schema) = any.iter().find(|schema| !is_null(schema))
            {
                self.value(value, schema, path);
            }
            return;
        }
        if let Some(words) = words(schema) {
            self.word(value, &words, path);
            return;
        }
        let types = types(schema);
        if !types.iter().any(|wanted| fits(value, wanted)) {
            self.wrong_type(value, &types, path);
            return;
        }
        match value {
            Value::Mapping(_) => self.mapping(value, schema, path),
            Value::Sequence(items) => {
                if let Some(schema) = schema.get("items") {
                    items.iter().enumerate().for_each(|(index, item)| self.value(item, schema, &path.item(index)));
                }
            }
            Value::String(text) => self.text(text, schema, path),
            _ => {}
        }
    }

    fn mapping(&mut self, value: &Value, schema: &'a Json, path: &Path) {
        let none = Map::new();
        let known = schema.get("properties").and_then(Json::as_object);
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let is_open = known.is_none() || schema.get("additionalProperties") == Some(&Json::Bool(true));
        let mut there = Vec::new();
        for (key, value) in value.as_mapping().into_iter().flatten() {
            let key = match key {
                Value::String(key) => key.clone(),
                other => serde_yaml::to_string(other).unwrap_or_default().trim().to_owned(),
            };
            let at = path.key(&key);
            match (known.and_then(|known| known.get(&key)), others) {
                (Some(schema), _) | (None, Some(schema)) => self.value(value, schema, &at),
                (None, None) if is_open => {}
                (None, None) => {
                    let known = known.into_iter().flat_map(|known| known.keys().map(String::as_str));
                    self.unknown_key(&key, known, &at);
                }
            }
            there.push(key);
        }
        let required = schema.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
        for key in required.filter(|key| !there.iter().any(|there| there == key)) {
            let about = known.unwrap_or(&none).get(key).and_then(|key| key.get("description")).and_then(Json::as_str);
            let whole = if path.0.is_empty() { "the profile".to_owned() } else { format!("`{}`", path.0) };
            let found = Found::new(ProfileCode::Missing, path, format!("{whole} has no `{key}`"));
            self.found.push(match about {
                Some(about) => found.help(format!("add it: {}", about.replace('\n', " ").trim_end_matches('.'))),
                None => found.help("add it"),
            });
        }
    }

    fn unknown_key<'k>(&mut self, key: &str, known: impl Iterator<Item = &'k str> + Clone, path: &Path) {
        let found = Found::new(ProfileCode::UnknownKey, path, format!("there is no key `{key}` here"));
        self.found.push(match nearest(key, known.clone()) {
            Some(near) => found.help(format!("write `{near}`")),
            None => found.help(format!("the keys are {}", one_of(known))),
        });
    }

    fn word(&mut self, value: &Value, words: &[&str], path: &Path) {
        if value.as_str().is_some_and(|word| words.contains(&word)) {
            return;
        }
        let shown = value.as_str().map(|word| format!(", not `{word}`")).unwrap_or_default();
        let message = format!("`{}` is {}{shown}", path.name(), one_of(words.iter().copied()));
        let found = Found::new(ProfileCode::Value, path, message);
        let near = value.as_str().and_then(|word| nearest(word, words.iter().copied()));
        self.found.push(match near {
            Some(near) => found.help(format!("write `{near}`")),
            None => found,
        });
    }

    fn wrong_type(&mut self, value: &Value, types: &[&str], path: &Path) {
        let wanted = types.iter().filter(|wanted| **wanted != "null").map(|wanted| name(wanted));
        let wanted = wanted.collect::<Vec<_>>().join(" or ");
        let message = format!("`{}` is {wanted}, and this is {}", path.name(), what(value));
        let found = Found::new(ProfileCode::Value, path, message);
        let is_scalar = value.is_number() || value.is_bool();
        self.found.push(if is_scalar && types.contains(&"string") { found.help("put it in quotes") } else { found });
    }

    fn text(&mut self, text: &str, schema: &Json, path: &Path) {
        match schema.get("format").and_then(Json::as_str) {
            Some("template") => {
                if let Err(error) = Template::try_from(text.to_owned()) {
                    self.found.push(Found::new(ProfileCode::Placeholder, path, error.to_string()));
                }
            }
            Some("quantity") => {
                if let Err(error) = Quantity::parse(text) {
                    self.found.push(Found::new(ProfileCode::Quantity, path, error.to_string()));
                }
            }
            _ => {}
        }
    }
}

/// The words of an enumeration.
fn words(schema: &Json) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        return Some(words.iter().filter_map(Json::as_str).collect());
    }
    let each = schema.get("oneOf")?.as_array()?;
    Some(each.iter().filter_map(|one| one.get("const")?.as_str()).collect())
}

fn types(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn fits(value: &Value, wanted: &str) -> bool {
    match wanted {
        "object" => value.is_mapping(),
        "array" => value.is_sequence(),
        "string" => value.is_string(),
        "integer" => value.as_u64().is_some(),
        "boolean" => value.is_bool(),
        "null" => value.is_null(),
        _ => true,
    }
}

fn name(wanted: &str) -> &'static str {
    match wanted {
        "object" => "a mapping",
        "array" => "a list",
        "string" => "text",
        "integer" => "a whole number, 0 or more",
        _ => "true or false",
    }
}

fn what(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Sequence(_) => "a list",
        _ => "a mapping",
    }
}
