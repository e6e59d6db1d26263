//! A configuration as text that fits into an address, and back: a module that
//! is fetched when somebody shares or opens a link (`web/src/share.js`).

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::module;

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn encode(this: &Module, json: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn decode(this: &Module, content: &str) -> Result<JsValue, JsValue>;
}

/// Why a link's content is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Incomplete, or changed.
    Cut,
    /// Of a version that this page does not know.
    Version,
    Large,
    /// The module cannot be loaded.
    Missing,
}

async fn module() -> Result<Module, Why> {
    module::named("share").await.map(JsCast::unchecked_into).ok_or(Why::Missing)
}

pub(crate) async fn encode(json: &str) -> Result<String, Why> {
    module().await?.encode(json).map_err(|_| Why::Large)
}

pub(crate) async fn decode(content: &str) -> Result<String, Why> {
    let answer = module().await?.decode(content).map_err(|_| Why::Cut)?;
    let member = |name: &str| Reflect::get(&answer, &name.into()).ok().and_then(|value| value.as_string());
    match (member("json"), member("why").as_deref()) {
        (Some(json), _) => Ok(json),
        (None, Some("version")) => Err(Why::Version),
        (None, Some("large")) => Err(Why::Large),
        (None, _) => Err(Why::Cut),
    }
}
