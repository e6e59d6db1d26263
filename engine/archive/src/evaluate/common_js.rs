//! Files that are no modules, and `require`.

use std::rc::Rc;

use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, js_string};

use super::host::Host;
use super::{k6, loader, open};
use crate::location::Location;
use crate::syntax::Kind;

/// Runs a CommonJS file once; its exports.
pub(super) fn run(host: &Rc<Host>, location: &Location, context: &mut Context) -> JsResult<JsValue> {
    if let Some(module) = host.commons.borrow().get(location) {
        return module.get(js_string!("exports"), context);
    }
    let script = host.script(location)?;
    let key = location.key();
    let function = k6::function(&key, &host.code(location, &script), context)?;
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports = JsValue::from(JsObject::with_object_proto(context.intrinsics()));
    module.set(js_string!("exports"), exports.clone(), false, context)?;
    host.commons.borrow_mut().insert(location.clone(), module.clone());
    function.call(&exports, &[module.clone().into(), exports.clone()], context)?;
    module.get(js_string!("exports"), context)
}

/// `require(specifier)` in the file whose code calls it.
pub(super) fn require(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context).ok_or_else(JsNativeError::error)?;
    let specifier = given.first().cloned().unwrap_or_default().to_string(context)?.to_std_string_escaped();
    if k6::is_own(&specifier) && !k6::is_known(&specifier) {
        // What it lacks shows only when it is used.
        return Ok(JsObject::with_null_proto().into());
    }
    if k6::is_own(&specifier) {
        let made = k6::exports(&host, &specifier, context)?;
        host.modules_used.borrow_mut().insert(specifier);
        return loader::required(&made, context);
    }
    let from = open::calling(context);
    let location = from
        .resolve(&specifier)
        .map_err(|error| JsNativeError::error().with_message(format!("{error}; {}", error.help())))?;
    let kind = host.script(&location)?.kind;
    host.requiring.borrow_mut().push(location.clone());
    let result = match kind {
        Kind::CommonJs => run(&host, &location, context),
        Kind::Module => loader::run_required(&host, &location, context),
    };
    host.requiring.borrow_mut().pop();
    result
}
