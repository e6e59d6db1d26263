//! A box to tick, for something that is not in the document.

use leptos::prelude::*;

use super::{of, unique_id};

#[component]
pub(crate) fn Tick(
    #[prop(into)] text: String,
    /// What else is to be known, in quieter letters.
    #[prop(optional, into)]
    about: Signal<String>,
    #[prop(optional, into)] off: Signal<bool>,
    #[prop(into)] is_on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
) -> impl IntoView {
    let id = unique_id("tick");
    view! {
        <div class="ds-field">
            <input
                type="checkbox"
                class="ds-input"
                id=id.clone()
                disabled=off
                prop:checked=is_on
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <label class="ds-label" for=id>
                {text}
                <span class="field__origin" hidden=of(move || about.with(String::is_empty))>" " {about}</span>
            </label>
        </div>
    }
}
