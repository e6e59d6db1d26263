//! The document and the window: where the page is, focus, colour scheme.

use std::cell::RefCell;

use js_sys::Array;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

/// Runs what comes before the page is mounted.
pub(crate) fn begin(first: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(first);
}

/// The folder the page is served from, with a slash at the end.
pub(crate) fn base_url() -> String {
    document().base_uri().ok().flatten().unwrap_or_else(|| "/".into())
}

/// The path of [`base_url`], without the slash at the end: nothing or `/repo`.
pub(crate) fn base_path() -> String {
    web_sys::Url::new(&base_url()).map(|url| url.pathname().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// What the page's head says under a name.
pub(super) fn meta(name: &str) -> Option<String> {
    let meta = document().query_selector(&format!("meta[name={name}]")).ok().flatten()?;
    meta.get_attribute("content").filter(|content| !content.is_empty())
}

/// Address of a part that the build gave a hashed name.
pub(crate) fn asset(name: &str) -> Option<String> {
    let names: serde_json::Value = serde_json::from_str(&meta("k6cfg-assets")?).ok()?;
    let file = names.get(name)?.as_str()?;
    web_sys::Url::new_with_base(file, &base_url()).ok().map(|url| url.href())
}

pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

thread_local! {
    /// What had the focus when a row was last changed, and what is around it.
    static HELD: RefCell<[Option<web_sys::HtmlElement>; 2]> = const { RefCell::new([const { None }; 2]) };
}

/// Remembers what has the focus: an element whose row is moved loses it, and
/// one whose row is removed goes with it.
pub(crate) fn hold_focus() {
    let element: Option<web_sys::HtmlElement> = document().active_element().and_then(|element| element.dyn_into().ok());
    let around = element.as_ref().and_then(|element| element.closest("[tabindex='-1']:not(button)").ok().flatten());
    HELD.set([element, around.and_then(|around| around.dyn_into().ok())]);
}

/// Gives it back, where nothing else has it by now: to the list that the row
/// was in, where the row is gone.
pub(crate) fn return_focus() {
    let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if let Some(element) = HELD.take().into_iter().flatten().find(|element| lost && element.is_connected()) {
        let _ = element.focus();
    }
}

/// Focuses the field of this path in the document, and says whether it has the
/// focus now: one in something folded takes none.
pub(crate) fn focus_path(path: &str) -> bool {
    let found = document().query_selector(&format!("[data-path=\"{path}\"]")).ok().flatten();
    let Some(field) = found.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) else { return false };
    let _ = field.focus();
    document().active_element().as_ref() == Some(field.as_ref())
}

/// Focuses the element when nothing has the focus any more.
pub(crate) fn focus_if_lost(id: &str) {
    let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if lost {
        focus(id);
    }
}

/// Focuses the first thing inside the element that can be used.
pub(crate) fn focus_inside(id: &str) {
    const USABLE: &str = "select, input:not(:disabled), button:not([aria-disabled=true], [tabindex='-1'])";
    let first = element(id).and_then(|element| element.query_selector(USABLE).ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Brings the element into view, as far as it is not.
pub(crate) fn show(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Focuses the element and brings it into view from wherever the reader is.
pub(crate) fn bring_to(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}

/// Focuses the first element that a selector finds. Says whether there is one.
pub(crate) fn focus_first(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|found| found.focus().is_ok())
}

/// Brings the last element that a selector finds into view, moving as little
/// as it takes.
pub(crate) fn scroll_to_last(selector: &str) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    let last = found.length().checked_sub(1).and_then(|last| found.item(last));
    let Some(element) = last.and_then(|node| node.dyn_into::<web_sys::Element>().ok()) else { return };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Moves the focus from one element of a list to the next that `selector`
/// finds in it, or to the one before. Says whether it moved.
pub(crate) fn focus_next(list: &web_sys::Element, selector: &str, back: bool) -> bool {
    let Ok(all) = list.query_selector_all(selector) else { return false };
    let active = document().active_element();
    let here = (0..all.length()).find(|at| all.item(*at).as_ref() == active.as_deref());
    let next = match here {
        Some(here) if back => here.checked_sub(1),
        Some(here) => Some(here + 1),
        None => Some(0),
    };
    let next = next.and_then(|next| all.item(next)).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
    next.is_some_and(|next| next.focus().is_ok())
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// How far the element is scrolled.
pub(crate) fn scroll_of(id: &str) -> i32 {
    element(id).map_or(0, |element| element.scroll_top())
}

pub(crate) fn scroll_to(id: &str, top: i32) {
    if let Some(element) = element(id) {
        element.set_scroll_top(top);
    }
}

/// Calls `then` whenever the page comes into sight (`true`) or goes out of it,
/// perhaps for good, for as long as it lives.
pub(crate) fn on_sight(then: impl Fn(bool) + 'static) {
    let changed = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        then(event.type_() != "pagehide" && document().visibility_state() == web_sys::VisibilityState::Visible);
    });
    let call = changed.as_ref().unchecked_ref();
    let _ = document().add_event_listener_with_callback("visibilitychange", call);
    let _ = window().add_event_listener_with_callback("pagehide", call);
    let _ = window().add_event_listener_with_callback("pageshow", call);
    changed.forget();
}

/// Calls `then` once the element is on the screen: one in a pane that is not
/// shown is not.
pub(crate) fn when_seen(element: &web_sys::Element, then: impl Fn() + 'static) {
    let seen = move |entries: Array, observer: web_sys::IntersectionObserver| {
        let is_seen = |entry: JsValue| entry.unchecked_into::<web_sys::IntersectionObserverEntry>().is_intersecting();
        if entries.iter().any(is_seen) {
            observer.disconnect();
            then();
        }
    };
    let seen = Closure::<dyn Fn(Array, web_sys::IntersectionObserver)>::new(seen);
    if let Ok(observer) = web_sys::IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    seen.forget();
}

/// Whether the browser asks before it leaves the page.
pub(crate) fn ask_before_leaving(ask: bool) {
    thread_local! {
        static QUESTION: Closure<dyn Fn(web_sys::Event)> = Closure::new(|event: web_sys::Event| event.prevent_default());
    }
    QUESTION.with(|question| window().set_onbeforeunload(ask.then(|| question.as_ref().unchecked_ref())));
}

/// The browser also asks while `ask` says so, for as long as the page lives.
pub(crate) fn ask_before_leaving_while(ask: impl Fn() -> bool + 'static) {
    let question = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        if ask() {
            event.prevent_default();
        }
    });
    let _ = window().add_event_listener_with_callback("beforeunload", question.as_ref().unchecked_ref());
    question.forget();
}

