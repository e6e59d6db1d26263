//! Files may be dropped on any part of any screen.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    browser::files,
    controls::of,
    state::{Action, use_dispatch},
};

#[component]
pub(crate) fn DropAnywhere() -> impl IntoView {
    let dispatch = use_dispatch();
    let over = RwSignal::new(false);
    let handles = [
        window_event_listener(ev::dragover, move |event| {
            if files::holds_files(&event) {
                event.prevent_default();
                over.set(true);
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            if !files::holds_files(&event) {
                return;
            }
            event.prevent_default();
            over.set(false);
            let reading = files::dropped(&event);
            spawn_local(async move { dispatch(Action::AddFiles(reading.await)) });
        }),
        // Who comes back from their editor has changed files.
        window_event_listener(ev::focus, move |_| dispatch(Action::ReadFolder { asks: false })),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    view! {
        <div class="drop-over" hidden=of(move || !over.get()) aria-hidden="true">
            <p>"Drop to add"</p>
            <p class="drop-over__hint">"Config files are opened; scripts and other files are kept beside them"</p>
        </div>
    }
}
