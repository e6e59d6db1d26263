//! Objects as they were, kept in this browser.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{files::settled, module, storage};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn keep(this: &Module, key: &str, json: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn find(this: &Module, key: &str) -> Result<Promise, JsValue>;
}

async fn module() -> Option<Module> {
    Some(module::named("looks").await?.unchecked_into())
}

pub(crate) async fn keep(key: &str, json: &str) {
    if storage::is_only_read() {
        return;
    }
    if let Some(module) = module().await {
        settled(module.keep(key, json)).await;
    }
}

pub(crate) async fn find(key: &str) -> Option<String> {
    settled(module().await?.find(key)).await?.as_string()
}
