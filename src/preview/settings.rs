//! What goes into the generation besides the file: arguments, the branch that it
//! is made as on, and the time.

use leptos::prelude::*;

use super::Channel;
use crate::{
    browser::clock,
    controls::{IconButton, PlainField, live},
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
            <Channel />
            <p class="settings__time">
                "Generated " {live(move || clock::local_time(at.get()))} ". Renewed on submit, since it is part of the names."
                <IconButton icon="refresh" name="Renew the time now" on_press=move |()| dispatch(Action::Renew) />
            </p>
        </div>
    }
}
