//! A text field for something that is not in the document.

use leptos::prelude::*;

use super::{Label, of, unique_id};

#[component]
pub(crate) fn PlainField(
    label: &'static str,
    #[prop(optional)] word: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] placeholder: &'static str,
    #[prop(optional)] hide_label: bool,
    #[prop(into)] on_input: Callback<String>,
    /// When it is left, or Enter pressed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let hint_id = format!("{id}-hint");
    let draft = RwSignal::new(None::<String>);
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    view! {
        <div class="ds-field field">
            <Label for_id=id.clone() text=label word=word hidden=hide_label />
            <input
                class="ds-input"
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder=placeholder
                aria-describedby=hint_id.clone()
                prop:value=shown
                on:blur=move |_| draft.set(None)
                on:input:target=move |event| {
                    let typed = event.target().value();
                    draft.set(Some(typed.clone()));
                    on_input.run(typed);
                }
                on:change:target=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event.target().value());
                    }
                }
            />
            <p class="field__origin" id=hint_id hidden=of(move || hint.with(String::is_empty))>
                {hint}
            </p>
        </div>
    }
}
