//! Functions of the host that scripts and k6's modules call.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::ObjectInitializer;
use boa_engine::object::builtins::{JsArray, JsArrayBuffer, JsFunction};
use boa_engine::property::Attribute;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::host::Host;
use super::{common_js, json, k6, open, strings, thrown};
use crate::csv;
use crate::digest;
use crate::fault::{Fault, FaultKind};
use crate::options::MetricType;
use crate::protos;
use crate::reads::Reads;
use crate::sources::Absent;

/// Puts everything into the global scope that k6 puts there.
pub(super) fn install(host: &Rc<Host>, env: &BTreeMap<String, String>, context: &mut Context) -> JsResult<()> {
    let bridge = bridge(context);
    let shared = k6::call(k6::SHARED, &[], context)?;
    bridge.set(js_string!("shared"), shared, false, context)?;
    *host.bridge.borrow_mut() = Some(bridge.clone());
    let variables = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in env {
        variables.set(JsString::from(name.as_str()), JsString::from(value.as_str()), false, context)?;
    }
    context.register_global_callable(js_string!("open"), 1, NativeFunction::from_fn_ptr(open::open))?;
    context.register_global_callable(js_string!("require"), 1, NativeFunction::from_fn_ptr(common_js::require))?;
    strings::install(context)?;
    json::install(context)?;
    k6::call(k6::GLOBALS, &[bridge.into(), variables.into()], context)?;
    Ok(())
}

/// Variables that were asked for and are not set.
pub(super) fn asked(host: &Host) -> BTreeSet<String> {
    host.asked.borrow().clone()
}

fn bridge(context: &mut Context) -> JsObject {
    const FUNCTIONS: [(&str, NativeFunctionPointer); 28] = [
        ("abort", abort),
        ("absolute", absolute),
        ("asked", ask),
        ("bytes", bytes),
        ("bytesOf", bytes_of),
        ("csv", read_csv),
        ("error", error),
        ("fail", fail),
        ("fromBase64", from_base64),
        ("hash", hash),
        ("hex", hex),
        ("hmac", hmac),
        ("isAsync", is_async),
        ("joined", joined),
        ("kind", kind),
        ("log", log),
        ("looked", looked),
        ("lookedAtAll", looked_at_all),
        ("metric", metric),
        ("protos", load_protos),
        ("random", random),
        ("randomFloat", random_float),
        ("sleep", sleep),
        ("startTimer", start_timer),
        ("stopTimer", stop_timer),
        ("text", text),
        ("toBase64", to_base64),
        ("utf8", utf8),
    ];
    let mut object = ObjectInitializer::new(context);
    for (name, function) in FUNCTIONS {
        object.function(NativeFunction::from_fn_ptr(function), JsString::from(name), 0);
    }
    object.property(js_string!("fileBytes"), JsValue::undefined(), Attribute::all());
    object.build()
}

fn host(context: &Context) -> JsResult<Rc<Host>> {
    Host::of(context).ok_or_else(|| JsNativeError::error().into())
}

fn string(given: &[JsValue], index: usize, context: &mut Context) -> JsResult<String> {
    Ok(given.get(index).cloned().unwrap_or_default().to_string(context)?.to_std_string_lossy())
}

fn number(given: &[JsValue], index: usize, context: &mut Context) -> JsResult<f64> {
    given.get(index).cloned().unwrap_or_default().to_number(context)
}

/// Milliseconds or a count; nothing below zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept in range first")]
fn whole(number: f64) -> u64 {
    if number.is_nan() { 0 } else { number.clamp(0.0, 1e15) as u64 }
}

/// The bytes of an `ArrayBuffer`.
fn buffer(given: &[JsValue], index: usize) -> JsResult<Vec<u8>> {
    let object = given.get(index).and_then(JsValue::as_object);
    let buffer = object.and_then(|object| JsArrayBuffer::from_object(object).ok());
    let bytes = buffer.and_then(|buffer| buffer.data().map(|data| data.to_vec()));
    bytes.ok_or_else(|| JsNativeError::typ().with_message("expected a string or an ArrayBuffer").into())
}

fn abort(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context)?;
    let why = string(given, 0, context)?;
    let message = if why.is_empty() {
        "the script aborts the test".to_owned()
    } else {
        format!("the script aborts the test: {why}")
    };
    let fault = Fault::new(FaultKind::Thrown, &message, "call test.abort() in a function that it exports");
    host.stopped.borrow_mut().get_or_insert(fault.at(thrown::here(context)));
    Err(thrown::refuse(&host, &message, context))
}

fn absolute(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let path = string(given, 0, context)?;
    Ok(JsString::from(host(context)?.opens_from.opened(&path).entry()).into())
}

