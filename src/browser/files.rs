//! Files that the person dropped or picked, and where they survive a reload.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use leptos::ev::{DragEvent, Event};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use super::module;

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Module, key: &str, bytes: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn get(this: &Module, key: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn del(this: &Module, key: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn keys(this: &Module) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = readFiles)]
    fn read_files(this: &Module, files: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = readDropped)]
    fn read_dropped(this: &Module, roots: &Array) -> Result<Promise, JsValue>;
}

/// A file from outside, by the path it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picked {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    fn grab(items: &web_sys::DataTransferItemList) -> Array;
}

async fn module() -> Option<Module> {
    Some(module::named("files").await?.unchecked_into())
}

/// All files that were kept, or `None` where this browser keeps none.
pub(crate) async fn kept() -> Option<Vec<Picked>> {
    let module = module().await?;
    let keys: Array = settled(module.keys()).await?.dyn_into().ok()?;
    let mut files = Vec::new();
    for path in keys.iter().filter_map(|key| key.as_string()) {
        if let Some(bytes) = settled(module.get(&path)).await.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok()) {
            files.push(Picked { path, bytes: bytes.to_vec() });
        }
    }
    Some(files)
}

/// Whether the file will be there after a reload.
pub(crate) async fn keep(path: &str, bytes: &[u8]) -> bool {
    match module().await {
        Some(module) => settled(module.put(path, &Uint8Array::from(bytes))).await.is_some(),
        None => false,
    }
}

pub(crate) async fn forget(path: &str) {
    if let Some(module) = module().await {
        settled(module.del(path)).await;
    }
}

/// The files of an `<input type=file>`, which is emptied so that the same file
/// can be picked again.
pub(crate) async fn picked(event: Event) -> Vec<Picked> {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let (Some(input), Some(module)) = (input, module().await) else { return Vec::new() };
    let Some(files) = input.files() else { return Vec::new() };
    let found = settled(module.read_files(&files)).await;
    input.set_value("");
    found.map(|found| read_list(&found)).unwrap_or_default()
}

/// What a drop holds, folders with all that is in them. To be called inside
/// the event: the browser empties the list afterwards.
pub(crate) fn dropped(event: &DragEvent) -> impl Future<Output = Vec<Picked>> + use<> {
    let roots = event.data_transfer().map(|transfer| grab(&transfer.items())).unwrap_or_default();
    async move {
        let Some(module) = module().await else { return Vec::new() };
        settled(module.read_dropped(&roots)).await.map(|found| read_list(&found)).unwrap_or_default()
    }
}

/// Whether something is dragged that could be read.
pub(crate) fn holds_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

pub(super) fn read_list(found: &JsValue) -> Vec<Picked> {
    let Some(found) = found.dyn_ref::<Array>() else { return Vec::new() };
    found
        .iter()
        .filter_map(|file| {
            let path = Reflect::get(&file, &"path".into()).ok()?.as_string()?;
            let bytes = Reflect::get(&file, &"bytes".into()).ok()?.dyn_into::<Uint8Array>().ok()?;
            Some(Picked { path, bytes: bytes.to_vec() })
        })
        .collect()
}

pub(super) async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
