//! Keys that hold everywhere: undo, redo, save.

use leptos::{ev, prelude::*};

use crate::{
    browser::keys::{self, Shortcut},
    state::{Action, use_dispatch},
};

#[component]
pub(crate) fn Shortcuts() -> impl IntoView {
    let dispatch = use_dispatch();
    let handle = window_event_listener(ev::keydown, move |event| {
        let Some(shortcut) = keys::shortcut(&event) else { return };
        event.prevent_default();
        dispatch(match shortcut {
            Shortcut::Undo => Action::Undo,
            Shortcut::Redo => Action::Redo,
            Shortcut::Save => Action::SaveFile,
        });
    });
    on_cleanup(move || handle.remove());
}
