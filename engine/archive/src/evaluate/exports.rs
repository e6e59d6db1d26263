//! What a loaded script offers to be run, and its options.

use std::collections::BTreeSet;
use std::rc::Rc;

use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use serde_json::{Map, Number, Value};

use super::host::Host;
use super::{k6, thrown};
use crate::fault::{Fault, FaultKind};

/// The functions that it exports, and its options; `null` for none.
pub(super) fn of(
    host: &Rc<Host>,
    namespace: &JsObject,
    only: Option<&[String]>,
    context: &mut Context,
) -> Result<(BTreeSet<String>, Value), Fault> {
    let exported = exported(host, namespace, context).map_err(|error| thrown::fault(host, &error, context))?;
    let mut functions = BTreeSet::new();
    let mut options = Value::Null;
    for (name, value) in exported.into_iter().filter(|(name, _)| only.is_none_or(|only| only.contains(name))) {
        let callable = value.as_callable().is_some();
        match name.as_str() {
            "options" if callable => return Err(no_options("they are a function")),
            "options" => options = json(&value, 0, context).map_err(|why| no_options(&why))?,
            _ if callable => {
                functions.insert(name);
            }
            "setup" | "teardown" => {
                let message = format!("the exported `{name}` is not a function");
                let help = "export a function of that name, or give it another name";
                return Err(Fault::new(FaultKind::Exports, message, help));
            }
            _ => {}
        }
    }
    if functions.is_empty() {
        let help = "export the function that virtual users run: `export default function () { … }`";
        return Err(Fault::new(FaultKind::Exports, "the script exports no function", help));
    }
    Ok((functions, options))
}

/// The names that the exports of a CommonJS file show.
pub(super) fn names(exports: &JsObject, context: &mut Context) -> Vec<String> {
    let keys = exports.own_property_keys(context).unwrap_or_default();
    let shows = |key: &PropertyKey, context: &mut Context| exports.get_own_property_enumerable(key, context);
    let mut names = Vec::new();
    for key in keys {
        if let PropertyKey::String(name) = &key
            && shows(&key, context)
        {
            names.push(name.to_std_string_escaped());
        }
    }
    names
}

fn no_options(why: &str) -> Fault {
    Fault::new(FaultKind::Options, format!("the exported options are none: {why}"), "export an object of values")
}

/// All exports by name, with those that `export *` takes from CommonJS files
/// and k6.
fn exported(host: &Rc<Host>, namespace: &JsObject, context: &mut Context) -> JsResult<Vec<(String, JsValue)>> {
    let mut all: Vec<(String, JsValue)> = Vec::new();
    let mut add = |object: &JsObject, default: bool, context: &mut Context| -> JsResult<()> {
        for key in object.own_property_keys(context)? {
            let PropertyKey::String(name) = &key else { continue };
            let name = name.to_std_string_escaped();
            if (name == "default" && !default) || all.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let value = object.get(key, context)?;
            all.push((name, value));
        }
        Ok(())
    };
    add(namespace, true, context)?;
    let entry = host.graph.entry.clone();
    let stars: Vec<String> = host.graph.late_stars(&entry).map(str::to_owned).collect();
    for specifier in stars {
        let exports = if k6::is_own(&specifier) {
            let made = k6::exports(host, &specifier, context)?;
            super::loader::required(&made, context)?
        } else {
            let Ok(to) = entry.resolve(&specifier) else { continue };
            super::common_js::run(host, &to, context)?
        };
        let object = exports.to_object(context)?;
        add(&object, false, context)?;
    }
    Ok(all)
}

/// Deeper than any options.
const DEEPEST: usize = 100;

/// A value as Go's encoder writes what k6 exports of it; `Err` with why it has
/// no such form.
fn json(value: &JsValue, depth: usize, context: &mut Context) -> Result<Value, String> {
    if depth > DEEPEST {
        return Err(format!("they nest more than {DEEPEST} levels, or hold themselves"));
    }
    if value.is_null_or_undefined() {
        return Ok(Value::Null);
    }
    if let Some(flag) = value.as_boolean() {
        return Ok(Value::Bool(flag));
    }
    if let Some(number) = value.as_number() {
        return json_number(number).ok_or_else(|| format!("`{number}` is no number in JSON"));
    }
    if let Some(text) = value.as_string() {
        return Ok(Value::String(text.to_std_string_lossy()));
    }
    if let Some(big) = value.as_bigint() {
        let text = big.to_string();
        return serde_json::from_str(&text).map_err(|_| format!("`{text}` is too large"));
    }
    let Some(object) = value.as_object() else { return Ok(Value::Object(Map::new())) };
    if object.is_callable() {
        return Err("a function is among them".to_owned());
    }
    of_object(&object, depth, context)
}

