//! What just happened, said once and politely.

use leptos::prelude::*;

use crate::{
    controls::{Icon, Words},
    state::{Action, Tone, use_dispatch, use_store},
};

#[component]
pub(crate) fn Notices() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let notice = store.notice();
    view! {
        <div class="notices" aria-live="polite">
            {move || {
                notice.get().map(|notice| {
                    let colour = match notice.tone {
                        Tone::Info => "neutral",
                        Tone::Problem => "danger",
                    };
                    view! {
                        <div class="notice" data-color=colour>
                            <span><Words text=notice.text /></span>
                            {notice.can_undo.then(|| view! {
                                <button
                                    type="button"
                                    class="ds-button"
                                    data-size="sm"
                                    data-variant="secondary"
                                    on:click=move |_| {
                                        dispatch(Action::Undo);
                                        dispatch(Action::DismissNotice);
                                    }
                                >
                                    "Undo"
                                </button>
                            })}
                            <button
                                type="button"
                                class="ds-button"
                                data-icon
                                data-size="sm"
                                data-variant="tertiary"
                                aria-label="Close this message"
                                on:click=move |_| dispatch(Action::DismissNotice)
                            >
                                <Icon name="cross" />
                            </button>
                        </div>
                    }
                })
            }}
        </div>
    }
}
