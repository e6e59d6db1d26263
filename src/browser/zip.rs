//! Texts as one zip file.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{download, files::settled, module};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn zip(this: &Module, files: &Array) -> Result<Promise, JsValue>;
}

/// Hands the files (path in the zip file, and text) to the browser as a
/// download called `name`.
pub(crate) async fn save(name: &str, files: &[(String, String)]) {
    let list: Array = files
        .iter()
        .map(|(name, text)| {
            let file = Object::new();
            let _ = Reflect::set(&file, &"name".into(), &name.into());
            let _ = Reflect::set(&file, &"text".into(), &text.into());
            JsValue::from(file)
        })
        .collect();
    let Some(module) = module::named("zip").await.map(JsCast::unchecked_into::<Module>) else { return };
    if let Some(bytes) = settled(module.zip(&list)).await.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok()) {
        download::save_bytes(name, "application/zip", &bytes);
    }
}
