//! What goes into the generation besides the file: arguments and the time.

use leptos::prelude::*;

use crate::{
    browser::clock,
    controls::{Icon, PlainField},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn Settings() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let at = store.generated_at();
    view! {
        <div class="settings">
            <PlainField
                label="k6 arguments for this time only"
                word="arguments"
                value=store.arguments()
                placeholder="-e THINK_TIME=5"
                on_input=move |typed| dispatch(Action::Arguments(typed))
            />
            <p class="settings__time">
                "Generated " {move || clock::local_time(at.get())} ". Renewed on submit, since it is part of the names."
                <button
                    type="button"
                    class="ds-button"
                    data-icon
                    data-size="sm"
                    data-variant="tertiary"
                    aria-label="Renew the time now"
                    title="Renew now"
                    on:click=move |_| dispatch(Action::Renew)
                >
                    <Icon name="refresh" />
                </button>
            </p>
        </div>
    }
}
