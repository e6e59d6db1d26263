//! Modules: those of the test, and those of k6 or CommonJS, which have whatever
//! is asked of them.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::module::{ModuleLoader, Referrer, SyntheticModuleInitializer};
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, Module, NativeFunction, js_string,
};

use super::host::Host;
use super::{common_js, k6, parse_module};
use crate::location::Location;
use crate::syntax::{Kind, NAMESPACE};

impl ModuleLoader for Host {
    async fn load_imported_module(
        self: Rc<Self>,
        referrer: Referrer,
        specifier: JsString,
        context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        let context = &mut **context.borrow_mut();
        let specifier = specifier.to_std_string_escaped();
        if matches!(referrer, Referrer::Script(_)) || self.graph.is_dynamic(&location_of(referrer.path()), &specifier) {
            return Err(JsNativeError::typ().with_message("k6 has no dynamic imports").into());
        }
        imported(&self, &location_of(referrer.path()), &specifier, context)
    }

    fn init_import_meta(self: Rc<Self>, import_meta: &JsObject, module: &Module, context: &mut Context) {
        let base = js_string!(location_of(module.path()).key());
        let resolve = NativeFunction::from_copy_closure_with_captures(
            |_, given, base, context| {
                let specifier = given.first().cloned().unwrap_or_default().to_string(context)?.to_std_string_escaped();
                let base = Location::from_key(&base.to_std_string_escaped()).unwrap_or_else(|| Location::file(""));
                let resolved = base
                    .resolve(&specifier)
                    .map_err(|error| JsNativeError::error().with_message(format!("{error}; {}", error.help())))?;
                Ok(js_string!(resolved.url()).into())
            },
            base,
        );
        let resolve = resolve.to_js_function(context.realm());
        // A fresh object takes a property.
        let _ = import_meta.set(js_string!("resolve"), resolve, false, context);
    }
}

pub(super) fn location_of(path: Option<&Path>) -> Location {
    path.and_then(Path::to_str).and_then(Location::from_key).unwrap_or_else(|| Location::file(""))
}

/// The module that `specifier` names in the file at `from`.
fn imported(host: &Rc<Host>, from: &Location, specifier: &str, context: &mut Context) -> JsResult<Module> {
    if k6::is_own(specifier) {
        return own(host, specifier, context);
    }
    let location = from.resolve(specifier).map_err(|error| JsNativeError::error().with_message(error.to_string()))?;
    module(host, &location, context)
}

/// The module at a location of the graph.
pub(super) fn module(host: &Rc<Host>, location: &Location, context: &mut Context) -> JsResult<Module> {
    let key = location.key();
    if let Some(known) = host.modules.borrow().get(&key) {
        return Ok(known.clone());
    }
    let script = host.script(location)?;
    let module = match script.kind {
        Kind::Module => parse_module(&key, &host.code(location, &script), context)?,
        Kind::CommonJs => synthetic(host, &key, context),
    };
    host.modules.borrow_mut().insert(key, module.clone());
    Ok(module)
}

fn own(host: &Rc<Host>, name: &str, context: &mut Context) -> JsResult<Module> {
    if let Some(known) = host.modules.borrow().get(name) {
        return Ok(known.clone());
    }
    if !k6::is_known(name) {
        return Err(JsNativeError::error().with_message(k6::unknown(name)).into());
    }
    host.modules_used.borrow_mut().insert(name.to_owned());
    let module = synthetic(host, name, context);
    host.modules.borrow_mut().insert(name.to_owned(), module.clone());
    Ok(module)
}

/// A module that has every name that is asked of it; what is not there is
/// undefined.
fn synthetic(host: &Rc<Host>, name: &str, context: &mut Context) -> Module {
    let mut names: Vec<JsString> =
        host.graph.wanted(name).named.iter().map(|name| JsString::from(name.as_str())).collect();
    names.extend(["default", NAMESPACE].map(JsString::from));
    names.sort();
    names.dedup();
    let captured = names.clone();
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, (source, names): &(JsString, Vec<JsString>), context| {
            let host = Host::of(context).ok_or_else(JsNativeError::error)?;
            let source = source.to_std_string_escaped();
            let exports = match Location::from_key(&source) {
                Some(location) => Exports::of_common(&common_js::run(&host, &location, context)?, context)?,
                None => Exports::of_own(&k6::exports(&host, &source, context)?, context)?,
            };
            for name in names {
                let value = if *name == js_string!(NAMESPACE) {
                    exports.namespace(context)?.into()
                } else if *name == js_string!("default") {
                    exports.default(context)?
                } else {
                    // What cannot be looked at now is looked at only when it is used.
                    exports.named.get(name.clone(), context).map_or(JsValue::undefined(), |value| {
                        if value.is_undefined() { exports.missing.clone() } else { value }
                    })
                };
                module.set_export(name, value)?;
            }
            Ok(())
        },
        (JsString::from(name), captured),
    );
    Module::synthetic(&names, steps, Some(name.into()), None, context)
}

