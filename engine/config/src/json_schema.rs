//! The JSON Schema of the config file, for editors: made from the key table
//! that reading goes by, and from the profile.
//!
//! It accepts what reading accepts of a value's shape: any scalar as text, null
//! for what may be left out. Only keywords that drafts 7 and 2020-12 read alike
//! are used, since editors differ. `markdownDescription`, `enumDescriptions`
//! and `patternErrorMessage` are additions of editors; others pass over them.
//! Editors that read the first also show choices and examples by themselves, so
//! `description` says all in one text, and `markdownDescription` only the rest.

use k6cfg_profile::Profile;
use serde_json::{Map, Value, json};

use crate::document::{Document, Kind, NodeId, Style};
use crate::schema::{self, Choice, Key, Level, Type, platform};

/// JSON Schema (draft 2020-12) of config files for the platform of `profile`.
pub fn json_schema(profile: &Profile) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("$id".to_owned(), json!("urn:k6cfg:config:1"));
    schema.insert("title".to_owned(), json!("k6cfg config file"));
    let about = format!("Which k6 tests a team runs, where and how. Platform: {}.", profile.title);
    schema.insert("description".to_owned(), json!(about));
    schema.extend(object(&schema::ROOT, profile));
    Value::Object(schema)
}

fn object(level: &Level, profile: &Profile) -> Map<String, Value> {
    let properties: Map<String, Value> =
        level.keys.iter().map(|key| (key.name.to_owned(), Value::Object(property(level, key, profile)))).collect();
    let required: Vec<&str> = level.keys.iter().filter(|k| k.required).map(|k| k.name).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    object
}

fn property(level: &Level, key: &Key, profile: &Profile) -> Map<String, Value> {
    let choices = key.choices.map(|choices| choices.of(profile)).unwrap_or_default();
    let mut property = Map::new();
    let default = platform::default_on(profile, level, key);
    property.insert("description".to_owned(), json!(plain(key, &default, &choices)));
    property.insert("markdownDescription".to_owned(), json!(markdown(key, &default)));
    property.extend(shape(level, key, profile, &choices));
    let example = example(key);
    if !example.is_null() {
        property.insert("examples".to_owned(), json!([example]));
    }
    match key.is {
        Type::Bool => property.insert("default".to_owned(), json!(false)),
        Type::Integer => property.insert("default".to_owned(), json!(1)),
        _ => None,
    };
    property
}

/// What a value must be.
fn shape(level: &Level, key: &Key, profile: &Profile, choices: &[Choice<'_>]) -> Map<String, Value> {
    let shape = match key.is {
        Type::Text if !choices.is_empty() => choice(key, choices),
        Type::Text => text(level, key),
        Type::Bool => json!({
            "type": ["boolean", "string", "null"],
            "pattern": "^(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$",
            "patternErrorMessage": "Write `true` or `false`, without quotes.",
        }),
        Type::Integer => json!({ "type": ["integer", "null"], "minimum": 1 }),
        Type::Object(inner) => {
            let mut shape = object(inner, profile);
            if !key.required {
                shape.insert("type".to_owned(), json!(["object", "null"]));
            }
            return shape;
        }
        Type::List(inner) => list(key, &Value::Object(object(inner, profile))),
        Type::Texts => list(key, &json!({ "type": ["string", "number", "boolean"], "minLength": 1 })),
    };
    match shape {
        Value::Object(shape) => shape,
        _ => Map::new(),
    }
}

fn list(key: &Key, items: &Value) -> Value {
    if key.required {
        json!({ "type": "array", "minItems": 1, "items": items })
    } else {
        json!({ "type": ["array", "null"], "items": items })
    }
}

fn text(level: &Level, key: &Key) -> Value {
    // The value of a variable is the one text that must be there and may be empty.
    let may_be_empty = !key.required || level == &schema::ENV && key.name == "value";
    let form = form(level, key);
    let mut types: Vec<&str> = form.as_ref().map_or(&["string", "number", "boolean"][..], |form| form.types).to_vec();
    if !key.required {
        types.push("null");
    }
    let mut text = Map::new();
    let is = match types.as_slice() {
        [only] => json!(only),
        several => json!(several),
    };
    text.insert("type".to_owned(), is);
    if !may_be_empty {
        text.insert("minLength".to_owned(), json!(1));
    }
    if let Some(form) = form {
        let pattern = if may_be_empty { format!("^$|{}", form.pattern) } else { form.pattern.to_owned() };
        text.insert("pattern".to_owned(), json!(pattern));
        text.insert("patternErrorMessage".to_owned(), json!(form.advice));
    }
    if level == &schema::ROOT && key.name == "namespace" {
        text.insert("maxLength".to_owned(), json!(crate::names::LABEL));
    }
    Value::Object(text)
}

/// What a text must look like wherever it is written: the rules that look at
/// nothing else.
struct Form {
    pattern: &'static str,
    advice: &'static str,
    /// What such a text can be to a YAML reader.
    types: &'static [&'static str],
}

