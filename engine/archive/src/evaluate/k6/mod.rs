//! k6's own modules, as they behave while a script is loaded.
//!
//! Each file beside this one is a function that takes the host's bridge and
//! returns `default` and `named` exports, as k6's modules have them.

use std::rc::Rc;

use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsValue, js_string};

use super::host::Host;
use super::loader::settled;
use super::{parse_module, thrown};
use crate::options::metrics_of_module;

pub(super) use crate::graph::is_own;

/// Beside the language.
pub(super) const GLOBALS: &str = include_str!("globals.js");
/// `SharedArray`s.
pub(super) const SHARED: &str = include_str!("shared.js");

const MODULES: [(&str, &str); 19] = [
    ("k6", include_str!("k6.js")),
    ("k6/browser", include_str!("browser.js")),
    ("k6/crypto", include_str!("crypto.js")),
    ("k6/crypto/x509", include_str!("x509.js")),
    ("k6/data", include_str!("data.js")),
    ("k6/encoding", include_str!("encoding.js")),
    ("k6/execution", include_str!("execution.js")),
    ("k6/html", include_str!("html.js")),
    ("k6/http", include_str!("http.js")),
    ("k6/metrics", include_str!("metrics.js")),
    ("k6/net/grpc", include_str!("grpc.js")),
    ("k6/secrets", include_str!("secrets.js")),
    ("k6/timers", include_str!("timers.js")),
    ("k6/websockets", include_str!("websockets.js")),
    ("k6/ws", include_str!("ws.js")),
    ("k6/experimental/csv", include_str!("csv.js")),
    ("k6/experimental/fs", include_str!("fs.js")),
    ("k6/experimental/streams", include_str!("streams.js")),
    ("k6/experimental/websockets", include_str!("websockets.js")),
];

/// Modules that k6 once had, and where to go instead.
const REMOVED: [(&str, &str); 6] = [
    ("k6/experimental/browser", "import `k6/browser` instead"),
    ("k6/experimental/grpc", "import `k6/net/grpc` instead"),
    ("k6/experimental/redis", "it is the extension `k6/x/redis` now, which the stock k6 does not have"),
    ("k6/experimental/timers", "timers are there without an import"),
    ("k6/experimental/tracing", "use the jslib http-instrumentation-tempo instead"),
    ("k6/experimental/webcrypto", "`crypto` is there without an import"),
];

pub(super) fn is_known(name: &str) -> bool {
    MODULES.iter().any(|(known, _)| *known == name) || REMOVED.iter().any(|(removed, _)| *removed == name)
}

/// What to say of a module that k6 does not have.
pub(super) fn unknown(name: &str) -> String {
    if name.starts_with("k6/x/") {
        return format!("`{name}` is an extension, which the stock k6 does not have");
    }
    format!("k6 has no module `{name}`")
}

/// What a module of k6 exports: an object with `default` and `named`.
pub(super) fn exports(host: &Rc<Host>, name: &str, context: &mut Context) -> JsResult<JsObject> {
    if let Some(known) = host.own.borrow().get(name) {
        return Ok(known.clone());
    }
    if let Some((_, instead)) = REMOVED.iter().find(|(removed, _)| *removed == name) {
        return Err(thrown::refuse(host, &format!("k6 no longer has `{name}`: {instead}"), context));
    }
    let Some((_, code)) = MODULES.iter().find(|(known, _)| *known == name) else {
        return Err(thrown::refuse(host, &unknown(name), context));
    };
    for (metric, kind) in metrics_of_module(name) {
        host.metrics.borrow_mut().entry((*metric).to_owned()).or_insert((*kind, false));
    }
    let bridge = host.bridge.borrow().clone().map(JsValue::from).unwrap_or_default();
    let made = call(code, &[bridge], context)?;
    let made = made.as_object().ok_or_else(JsNativeError::typ)?;
    host.own.borrow_mut().insert(name.to_owned(), made.clone());
    Ok(made)
}

/// Calls a function that is written in one of these files.
pub(super) fn call(code: &str, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = function("k6cfg", code, context)?;
    function.call(&JsValue::undefined(), given, context)
}

/// The function that `code` is. It is made by a module of its own, since the
/// evaluator mixes up the variables of scripts that run while a module does.
pub(super) fn function(name: &str, code: &str, context: &mut Context) -> JsResult<JsObject> {
    let module = parse_module(name, &format!("export default {code}"), context)?;
    // Nothing is imported, so nothing has to be waited for.
    module.load(context);
    module.link(context)?;
    settled(&module.evaluate(context))?;
    let function = module.get_value(js_string!("default"), context)?;
    function.as_object().filter(JsObject::is_callable).ok_or_else(|| JsNativeError::typ().into())
}
