//! What a script throws, as a fault at its place.

use boa_engine::{Context, JsError, JsNativeError, JsValue, js_string};

use super::host::Host;
use super::open;
use crate::fault::{Fault, FaultKind, Spot};
use crate::location::Location;
use crate::syntax::WRAPPER;

/// The fault that an error is which nobody caught.
pub(super) fn fault(host: &Host, error: &JsError, context: &mut Context) -> Fault {
    if let Some(fault) = host.stopped.borrow_mut().take() {
        return fault;
    }
    if error.as_native().is_some_and(|native| native.is_no_instructions_remain() || native.is_runtime_limit()) {
        return Fault::budget();
    }
    let opaque = error.to_opaque(context);
    let message = message(&opaque, context);
    // What is not there is more than a message.
    if let Some(fault) = host.missing.borrow().iter().rev().find(|fault| message.contains(&fault.message)) {
        return fault.clone();
    }
    let at = place(host, &opaque).or_else(|| host.refused_at.borrow_mut().take());
    let kind = if is_syntax(&opaque, context) { FaultKind::Syntax } else { FaultKind::Thrown };
    let help = match kind {
        FaultKind::Syntax => "mend the script there",
        _ => "outside of its exported functions a script can only prepare: see where it throws",
    };
    Fault::new(kind, message, help).at(at)
}

/// The message of what was thrown.
fn message(thrown: &JsValue, context: &mut Context) -> String {
    let Some(object) = thrown.as_object() else { return format!("the script throws `{}`", shown(thrown, context)) };
    let mut text = |name: &str| {
        let value = object.get(js_string!(name), context).ok()?;
        value.as_string().map(|text| text.to_std_string_escaped())
    };
    match (text("name"), text("message")) {
        (_, Some(message)) if object.has_own_property(js_string!(REFUSED), context).unwrap_or(false) => message,
        (Some(name), Some(message)) if !message.is_empty() => format!("{name}: {message}"),
        (Some(name), _) => format!("the script throws an {name}"),
        (None, Some(message)) => message,
        (None, None) => format!("the script throws `{}`", shown(thrown, context)),
    }
}

fn shown(value: &JsValue, context: &mut Context) -> String {
    let text = value.to_json(context).ok().flatten().map(|json| json.to_string());
    let text = text.unwrap_or_else(|| "undefined".to_owned());
    let mut short: String = text.chars().take(200).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn is_syntax(thrown: &JsValue, context: &mut Context) -> bool {
    let Some(object) = thrown.as_object() else { return false };
    let name = object.get(js_string!("name"), context).unwrap_or_default();
    name.as_string().is_some_and(|name| name == js_string!("SyntaxError"))
}

/// Where an error was made, of which the evaluator only tells in its text.
fn place(host: &Host, thrown: &JsValue) -> Option<Spot> {
    let text = thrown.display().to_string();
    let inside = text.rsplit_once('(')?.1.strip_suffix(')')?;
    let mut parts = inside.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    spot(host, &Location::from_key(parts.next()?)?, line, column)
}

/// The place that is running now, in code of the test.
pub(super) fn here(context: &Context) -> Option<Spot> {
    let host = Host::of(context)?;
    context.stack_trace().find_map(|frame| {
        let position = frame.position();
        let location = open::at(&position.path)?;
        let at = position.position?;
        spot(&host, &location, at.line_number(), at.column_number())
    })
}

/// A place of the evaluated text in the source.
fn spot(host: &Host, location: &Location, line: u32, column: u32) -> Option<Spot> {
    let script = host.script(location).ok()?;
    let wrapped = script.kind == crate::syntax::Kind::CommonJs && line == 1;
    let before = if wrapped { u32::try_from("export default ".len() + WRAPPER.len()).unwrap_or_default() } else { 0 };
    let (line, column) = script.lines.source(line, column.saturating_sub(before).max(1));
    Some(Spot { file: location.to_string(), line, column })
}

/// Marks errors whose message is ours, to be shown as it is.
const REFUSED: &str = "k6cfg refused";

/// The error that a function of the host throws.
pub(super) fn refuse(host: &Host, message: &str, context: &mut Context) -> JsError {
    *host.refused_at.borrow_mut() = here(context);
    let error = JsNativeError::error().with_message(message.to_owned()).to_opaque(context);
    // As k6 calls its own.
    let name = boa_engine::property::PropertyDescriptor::builder().value(js_string!("GoError"));
    let name = name.enumerable(false).writable(true).configurable(true).build();
    let _ = error.define_property_or_throw(js_string!("name"), name, context);
    let mark = boa_engine::property::PropertyDescriptor::builder().value(true).enumerable(false).build();
    // A fresh error takes a property.
    let _ = error.define_property_or_throw(js_string!(REFUSED), mark, context);
    JsError::from_opaque(error.into())
}
