//! A folder of the disk that the page may read, where the browser allows that
//! (File System Access), remembered for the next visit.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{
    files::{self, Found, settled},
    module,
};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch)]
    fn name(this: &Module) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn pick(this: &Module) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn again(this: &Module, asks: bool) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn forget(this: &Module) -> Result<Promise, JsValue>;
}

/// Whether this browser gives a page folders.
pub(crate) fn is_supported() -> bool {
    js_sys::Reflect::has(window().as_ref(), &"showDirectoryPicker".into()).unwrap_or(false)
}

async fn module() -> Option<Module> {
    Some(module::named("folder").await?.unchecked_into())
}

/// The name of the remembered folder.
pub(crate) async fn name() -> Option<String> {
    settled(module().await?.name()).await?.as_string().filter(|name| !name.is_empty())
}

/// The folder cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// Lets the person choose a folder; nothing when they choose none.
pub(crate) async fn pick() -> Result<Option<Found>, Unreadable> {
    read(settled(module().await.ok_or(Unreadable)?.pick()).await).await
}

/// All that is in the remembered folder, empty when nothing has changed since it
/// was read; nothing when it may not be read. `asks`: whether the person may be
/// asked.
pub(crate) async fn again(asks: bool) -> Result<Option<Found>, Unreadable> {
    read(settled(module().await.ok_or(Unreadable)?.again(asks)).await).await
}

pub(crate) async fn forget() {
    if let Some(module) = module().await {
        settled(module.forget()).await;
    }
}

async fn read(list: Option<JsValue>) -> Result<Option<Found>, Unreadable> {
    let list = list.ok_or(Unreadable)?;
    if list.is_undefined() {
        return Ok(None);
    }
    Ok(Some(files::unpacked(Some(list)).await))
}
