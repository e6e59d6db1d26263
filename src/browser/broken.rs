//! When the page itself breaks: say so, and that nothing is lost.
//!
//! The text of the document is in the browser's storage before any other code
//! sees it, so all that is left to do is to say it and to offer a reload. What
//! would be typed now is kept by nobody: the page takes no more. The bar is
//! made without Leptos, which may be what broke.

use std::panic;

use leptos::prelude::document;
use wasm_bindgen::{JsCast, prelude::Closure};

pub(crate) fn watch() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let _ = show_bar();
    }));
}

fn show_bar() -> Option<()> {
    const ID: &str = "k6cfg-broken";
    let document = document();
    if document.get_element_by_id(ID).is_some() {
        return None;
    }
    let bar = document.create_element("div").ok()?;
    bar.set_id(ID);
    bar.set_class_name("broken-bar ds-alert");
    bar.set_attribute("data-color", "danger").ok()?;
    bar.set_attribute("role", "alert").ok()?;
    let words = document.create_element("p").ok()?;
    words.set_class_name("ds-paragraph");
    words.set_text_content(Some("Something broke on this page. Your text is saved: reload to go on."));
    let button = document.create_element("button").ok()?;
    button.set_class_name("ds-button");
    button.set_text_content(Some("Reload"));
    let reload = Closure::<dyn Fn()>::new(|| {
        let _ = leptos::prelude::window().location().reload();
    });
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    bar.append_child(&words).ok()?;
    bar.append_child(&button).ok()?;
    // A modal dialog would stand before the bar.
    if let Some(dialog) = document.query_selector("dialog[open]").ok().flatten() {
        dialog.dyn_into::<web_sys::HtmlDialogElement>().ok()?.close();
    }
    let body = document.body()?;
    let parts = body.children();
    for part in (0..parts.length()).filter_map(|at| parts.item(at)) {
        part.set_attribute("inert", "").ok()?;
    }
    body.prepend_with_node_1(&bar).ok()?;
    button.dyn_into::<web_sys::HtmlElement>().ok()?.focus().ok()
}
