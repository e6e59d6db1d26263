//! What a script throws, as a fault at its place.

use boa_engine::{Context, JsError, JsNativeError, JsObject, JsValue, js_string};

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
    if is_budget(error) {
        return Fault::budget();
    }
    let opaque = error.to_opaque(context);
    let message = message(&opaque, context);
    // What is not there is more than a message.
    if let Some(fault) = host.missing.borrow().iter().rev().find(|fault| message.contains(&fault.message)) {
        return fault.clone();
    }
    let parsed = parsed_at(host, &opaque);
    let is_syntax = parsed.is_none() && is_syntax(&opaque, context);
    let kind = if is_syntax { FaultKind::Syntax } else { FaultKind::Thrown };
    let at = parsed.or_else(|| place(host, &opaque)).or_else(|| host.refused_at.borrow_mut().take());
    let help = match (&kind, &at) {
        (FaultKind::Syntax, Some(_)) => "mend the script there",
        (FaultKind::Syntax, None) => "mend the script, or what it imports",
        (_, Some(_)) => "outside of its exported functions a script can only prepare: see where it throws",
        (_, None) => "look outside of its exported functions, also in what it imports: that is where it throws",
    };
    Fault::new(kind, message, help).at(at)
}

/// Such an error is no value that a script could have.
fn is_budget(error: &JsError) -> bool {
    error.as_native().is_some_and(|native| native.is_no_instructions_remain() || native.is_runtime_limit())
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

/// An error of the evaluator's own, which remembers where it was made.
pub(super) fn placed(error: JsError, context: &mut Context) -> JsError {
    if is_budget(&error) {
        return error;
    }
    let (Some(host), Some(at)) = (Host::of(context), here(context)) else { return error };
    let Some(object) = error.to_opaque(context).as_object() else { return error };
    *host.parsed_at.borrow_mut() = Some((object.clone(), at));
    JsError::from_opaque(object.into())
}

fn parsed_at(host: &Host, thrown: &JsValue) -> Option<Spot> {
    let thrown = thrown.as_object()?;
    let parsed = host.parsed_at.borrow();
    parsed.as_ref().filter(|(error, _)| JsObject::equals(error, &thrown)).map(|(_, at)| at.clone())
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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use crate::{Files, LoadOrder, Location, Sources, load_test};

    fn fault(script: &str) -> crate::Fault {
        let files =
            Files::of_paths([("a.js", script.as_bytes()), ("b.js", b"export const f = (x) => {\n  return x.y.z;\n};")]);
        let sources: Rc<dyn Sources> = Rc::new(files);
        let script = Location::file("a.js");
        let order = LoadOrder { script, env: Vec::new(), at_ms: 0, steps: 1_000_000, folder: None };
        load_test(&order, &sources).unwrap_err().remove(0)
    }

    #[test]
    fn what_is_thrown_has_its_place() {
        let at = |script: &str| fault(script).at.map(|at| at.to_string()).unwrap_or_default();
        assert_eq!(at("const a = 1;\nthrow new Error('x');"), "a.js:2:7");
        assert_eq!(at("const a = 1;\nJSON.parse('');"), "a.js:2:11");
        assert_eq!(at("try { JSON.parse(''); } catch {}\nthrow 'x';"), "", "that one was caught");
    }

    #[test]
    fn nobody_is_sent_to_a_place_that_is_not_known() {
        let fault = fault("import { f } from './b.js';\nf({});");
        assert_eq!(fault.at, None);
        assert_eq!(
            fault.help,
            "look outside of its exported functions, also in what it imports: that is where it throws"
        );
    }

    #[test]
    fn what_was_read_before_is_still_known() {
        let fault = fault("const settings = __ENV.SETTINGS;\nJSON.parse(settings);");
        assert_eq!(fault.asked.into_iter().collect::<Vec<_>>(), ["SETTINGS"]);
        assert_eq!(fault.kind, crate::FaultKind::Thrown);
    }
}
