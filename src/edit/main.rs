//! The form's edits, as a small module of its own that the page loads after it
//! is on screen: the YAML parser is no part of the first load, and an edit is
//! still made at once, without a way through the worker.
//!
//! Leaves one function on the global object, `k6cfgEdit(text, edit)`: the edit
//! as JSON in, `=` and the new text or `!` and the reason out.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

use k6cfg_config::edit::{Edit, apply};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

type EditText = dyn Fn(String, String) -> String;

fn main() {
    let edit = Closure::<EditText>::new(|text: String, edit: String| edit_text(&text, &edit));
    // Fails only on a frozen global object; the page then says that it has no editing.
    let _ = js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str("k6cfgEdit"), edit.as_ref());
    // The function lives as long as the page.
    edit.forget();
}

fn edit_text(text: &str, edit: &str) -> String {
    let Ok(edit) = serde_json::from_str::<Edit>(edit) else {
        return "!this edit does not fit the page that is open: reload it".to_owned();
    };
    match apply(text, &edit) {
        Ok(text) => format!("={text}"),
        Err(why) => format!("!{why}"),
    }
}
