//! The form's changes, made by a module that comes after the first load.

use k6cfg_config::edit::{Change, Defaults};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use self::wish::Wish;
use super::{module, page};

#[path = "../edit/wish.rs"]
mod wish;

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch, js_name = default)]
    async fn start(this: &Module, wasm: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = k6cfgEdit)]
    fn edit(text: &str, wish: &str) -> Result<String, JsValue>;
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

/// What was done, in words, and the text with `change` made.
///
/// # Errors
/// Why it was not made, for the person who asked for it.
pub(crate) fn make(text: &str, change: Change, test_type: String) -> Result<(String, String), String> {
    let answer = ask(text, change, test_type, false)?;
    match answer.strip_prefix('=').and_then(|done| done.split_once('\n')) {
        Some((said, text)) => Ok((said.to_owned(), text.to_owned())),
        None => Err(answer.strip_prefix('!').unwrap_or(&answer).to_owned()),
    }
}

/// Reads the text, so that the change that comes next need not.
pub(crate) fn prepare(text: &str) {
    let _ = ask(text, Change::Remove { paths: Vec::new() }, String::new(), true);
}

/// What `change` would do, or why it cannot be made.
pub(crate) fn preview(text: &str, change: Change, test_type: String) -> String {
    let answer = ask(text, change, test_type, true).unwrap_or_else(|why| why);
    answer.trim_start_matches(['?', '!']).to_owned()
}

fn ask(text: &str, change: Change, test_type: String, preview: bool) -> Result<String, String> {
    let refused = || "the form is not ready yet: try again in a moment, or write it in the text".to_owned();
    let wish = Wish { change, defaults: Defaults { test_type }, preview };
    let wish = serde_json::to_string(&wish).map_err(|_| refused())?;
    edit(text, &wish).map_err(|_| refused())
}