/// What a module that is none of the language has.
struct Exports {
    /// Where names are looked up.
    named: JsObject,
    default: Option<JsValue>,
    /// What a name is that is not there.
    missing: JsValue,
}

impl Exports {
    fn of_common(exports: &JsValue, context: &mut Context) -> JsResult<Self> {
        if exports.is_null() {
            return Err(JsNativeError::typ().with_message("the exports of a CommonJS file must not be null").into());
        }
        Ok(Self { named: exports.to_object(context)?, default: None, missing: JsValue::undefined() })
    }

    fn of_own(made: &JsObject, context: &mut Context) -> JsResult<Self> {
        let part = |name: JsString, context: &mut Context| {
            let value = made.get(name, context)?;
            Ok::<_, JsError>((!value.is_undefined()).then_some(value))
        };
        let default = part(js_string!("default"), context)?;
        let named = part(js_string!("named"), context)?;
        let missing = if named.is_some() { JsValue::null() } else { JsValue::undefined() };
        let looked_up = named.or_else(|| default.clone()).unwrap_or_default();
        let default = Some(default.unwrap_or_else(|| looked_up.clone()));
        Ok(Self { default, named: looked_up.to_object(context)?, missing })
    }

    fn default(&self, context: &mut Context) -> JsResult<JsValue> {
        if let Some(default) = &self.default {
            return Ok(default.clone());
        }
        if self.named.has_property(js_string!("default"), context)? {
            return self.named.get(js_string!("default"), context);
        }
        Ok(self.named.clone().into())
    }

    /// What `import * as x` gives.
    fn namespace(&self, context: &mut Context) -> JsResult<JsObject> {
        let namespace = JsObject::with_null_proto();
        let mut keys = self.named.own_property_keys(context)?;
        keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
        keys.sort_by_key(ToString::to_string);
        for key in keys {
            // Getters stay what they are: some of k6's refuse.
            let property = descriptor(&self.named, &key, context)?;
            namespace.define_property_or_throw(key, property, context)?;
        }
        Ok(namespace)
    }
}

fn descriptor(object: &JsObject, key: &PropertyKey, context: &mut Context) -> JsResult<PropertyDescriptor> {
    let constructor = context.intrinsics().constructors().object().constructor();
    let describe = constructor.get(js_string!("getOwnPropertyDescriptor"), context)?;
    let describe = describe.as_callable().ok_or_else(JsNativeError::typ)?;
    let name: JsValue = match key {
        PropertyKey::String(name) => name.clone().into(),
        PropertyKey::Index(index) => index.get().into(),
        PropertyKey::Symbol(symbol) => symbol.clone().into(),
    };
    let described = describe.call(&JsValue::undefined(), &[object.clone().into(), name], context)?;
    described.as_object().ok_or_else(JsNativeError::typ)?.to_property_descriptor(context)
}

/// What `require` gives of one of k6's own modules.
pub(super) fn required(made: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let default = made.get(js_string!("default"), context)?;
    let named = made.get(js_string!("named"), context)?;
    match (named.as_object(), default.is_undefined()) {
        (None, _) => Ok(default),
        (Some(_), true) => Ok(named),
        (Some(object), false) => {
            let merged = JsObject::with_object_proto(context.intrinsics());
            for key in object.own_property_keys(context)? {
                let value = object.get(key.clone(), context)?;
                merged.set(key, value, false, context)?;
            }
            merged.set(js_string!("default"), default, false, context)?;
            merged.set(js_string!("__esModule"), true, false, context)?;
            Ok(merged.into())
        }
    }
}

/// Loads what a module imports, and links it.
pub(super) fn link(module: &Module, context: &mut Context) -> JsResult<()> {
    let loaded = module.load(context);
    context.run_jobs()?;
    settled(&loaded)?;
    module.link(context)
}

/// The failure of a promise that should be settled by now.
pub(super) fn settled(promise: &JsPromise) -> JsResult<()> {
    match promise.state() {
        PromiseState::Fulfilled(_) => Ok(()),
        PromiseState::Rejected(reason) => Err(JsError::from_opaque(reason)),
        PromiseState::Pending => {
            let message = "the script waits at its top level for something that never happens";
            Err(JsNativeError::error().with_message(message).into())
        }
    }
}

/// A module that is required: it is evaluated at once.
pub(super) fn run_required(host: &Rc<Host>, location: &Location, context: &mut Context) -> JsResult<JsValue> {
    let module = module(host, location, context)?;
    link(&module, context)?;
    let promise = module.evaluate(context);
    if let PromiseState::Rejected(reason) = promise.state() {
        let rejected: JsObject = promise.into();
        host.rejected.borrow_mut().retain(|other| !JsObject::equals(other, &rejected));
        return Err(JsError::from_opaque(reason));
    }
    Ok(module.namespace(context).into())
}
