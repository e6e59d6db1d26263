//! The menu of documents, its dialogs, earlier versions and files on the disk:
//! a module that comes after the first load (`web/src/documents`).

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    files::{self, Picked, settled},
    module,
};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn ask(this: &Module, what: &str, json: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn pick(this: &Module) -> Result<Promise, JsValue>;
}

/// The module cannot be loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Missing;

async fn module() -> Result<Module, Missing> {
    module::named("documents").await.map(JsCast::unchecked_into).ok_or(Missing)
}

/// Fetches the module, so that the menu opens at once.
pub(crate) async fn load() {
    // Whoever needs it will say so.
    let _ = module().await;
}

/// Asks what `web/src/documents/index.js` answers; `None` when the person
/// decided on nothing.
pub(crate) async fn ask(what: &str, about: &serde_json::Value) -> Result<Option<String>, Missing> {
    let answer = settled(module().await?.ask(what, &about.to_string())).await;
    Ok(answer.and_then(|answer| answer.as_string()))
}

/// Files that the person picks.
pub(crate) async fn pick() -> Result<Vec<Picked>, Missing> {
    let picked = settled(module().await?.pick()).await;
    Ok(picked.map(|picked| files::read_list(&picked).files).unwrap_or_default())
}
