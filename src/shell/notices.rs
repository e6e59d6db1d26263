//! What just happened, said once and politely.

use leptos::prelude::*;

use crate::{
    controls::{Button, IconButton, Words, live},
    state::{Action, Tone, use_dispatch, use_store},
};

#[component]
pub(crate) fn Notices() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let notice = store.notice();
    view! {
        <div class="notices" aria-live="polite">
            {live(move || {
                notice.get().map(|notice| {
                    let colour = match notice.tone {
                        Tone::Info => "neutral",
                        Tone::Problem => "danger",
                    };
                    view! {
                        <div class="notice" data-color=colour>
                            <span><Words text=notice.text /></span>
                            {notice.can_undo.then(|| view! {
                                <Button text="Undo" variant="secondary" on_press=move |()| {
                                        dispatch(Action::UndoNotice);
                                    } />
                            })}
                            <IconButton icon="cross" name="Close this message" on_press=move |()| dispatch(Action::DismissNotice) />
                        </div>
                    }
                })
            })}
        </div>
    }
}
