//! Clicks in the outline, which has one listener for all of its lines.

use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast;

/// The line that was clicked, and which part of it; nothing for the rest.
pub(crate) fn part(event: &MouseEvent) -> Option<(usize, String)> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let line = target.closest("[data-line]").ok()??;
    let at = line.get_attribute("data-line")?.parse().ok()?;
    Some((at, target.get_attribute("data-part").unwrap_or_default()))
}