/// A variable of `__ENV` was asked for that is not set.
fn ask(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = string(given, 0, context)?;
    host(context)?.asked.borrow_mut().insert(name);
    Ok(JsValue::undefined())
}

/// A variable of `__ENV` was looked at, set or not.
fn looked(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = string(given, 0, context)?;
    host(context)?.reads.borrow_mut().name(name);
    Ok(JsValue::undefined())
}

/// The list of variables was looked at.
fn looked_at_all(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    host(context)?.reads.replace(Reads::All);
    Ok(JsValue::undefined())
}

/// A file from the folder of the script, whoever asks.
fn bytes(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context)?;
    let path = string(given, 0, context)?;
    let location = host.opens_from.opened(&path);
    let bytes = open::read(&host, &location, &path, context)?;
    open::buffer(bytes, context)
}

/// What may be given as bytes: text, an `ArrayBuffer`, an array of numbers.
fn bytes_of(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = given.first().cloned().unwrap_or_default();
    if let Some(text) = value.as_string() {
        return open::buffer(text.to_std_string_lossy().into_bytes(), context);
    }
    if let Ok(bytes) = buffer(given, 0) {
        return open::buffer(bytes, context);
    }
    let shown = value.display().to_string();
    let Some(object) = value.as_object() else {
        return Err(thrown::refuse(
            &*host(context)?,
            &format!("expected a string or an ArrayBuffer, not {shown}"),
            context,
        ));
    };
    let length = object.get(js_string!("length"), context)?;
    if length.is_undefined() {
        return Err(thrown::refuse(&*host(context)?, "expected a string or an ArrayBuffer, not an object", context));
    }
    let length = length.to_length(context)?.min(64 << 20);
    let mut bytes = Vec::new();
    for index in 0..length {
        bytes.push(object.get(index, context)?.to_uint8(context)?);
    }
    open::buffer(bytes, context)
}

fn joined(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let parts = given.first().and_then(JsValue::as_object).ok_or_else(JsNativeError::typ)?;
    let parts = JsArray::from_object(parts)?;
    let mut all = Vec::new();
    for index in 0..parts.length(context)? {
        let part = parts.get(index, context)?;
        all.extend(buffer(&[part], 0)?);
    }
    open::buffer(all, context)
}

fn read_csv(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = buffer(given, 0)?;
    let delimiter = string(given, 1, context)?.chars().next().unwrap_or(',');
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let records = match csv::read(&text, delimiter) {
        Ok(records) => records,
        Err(error) => return Err(thrown::refuse(&*host(context)?, &error.to_string(), context)),
    };
    let rows = JsArray::new(context);
    for record in records {
        let fields: Vec<JsValue> = record.into_iter().map(|field| JsString::from(field).into()).collect();
        let row = JsArray::from_iter(fields, context);
        rows.push(row, context)?;
    }
    Ok(rows.into())
}

fn error(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let message = string(given, 0, context)?;
    let error = thrown::refuse(&*host(context)?, &message, context);
    Ok(error.to_opaque(context))
}

fn fail(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let message = string(given, 0, context)?;
    Err(thrown::refuse(&*host(context)?, &message, context))
}

fn to_base64(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = buffer(given, 0)?;
    let text = match string(given, 1, context)?.as_str() {
        "rawstd" => STANDARD_NO_PAD.encode(bytes),
        "rawurl" => URL_SAFE_NO_PAD.encode(bytes),
        "url" => URL_SAFE.encode(bytes),
        _ => STANDARD.encode(bytes),
    };
    Ok(JsString::from(text).into())
}

fn from_base64(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = string(given, 0, context)?.replace(['\n', '\r'], "");
    let bytes = match string(given, 1, context)?.as_str() {
        "rawstd" => STANDARD_NO_PAD.decode(text),
        "rawurl" => URL_SAFE_NO_PAD.decode(text),
        "url" => URL_SAFE.decode(text),
        _ => STANDARD.decode(text),
    };
    match bytes {
        Ok(bytes) => open::buffer(bytes, context),
        Err(_) => {
            Err(thrown::refuse(&*host(context)?, "b64decode() was given text that is no base64 of that kind", context))
        }
    }
}

fn hash(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let algorithm = string(given, 0, context)?;
    let sum = digest::hash(&algorithm, &buffer(given, 1)?).ok_or_else(JsNativeError::typ)?;
    open::buffer(sum, context)
}

fn hmac(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let algorithm = string(given, 0, context)?;
    let sum = digest::hmac(&algorithm, &buffer(given, 1)?, &buffer(given, 2)?).ok_or_else(JsNativeError::typ)?;
    open::buffer(sum, context)
}

fn hex(_: &JsValue, given: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let text: String =
        buffer(given, 0)?.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digest::hex_digit).collect();
    Ok(JsString::from(text).into())
}