fn of_object(object: &JsObject, depth: usize, context: &mut Context) -> Result<Value, String> {
    let thrown = |error: boa_engine::JsError| error.to_string();
    if object.is_array() {
        let length = object.get(js_string!("length"), context).map_err(thrown)?.to_length(context).map_err(thrown)?;
        if length > 1_000_000 {
            return Err("an array among them is too long".to_owned());
        }
        let mut items = Vec::new();
        for index in 0..length {
            let item = object.get(index, context).map_err(thrown)?;
            items.push(json(&item, depth + 1, context)?);
        }
        return Ok(Value::Array(items));
    }
    // Objects around a value are that value, dates are texts.
    let class = class(object, context);
    match class.as_str() {
        "Date" => {
            let text = call(object, "toISOString", context).map_err(thrown)?;
            let text = text.as_string().map(|text| text.to_std_string_lossy()).unwrap_or_default();
            return Ok(Value::String(without_zeros(&text)));
        }
        "String" | "Number" | "Boolean" => {
            let inner = call(object, "valueOf", context).map_err(thrown)?;
            return json(&inner, depth + 1, context);
        }
        "Map" | "Set" => {
            let array = context.intrinsics().constructors().array().constructor();
            let from = array.get(js_string!("from"), context).map_err(thrown)?;
            let from = from.as_callable().ok_or("no array")?;
            let list = from.call(&array.into(), &[object.clone().into()], context).map_err(thrown)?;
            return json(&list, depth + 1, context);
        }
        _ => {}
    }
    let mut members = Map::new();
    for key in object.own_property_keys(context).map_err(thrown)? {
        let name = match &key {
            PropertyKey::String(name) => name.to_std_string_lossy(),
            PropertyKey::Index(index) => index.get().to_string(),
            PropertyKey::Symbol(_) => continue,
        };
        let enumerable = object.get_own_property_enumerable(&key, context);
        if enumerable {
            let member = object.get(key, context).map_err(thrown)?;
            members.insert(name, json(&member, depth + 1, context)?);
        }
    }
    Ok(Value::Object(members))
}

trait Enumerable {
    fn get_own_property_enumerable(&self, key: &PropertyKey, context: &mut Context) -> bool;
}

impl Enumerable for JsObject {
    /// Whether an own property shows when all are listed.
    fn get_own_property_enumerable(&self, key: &PropertyKey, context: &mut Context) -> bool {
        let prototype = context.intrinsics().constructors().object().prototype();
        let Ok(is_enumerable) = prototype.get(js_string!("propertyIsEnumerable"), context) else { return true };
        let key: JsValue = match key {
            PropertyKey::String(name) => name.clone().into(),
            PropertyKey::Index(index) => index.get().into(),
            PropertyKey::Symbol(symbol) => symbol.clone().into(),
        };
        is_enumerable
            .as_callable()
            .and_then(|function| function.call(&self.clone().into(), &[key], context).ok())
            .is_none_or(|answer| answer.to_boolean())
    }
}

fn class(object: &JsObject, context: &mut Context) -> String {
    let prototype = context.intrinsics().constructors().object().prototype();
    let text = prototype
        .get(js_string!("toString"), context)
        .ok()
        .and_then(|function| function.as_callable())
        .and_then(|function| function.call(&object.clone().into(), &[], context).ok())
        .and_then(|text| text.as_string().map(|text| text.to_std_string_lossy()));
    text.and_then(|text| Some(text.strip_prefix("[object ")?.strip_suffix(']')?.to_owned())).unwrap_or_default()
}

fn call(object: &JsObject, method: &str, context: &mut Context) -> JsResult<JsValue> {
    let method = object.get(JsString::from(method), context)?;
    match method.as_callable() {
        Some(method) => method.call(&object.clone().into(), &[], context),
        None => Ok(JsValue::undefined()),
    }
}

/// `2024-01-02T03:04:05.600Z` -> `2024-01-02T03:04:05.6Z`
fn without_zeros(text: &str) -> String {
    let Some((seconds, fraction)) = text.strip_suffix('Z').and_then(|text| text.split_once('.')) else {
        return text.to_owned();
    };
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{seconds}Z") } else { format!("{seconds}.{fraction}Z") }
}

fn json_number(number: f64) -> Option<Value> {
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers in range are cast")]
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 && number.to_bits() != (-0.0_f64).to_bits() {
        return Some(Value::from(number as i64));
    }
    Number::from_f64(number).map(Value::Number)
}
