//! The form's edits, made by a module that comes after the first load.

use k6cfg_config::edit::Edit;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{module, page};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch, js_name = default)]
    async fn start(this: &Module, wasm: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = k6cfgEdit)]
    fn edit(text: &str, edit: &str) -> Result<String, JsValue>;
}

/// Fetches the module; edits before it is there are refused with a reason.
pub(crate) async fn load() {
    let (Some(module), Some(wasm)) = (module::named("edit").await, page::asset("edit_wasm")) else { return };
    let options = js_sys::Object::new();
    // Setting a property of a fresh object does not fail.
    let _ = js_sys::Reflect::set(&options, &"module_or_path".into(), &wasm.into());
    if let Err(why) = module.unchecked_into::<Module>().start(&options).await {
        web_sys::console::warn_2(&"the form's edits could not be loaded".into(), &why);
    }
}

/// The text with `change` made.
///
/// # Errors
/// Why it was not made, for the person who asked for it.
pub(crate) fn apply(text: &str, change: &Edit) -> Result<String, String> {
    let refused = || "the form is not ready yet: try again in a moment, or write it in the text".to_owned();
    let change = serde_json::to_string(change).map_err(|_| refused())?;
    let answer = edit(text, &change).map_err(|_| refused())?;
    match answer.strip_prefix('=') {
        Some(text) => Ok(text.to_owned()),
        None => Err(answer.strip_prefix('!').unwrap_or(&answer).to_owned()),
    }
}
