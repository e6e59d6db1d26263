//! What this browser remembers for the page between visits.

use std::cell::Cell;

use leptos::prelude::window;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Storage, StorageEvent};

/// Why something is not remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotKept {
    /// No room is left for this page.
    Full,
    /// Switched off by the person's settings.
    Forbidden,
}

thread_local! {
    static ONLY_READ: Cell<bool> = const { Cell::new(false) };
}

/// From now on nothing is remembered, and nothing that was is forgotten.
pub(crate) fn only_read() {
    ONLY_READ.set(true);
}

/// Ends [`only_read`].
pub(crate) fn write_again() {
    ONLY_READ.set(false);
}

pub(crate) fn is_only_read() -> bool {
    ONLY_READ.get()
}

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

pub(crate) fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

pub(crate) fn set(key: &str, value: &str) -> Result<(), NotKept> {
    if is_only_read() {
        return Ok(());
    }
    local().ok_or(NotKept::Forbidden)?.set_item(key, value).map_err(|_| NotKept::Full)
}

pub(crate) fn remove(key: &str) {
    if let (Some(storage), false) = (local(), is_only_read()) {
        let _ = storage.remove_item(key);
    }
}

/// What is left of the keys that begin with `prefix`.
pub(crate) fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let key = |at| storage.key(at).ok().flatten()?.strip_prefix(prefix).map(str::to_owned);
    (0..storage.length().unwrap_or_default()).filter_map(key).collect()
}

/// For this tab alone; survives a reload.
pub(crate) fn of_tab(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok()?
}

pub(crate) fn set_of_tab(key: &str, value: &str) {
    if let (Ok(Some(storage)), false) = (window().session_storage(), is_only_read()) {
        // A tab that remembers nothing begins with the newest document.
        let _ = storage.set_item(key, value);
    }
}

/// Calls `then` with the key and its new value each time that another tab
/// changes something, for as long as the page lives.
pub(crate) fn on_change_elsewhere(then: impl Fn(String, String) + 'static) {
    let heard = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        if let (Some(key), Some(value)) = (event.key(), event.new_value()) {
            then(key, value);
        }
    });
    let _ = window().add_event_listener_with_callback("storage", heard.as_ref().unchecked_ref());
    heard.forget();
}
