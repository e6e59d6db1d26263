//! A text field for something that is not in the document.

use leptos::prelude::*;

use super::{Combo, Label, of, unique_id};
use crate::protocol::Suggestion;

#[component]
pub(crate) fn PlainField(
    label: &'static str,
    #[prop(optional)] word: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] placeholder: &'static str,
    #[prop(optional)] hide_label: bool,
    #[prop(optional, into)] suggestions: Signal<Vec<Suggestion>>,
    #[prop(into)] on_input: Callback<String>,
    /// When it is left, or Enter pressed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let hint_id = format!("{id}-hint");
    let draft = RwSignal::new(None::<String>);
    let shown = of(move || draft.get().unwrap_or_else(|| value.get()));
    view! {
        <div class="ds-field field">
            <Label for_id=id.clone() text=label word=word hidden=hide_label />
            <div class="field__box">
                <Combo
                    id=id
                    described=hint_id.clone()
                    value=shown
                    placeholder=of(move || placeholder.to_owned())
                    suggestions=suggestions
                    on_focus=move |focused: bool| {
                        if !focused {
                            draft.set(None);
                        }
                    }
                    on_input=move |typed: String| {
                        draft.set(Some(typed.clone()));
                        on_input.run(typed);
                    }
                    on_change=move |typed| {
                        if let Some(on_change) = on_change {
                            on_change.run(typed);
                            // What came of it stands in the value.
                            draft.set(None);
                        }
                    }
                />
            </div>
            <p class="field__origin" id=hint_id hidden=of(move || hint.with(String::is_empty))>
                {hint}
            </p>
        </div>
    }
}
