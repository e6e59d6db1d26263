//! `open`, and from where relative paths count.

use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, js_string};

use super::host::Host;
use super::thrown;
use crate::fault::{Fault, FaultKind};
use crate::location::Location;
use crate::sources::Absent;

/// `open(path, 'b')`
pub(super) fn open(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context).ok_or_else(JsNativeError::error)?;
    let text = |value: Option<&JsValue>, context: &mut Context| match value {
        None => Ok(String::new()),
        Some(value) => value.to_string(context).map(|text| text.to_std_string_escaped()),
    };
    let path = text(given.first(), context)?;
    let mode = text(given.get(1), context)?;
    if path.is_empty() {
        return Err(thrown::refuse(&host, "open() needs the path of a file", context));
    }
    let location = base(&host, context).opened(&path);
    let bytes = read(&host, &location, &path, context)?;
    if mode == "b" { buffer(bytes, context) } else { Ok(text_of(&bytes).into()) }
}

/// The bytes of a file that a script asks for.
pub(super) fn read(host: &Host, location: &Location, path: &str, context: &mut Context) -> JsResult<Vec<u8>> {
    match host.read(location) {
        Ok(bytes) => Ok(bytes),
        Err(Absent::Folder) => Err(thrown::refuse(host, &format!("`{path}` is a folder; open() takes files"), context)),
        Err(absent) => {
            let key = location.key();
            let kind = if absent == Absent::Missing { FaultKind::Missing(key) } else { FaultKind::Unfetched(key) };
            let message = format!("the file `{path}` is not there, looked for as `{location}`");
            let fault = Fault::new(kind, &message, "add the file, or mend the path").at(thrown::here(context));
            // What is still to be fetched is no decision of the script's.
            if absent == Absent::Unfetched {
                host.stopped.borrow_mut().get_or_insert(fault.clone());
            }
            host.missing.borrow_mut().push(fault);
            Err(thrown::refuse(host, &message, context))
        }
    }
}

/// From where `open` looks: the file whose own code is running, or the innermost
/// that is being required.
pub(super) fn base(host: &Host, context: &Context) -> Location {
    if let Some(required) = host.requiring.borrow().last() {
        return required.clone();
    }
    let outermost = context.stack_trace().filter_map(|frame| at(&frame.position().path)).last();
    outermost.filter(|file| *file != host.graph.entry).unwrap_or_else(|| host.opens_from.clone())
}

/// The file whose code calls a function of the host.
pub(super) fn calling(context: &Context) -> Location {
    context.stack_trace().find_map(|frame| at(&frame.position().path)).unwrap_or_else(|| Location::file(""))
}

/// The file of a frame, as the evaluator shows it; none of our own code.
pub(super) fn at(path: &impl ToString) -> Option<Location> {
    Location::from_key(&path.to_string())
}

/// Bytes as an `ArrayBuffer`.
pub(super) fn buffer(bytes: Vec<u8>, context: &mut Context) -> JsResult<JsValue> {
    Ok(JsArrayBuffer::from_byte_block(AlignedVec::from_iter(0, bytes), context)?.into())
}

/// Bytes as text, each one that is no UTF-8 replaced by itself, as Go does.
pub(super) fn text_of(bytes: &[u8]) -> JsString {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return JsString::from(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    js_string!(text)
}
