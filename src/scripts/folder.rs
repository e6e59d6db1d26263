//! The folder that this browser remembers.

use leptos::prelude::*;

use crate::{
    controls::{Button, live},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(super) fn RememberedFolder() -> impl IntoView {
    let dispatch = use_dispatch();
    let folder = use_store().folder();
    dispatch(Action::FindFolder);
    live(move || {
        let folder = folder.get()?;
        let says = if folder.is_read {
            "What changes in it is read when you come back to this page."
        } else {
            "The browser asks once whether this page may read it again."
        };
        Some(view! {
            <div class="drop-zone__folder">
                <p class="ds-paragraph" data-size="sm">
                    "Your folder " <strong class="path">{folder.name}</strong> ". " {says}
                </p>
                <div class="buttons">
                    <Button text="Read it again" on_press=move |()| dispatch(Action::ReadFolder { asks: true }) />
                    <Button text="Forget it" variant="tertiary" on_press=move |()| dispatch(Action::ForgetFolder) />
                </div>
            </div>
        })
    })
}
