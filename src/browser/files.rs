//! Files that the person dropped or picked, and where they survive a reload.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use leptos::ev::{DragEvent, Event};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use super::{module, storage};

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
    #[wasm_bindgen(method, catch)]
    fn unzip(this: &Module, bytes: &Uint8Array) -> Result<Promise, JsValue>;
}

/// What came from outside: files, and those that cannot be used, each in a
/// sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) files: Vec<Picked>,
    pub(crate) refused: Vec<String>,
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
    if storage::is_only_read() {
        return true;
    }
    match module().await {
        Some(module) => settled(module.put(path, &Uint8Array::from(bytes))).await.is_some(),
        None => false,
    }
}

pub(crate) async fn forget(path: &str) {
    if let (Some(module), false) = (module().await, storage::is_only_read()) {
        settled(module.del(path)).await;
    }
}

/// The files of an `<input type=file>`, which is emptied so that the same file
/// can be picked again.
pub(crate) async fn picked(event: Event) -> Found {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let (Some(input), Some(module)) = (input, module().await) else { return Found::default() };
    let Some(files) = input.files() else { return Found::default() };
    let found = settled(module.read_files(&files)).await;
    input.set_value("");
    unpacked(found).await
}

/// What a drop holds, folders with all that is in them. To be called inside
/// the event: the browser empties the list afterwards.
pub(crate) fn dropped(event: &DragEvent) -> impl Future<Output = Found> + use<> {
    let roots = event.data_transfer().map(|transfer| grab(&transfer.items())).unwrap_or_default();
    async move {
        let Some(module) = module().await else { return Found::default() };
        unpacked(settled(module.read_dropped(&roots)).await).await
    }
}

/// Whether something is dragged that could be read.
pub(crate) fn holds_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|transfer| transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

/// A list of files. Zip files that came by themselves are replaced by what is in
/// them; in a folder they are data like others.
pub(super) async fn unpacked(list: Option<JsValue>) -> Found {
    let mut found = list.map(|list| read_list(&list)).unwrap_or_default();
    let is_zip = |file: &Picked| !file.path.contains('/') && file.path.to_ascii_lowercase().ends_with(".zip");
    let (zips, files) = std::mem::take(&mut found.files).into_iter().partition(is_zip);
    found.files = files;
    for Picked { path, bytes } in zips {
        match unzip(&bytes).await {
            Some(inside) => {
                found.files.extend(inside.files);
                found.refused.extend(inside.refused.into_iter().map(|refused| format!("{refused}, in `{path}`")));
            }
            None => found.refused.push(format!("`{path}` is no zip file that can be read")),
        }
    }
    found
}

async fn unzip(bytes: &[u8]) -> Option<Found> {
    let module: Module = module::named("zip").await?.unchecked_into();
    settled(module.unzip(&Uint8Array::from(bytes))).await.map(|list| read_list(&list))
}

/// `[{path, bytes}]`, or `why` instead of the bytes.
pub(super) fn read_list(list: &JsValue) -> Found {
    let mut found = Found::default();
    for file in list.dyn_ref::<Array>().into_iter().flat_map(Array::iter) {
        let member = |name: &str| Reflect::get(&file, &name.into()).ok();
        let Some(path) = member("path").and_then(|path| path.as_string()) else { continue };
        if let Some(bytes) = member("bytes").and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok()) {
            found.files.push(Picked { path, bytes: bytes.to_vec() });
        } else {
            let why = member("why").and_then(|why| why.as_string()).unwrap_or_default();
            found.refused.push(format!("`{path}` {why}"));
        }
    }
    found
}

pub(super) async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