fn is_async(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(function) = given.first().and_then(JsValue::as_callable) else { return Ok(false.into()) };
    let constructor = function.get(js_string!("constructor"), context)?;
    let Some(constructor) = constructor.as_object() else { return Ok(false.into()) };
    let name = constructor.get(js_string!("name"), context)?;
    Ok(name.as_string().is_some_and(|name| name == js_string!("AsyncFunction")).into())
}

/// Whether a path is a `file`, a `folder` or `missing`.
fn kind(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context)?;
    let path = string(given, 0, context)?;
    let location = host.opens_from.opened(&path);
    let kind = match host.look(&location) {
        Ok(()) => "file",
        Err(Absent::Folder) => "folder",
        Err(Absent::Unfetched) => {
            open::read(&host, &location, &path, context)?;
            "missing"
        }
        Err(Absent::Missing) => "missing",
    };
    Ok(js_string!(kind).into())
}

/// What is written to the console is nobody's here.
#[expect(clippy::unnecessary_wraps, reason = "functions of the host can fail")]
fn log(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

fn metric(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context)?;
    let name = string(given, 0, context)?;
    let kind = match string(given, 1, context)?.as_str() {
        "Counter" => MetricType::Counter,
        "Gauge" => MetricType::Gauge,
        "Rate" => MetricType::Rate,
        _ => MetricType::Trend,
    };
    let is_time = given.get(2).is_some_and(JsValue::to_boolean);
    let letters = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        || !name.chars().all(letters)
        || !(2..=128 + 1).contains(&name.len())
    {
        let message = format!("`{name}` is not the name of a metric: 2 to 128 letters, digits and `_`, no digit first");
        return Err(thrown::refuse(&host, &message, context));
    }
    if let Some(own) = crate::options::built_in_metric(&name) {
        // All trends of k6 are times, and what it counts of data is neither.
        if own != kind || is_time != (own == MetricType::Trend) || name.starts_with("data_") {
            let message = format!("the metric `{name}` is k6's own, a {}", own.name());
            return Err(thrown::refuse(&host, &message, context));
        }
    }
    let known = host.metrics.borrow().get(&name).copied();
    match known {
        Some((other, time)) if other != kind || time != is_time => {
            let message = format!("the metric `{name}` is there already, as a {}", other.name());
            return Err(thrown::refuse(&host, &message, context));
        }
        _ => host.metrics.borrow_mut().insert(name, (kind, is_time)),
    };
    Ok(JsValue::undefined())
}

fn load_protos(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context)?;
    let list = |index: usize, context: &mut Context| -> JsResult<Vec<String>> {
        let object = given.get(index).and_then(JsValue::as_object).ok_or_else(JsNativeError::typ)?;
        let array = JsArray::from_object(object)?;
        let mut all = Vec::new();
        for index in 0..array.length(context)? {
            all.push(array.get(index, context)?.to_string(context)?.to_std_string_lossy());
        }
        Ok(all)
    };
    let (paths, files) = (list(0, context)?, list(1, context)?);
    let entry = host.opens_from.clone();
    if let Err(error) = protos::load(&entry, &paths, &files, &mut |location| host.read(location)) {
        return Err(thrown::refuse(&host, &error.to_string(), context));
    }
    Ok(JsArray::new(context).into())
}

fn random(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = host(context)?;
    let size = usize::try_from(whole(number(given, 0, context)?)).unwrap_or_default().min(64 << 20);
    let bytes = std::iter::repeat_with(|| host.random().to_le_bytes()).flatten().take(size).collect();
    open::buffer(bytes, context)
}

fn random_float(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bits = u32::try_from(host(context)?.random() >> 32).unwrap_or_default();
    Ok((f64::from(bits) / 4_294_967_296.0).into())
}

fn sleep(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    host(context)?.sleep(whole(number(given, 0, context)? * 1000.0));
    Ok(JsValue::undefined())
}

fn start_timer(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = given.first().and_then(JsValue::as_object).and_then(JsFunction::from_object);
    let callback = callback.ok_or_else(JsNativeError::typ)?;
    let delay = whole(number(given, 1, context)?);
    let repeat = given.get(2).is_some_and(JsValue::to_boolean);
    let id = host(context)?.start_timer(callback, delay, repeat);
    Ok(JsValue::from(u32::try_from(id).unwrap_or(u32::MAX)))
}

fn stop_timer(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    host(context)?.stop_timer(whole(number(given, 0, context)?));
    Ok(JsValue::undefined())
}

fn text(_: &JsValue, given: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(open::text_of(&buffer(given, 0)?).into())
}

fn utf8(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = string(given, 0, context)?;
    open::buffer(text.into_bytes(), context)
}
