//! The form's changes, as a small module of its own that the page loads after
//! it is on screen: the YAML parser is no part of the first load, and a change
//! is still made at once, without a way through the worker.
//!
//! Leaves one function on the global object, `k6cfgEdit(text, wish)`: a
//! [`Wish`] as JSON in, and out comes `!` and the reason, `?` and what would be
//! done, or `=`, a line of what was done, and the new text.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod wish;

use std::cell::RefCell;

use k6cfg_config::edit::{Done, EditError, Editing};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use wish::Wish;

type EditText = dyn Fn(String, String) -> String;

fn main() {
    let editing = RefCell::new(Editing::default());
    let edit =
        Closure::<EditText>::new(move |text: String, wish: String| edit_text(&mut editing.borrow_mut(), &text, &wish));
    // Fails only on a frozen global object; the page then says that it has no editing.
    let _ = js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str("k6cfgEdit"), edit.as_ref());
    // The function lives as long as the page.
    edit.forget();
}

fn edit_text(editing: &mut Editing, text: &str, wish: &str) -> String {
    let Ok(Wish { change, defaults, preview }) = serde_json::from_str(wish) else {
        return "!this edit does not fit the page that is open: reload it".to_owned();
    };
    let answer = if preview {
        editing.preview(text, &change, &defaults).map(|said| format!("?{said}"))
    } else {
        editing.done(text, &change, &defaults).map(|Done { text, said }| format!("={said}\n{text}"))
    };
    answer.unwrap_or_else(|why: EditError| format!("!{why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(preview: bool) -> String {
        let change = r#"{"enable": {"contexts": ["test_definitions[0].contexts[0]"], "enabled": false}}"#;
        let wish = format!(r#"{{"change": {change}, "defaults": {{"test_type": "smoke"}}, "preview": {preview}}}"#);
        edit_text(&mut Editing::default(), "test_definitions: [{contexts: [{environment: at22}]}]\n", &wish)
    }

    #[test]
    fn the_answer_begins_with_what_it_is() {
        let parked = "[{environment: at22, test_type: {type: smoke, enabled: false}}]";
        assert_eq!(ask(false), format!("=1 context parked\ntest_definitions: [{{contexts: {parked}}}]\n"));
        assert_eq!(ask(true), "?changes 1 context");
        assert!(edit_text(&mut Editing::default(), "", "{}").starts_with('!'));
    }
}
