//! The address bar.

use leptos::ev::MouseEvent;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::page;

/// Path below the page's base, with its first slash, and the query without `?`.
pub(crate) fn current() -> (String, String) {
    let location = web_sys::window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location.as_ref().and_then(|location| read(location).ok()).unwrap_or_default()
    };
    let path = part(web_sys::Location::pathname);
    let below = path.strip_prefix(&page::base_path()).unwrap_or(&path);
    let below = if below.is_empty() { "/" } else { below };
    (below.to_owned(), part(web_sys::Location::search).trim_start_matches('?').to_owned())
}

/// What a link to a configuration has behind its `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fragment {
    None,
    /// The configuration itself.
    Shared(String),
    /// The id under which a server keeps it.
    Kept(String),
}

pub(crate) fn fragment() -> Fragment {
    let hash = hash();
    if let Some(content) = hash.strip_prefix("#s=") {
        Fragment::Shared(content.to_owned())
    } else if let Some(id) = hash.strip_prefix("#l=") {
        Fragment::Kept(id.to_owned())
    } else {
        Fragment::None
    }
}

fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Opens the page anew when another link is put into the address bar.
pub(crate) fn reload_for_links() {
    let changed = Closure::<dyn Fn()>::new(|| {
        if fragment() != Fragment::None {
            reload();
        }
    });
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref());
    }
    changed.forget();
}

/// Opens what a link holds, as if the link had been followed; false where it is
/// longer than browsers take.
pub(crate) fn open_link(content: &str) -> bool {
    const LONGEST: usize = 1_900_000;
    if content.len() > LONGEST {
        return false;
    }
    if let Some(window) = web_sys::window() {
        // The page hears of it, and is opened anew.
        let _ = window.location().set_hash(&format!("s={content}"));
    }
    true
}

/// Takes the link out of the address bar; `anew`: and opens the page without it.
pub(crate) fn leave_link(anew: bool) {
    let Some(window) = web_sys::window() else { return };
    let (path, query) = current();
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    let url = format!("{}{path}{query}", page::base_path());
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
    if anew {
        reload();
    }
}

pub(crate) fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Puts `to`, a path below the base, into the address bar. A link to a
/// configuration stays in it.
pub(crate) fn go(to: &str, replace: bool) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return };
    let link = if fragment() == Fragment::None { String::new() } else { hash() };
    let url = format!("{}{to}{link}", page::base_path());
    // Fails only for addresses of other sites.
    let _ = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    };
    if !replace {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Calls `then` whenever the browser goes back or forth, for as long as the page lives.
pub(crate) fn on_travel(then: impl Fn() + 'static) {
    let travelled = Closure::<dyn Fn()>::new(then);
    if let Some(window) = web_sys::window() {
        window.set_onpopstate(Some(travelled.as_ref().unchecked_ref()));
    }
    travelled.forget();
}

/// Whether a click on a link is for this tab: no other button, no modifier key.
pub(crate) fn is_plain(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    event.button() == 0 && !modified && !event.default_prevented()
}

/// The value of `name` in a query.
pub(crate) fn in_query(query: &str, name: &str) -> Option<String> {
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    js_sys::decode_uri_component(pair).ok().map(String::from)
}
