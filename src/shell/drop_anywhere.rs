//! Files may be dropped on any part of any screen.

use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    browser::files::{self, Found},
    controls::{live, of},
    state::{Action, use_dispatch},
};

/// A screen that takes what is dropped for itself, while it is on.
#[derive(Clone, Copy)]
pub(crate) struct Drops(StoredValue<Option<Callback<Found>>>);

impl Drops {
    pub(crate) fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }

    /// Until what calls this leaves the screen.
    pub(crate) fn take_all(then: Callback<Found>) {
        let Some(Self(taker)) = use_context() else { return };
        taker.set_value(Some(then));
        on_cleanup(move || {
            taker.try_set_value(None);
        });
    }
}

#[component]
pub(crate) fn DropAnywhere() -> impl IntoView {
    let dispatch = use_dispatch();
    let use_drops = use_context().map_or_else(|| StoredValue::new(None), |Drops(taker)| taker);
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
            over.set(false);
            // A field has taken it.
            if event.default_prevented() {
                return;
            }
            event.prevent_default();
            let reading = files::dropped(&event);
            let taker = use_drops.get_value();
            spawn_local(async move {
                let found = reading.await;
                match taker {
                    Some(taker) => taker.run(found),
                    None => dispatch(Action::AddFiles(found)),
                }
            });
        }),
        // Who comes back from their editor has changed files.
        window_event_listener(ev::focus, move |_| dispatch(Action::ReadFolder { asks: false })),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    view! {
        <div class="drop-over" hidden=of(move || !over.get()) aria-hidden="true">
            <p>"Drop to add"</p>
            <p class="drop-over__hint">
                {live(move || {
                    over.track();
                    if use_drops.with_value(Option::is_some) {
                        "It is used on this screen, and not kept among your files"
                    } else {
                        "Config files are opened; scripts and other files are kept beside them"
                    }
                })}
            </p>
        </div>
    }
}
