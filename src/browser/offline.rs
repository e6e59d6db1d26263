//! The page without a network, where a static host serves it: a service worker
//! keeps it (`web/site/sw.js`), a module looks after that one
//! (`web/src/offline.js`).

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure, prelude::wasm_bindgen};

use super::{module, page};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn start(this: &Module, url: &str, events: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn update(this: &Module) -> Result<JsValue, JsValue>;
}

/// Whether this page is one that a static host serves.
pub(crate) fn is_static() -> bool {
    page::meta("k6cfg-offline").is_some()
}

async fn module() -> Option<Module> {
    Some(module::named("offline").await?.unchecked_into())
}

/// Keeps the page for times without a network; `on_update` is called when a
/// newer version is here and waits.
pub(crate) async fn keep(on_update: impl Fn() + 'static) {
    let Some(worker) = page::meta("k6cfg-offline") else { return };
    let Some(module) = module().await else { return };
    let Ok(url) = web_sys::Url::new_with_base(&worker, &page::base_url()) else { return };
    let on_update = Closure::<dyn Fn()>::new(on_update);
    let events = Object::new();
    let _ = Reflect::set(&events, &"onUpdate".into(), on_update.as_ref());
    // Whether it is kept, people see when they need it.
    let nothing = Closure::<dyn Fn()>::new(|| {});
    let _ = Reflect::set(&events, &"onReady".into(), nothing.as_ref());
    let _ = Reflect::set(&events, &"onFailed".into(), nothing.as_ref());
    let _ = module.start(&url.href(), &events);
    // As long as the page lives.
    on_update.forget();
    nothing.forget();
}

/// Goes on with the newer version, and opens the page anew.
pub(crate) async fn update() {
    if let Some(module) = module().await {
        let _ = module.update();
    }
}
