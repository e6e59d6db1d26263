//! A text field of several lines: as high as its text, and Enter begins a line.

use leptos::prelude::*;

use super::of;

/// Lines that are on the screen at once.
const HIGHEST: usize = 12;

#[component]
pub(crate) fn Lines(
    id: String,
    /// Ids of what describes it.
    described: String,
    #[prop(into)] value: Signal<String>,
    /// Where its value is in the document.
    #[prop(into)]
    path: Signal<String>,
    #[prop(into)] invalid: Signal<Option<&'static str>>,
    #[prop(into)] read_only: Signal<bool>,
    required: bool,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(into)] on_focus: Callback<bool>,
) -> impl IntoView {
    let rows = of(move || value.with(|value| value.split('\n').count().min(HIGHEST)).to_string());
    view! {
        <textarea
            class="ds-input field__lines"
            id=id
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            rows=rows
            aria-describedby=described
            aria-invalid=invalid
            aria-required=required.then_some("true")
            data-path=path
            readonly=read_only
            prop:value=value
            on:focus=move |_| on_focus.run(true)
            on:blur=move |_| on_focus.run(false)
            on:input:target=move |event| on_input.run(event.target().value())
            on:change:target=move |event| on_change.run(event.target().value())
        ></textarea>
    }
}
