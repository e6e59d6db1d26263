//! Keyboard events as the page reads them.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;

/// What a key press asks of the whole page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortcut {
    Undo,
    Redo,
    Save,
}

/// The shortcut, unless the press is for a text field, which has an undo of its
/// own or goes through the document's by itself.
pub(crate) fn shortcut(event: &KeyboardEvent) -> Option<Shortcut> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "s" if !event.shift_key() => Some(Shortcut::Save),
        _ => travels(event).filter(|_| !in_text_field(event)),
    }
}

/// A key press that goes back or forth in the document's history.
pub(crate) fn travels(event: &KeyboardEvent) -> Option<Shortcut> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "z" if !event.shift_key() => Some(Shortcut::Undo),
        "z" | "Z" | "y" => Some(Shortcut::Redo),
        _ => None,
    }
}

/// Alt with an arrow: a row is to go up (`false`) or down. A choice has these
/// keys to itself, it opens with them.
pub(crate) fn shifts(event: &KeyboardEvent) -> Option<bool> {
    let down = match event.key().as_str() {
        "ArrowUp" => false,
        "ArrowDown" => true,
        _ => return None,
    };
    let chooses = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.tag_name() == "SELECT");
    (event.alt_key() && !chooses).then_some(down)
}

pub(crate) fn is_escape(event: &KeyboardEvent) -> bool {
    event.key() == "Escape"
}

/// Enter where it means that the answer is complete: on no button or link.
pub(crate) fn is_enter_in_field(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && in_text_field(event)
}

fn in_text_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.composed_path().get(0).dyn_into::<web_sys::Element>().ok() else {
        return false;
    };
    target
        .closest("input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable=true]")
        .is_ok_and(|found| found.is_some())
}
