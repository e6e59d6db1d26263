//! JavaScript modules that are fetched only when they are needed.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::page;

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(url: &str) -> Result<JsValue, JsValue>;
}

/// Loads the module that the page's `k6cfg-assets` calls `name`.
pub(super) async fn named(name: &str) -> Option<JsValue> {
    let url = page::asset(name)?;
    match load(&url).await {
        Ok(module) => Some(module),
        Err(why) => {
            web_sys::console::warn_2(&format!("{name} could not be loaded").into(), &why);
            None
        }
    }
}