fn form(level: &Level, key: &Key) -> Option<Form> {
    let quantity = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,3})?$";
    let (pattern, advice, types): (_, _, &[_]) = match key.name {
        "namespace" => (
            "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
            "Use lower-case letters, digits and `-`, 63 at most.",
            &["string", "number", "boolean"],
        ),
        "test_file" => (r"\.(js|ts)$", "Name a `.js` or `.ts` file.", &["string"]),
        "name" if level == &schema::ENV => {
            ("^[A-Za-z_][A-Za-z0-9_]*$", "Use letters, digits and `_`, and no digit first.", &["string", "boolean"])
        }
        "cpu" => (quantity, "Write `250m` (a quarter of a processor) or `2`.", &["string", "number"]),
        "memory" => (quantity, "Write `200Mi` or `4Gi`.", &["string", "number"]),
        _ => return None,
    };
    Some(Form { pattern, advice, types })
}

fn choice(key: &Key, choices: &[Choice<'_>]) -> Value {
    let mut values: Vec<Value> = choices.iter().map(|c| json!(c.name)).collect();
    let mut titles: Vec<&str> = choices.iter().map(|c| c.title).collect();
    // `22` without quotes is a number to an editor, and text to the reading.
    for choice in choices {
        if let Ok(value @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(choice.name) {
            values.push(value);
            titles.push(choice.title);
        }
    }
    if !key.required {
        values.extend([json!(""), Value::Null]);
        titles.extend(["As if it was left out"; 2]);
    }
    json!({ "enum": values, "enumDescriptions": titles })
}

fn plain(key: &Key, default: &str, choices: &[Choice<'_>]) -> String {
    let mut sentences = vec![key.about.to_owned()];
    if !choices.is_empty() {
        let choices: Vec<String> = choices.iter().map(|c| format!("{} ({})", c.name, c.title)).collect();
        sentences.push(format!("One of {}.", choices.join(", ")));
    }
    if !default.is_empty() {
        sentences.push(format!("Left out: {}", lower(default)));
    }
    if !key.example.is_empty() {
        sentences.push(format!("Example: {}: {}", key.name, key.example));
    }
    sentences.join(" ").replace('`', "")
}

fn markdown(key: &Key, default: &str) -> String {
    match default {
        "" => key.about.to_owned(),
        default => format!("{}\n\n**Left out:** {}", key.about, lower(default)),
    }
}

fn lower(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// The example as a value; null where there is none.
fn example(key: &Key) -> Value {
    Document::read(key.example).ok().and_then(|d| Some(value(&d, d.root()?))).unwrap_or_default()
}

fn value(document: &Document, id: NodeId) -> Value {
    match &document.node(id).kind {
        Kind::Scalar(scalar) if scalar.style == Style::Plain => {
            serde_json::from_str(&scalar.text).unwrap_or_else(|_| json!(scalar.text))
        }
        Kind::Scalar(scalar) => json!(scalar.text),
        Kind::Seq { items, .. } => items.iter().map(|id| value(document, *id)).collect(),
        Kind::Map { entries, .. } => {
            let pair = |(k, v): &(NodeId, NodeId)| {
                (document.scalar_text(*k).unwrap_or_default().to_owned(), value(document, *v))
            };
            Value::Object(entries.iter().map(pair).collect())
        }
    }
}