/// Pixels from top to bottom.
pub(crate) fn window_height() -> usize {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand whole pixels")]
    let height = height.max(0.0) as usize;
    height
}

/// Shows or closes a `<dialog>` as a modal one.
pub(crate) fn show_dialog(dialog: &web_sys::HtmlDialogElement, open: bool) {
    if open && !dialog.open() {
        let _ = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Takes away what stood on the page while it loaded.
pub(crate) fn ready_to_mount() {
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

/// `auto`, `light` or `dark`.
pub(crate) fn set_colour_scheme(scheme: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-color-scheme", scheme);
    }
}

pub(crate) fn set_title(title: &str) {
    document().set_title(title);
}

/// Puts text on the clipboard; on plain HTTP browsers offer only the old way.
pub(crate) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let modern = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined());
    if modern {
        let written = navigator.clipboard().write_text(text);
        if wasm_bindgen_futures::JsFuture::from(written).await.is_ok() {
            return true;
        }
    }
    copy_by_selection(text).is_some()
}

fn copy_by_selection(text: &str) -> Option<()> {
    let document = document();
    let body = document.body()?;
    let area: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("ds-sr-only");
    let before = document.active_element();
    body.append_child(&area).ok()?;
    area.select();
    let copy = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?;
    let done = copy.dyn_into::<js_sys::Function>().ok()?.call1(&document, &"copy".into());
    area.remove();
    if let Some(element) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
    done.is_ok_and(|ok| ok.is_truthy()).then_some(())
}
