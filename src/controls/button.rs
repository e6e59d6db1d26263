//! Buttons: one look, one behaviour. One that is off stays where the focus can
//! reach it, and does nothing.

use leptos::prelude::*;

use super::{Icon, Words, live, of};

#[component]
pub(crate) fn Button(
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] icon: &'static str,
    #[prop(default = "tertiary")] variant: &'static str,
    /// `danger` for what takes something away.
    #[prop(optional)]
    colour: Option<&'static str>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] off: Signal<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Whether what it shows is there, for a button that shows something.
    #[prop(optional, into)]
    expanded: Signal<Option<bool>>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ds-button"
            id=id
            data-size="sm"
            data-variant=variant
            data-color=colour
            aria-disabled=of(move || off.get().then_some("true"))
            aria-busy=of(move || busy.get().then_some("true"))
            aria-expanded=of(move || expanded.get().map(|open| if open { "true" } else { "false" }))
            on:click=move |_| {
                if !off.get_untracked() {
                    on_press.run(());
                }
            }
        >
            {(!icon.is_empty()).then(|| view! { <Icon name=icon /> })}
            <span>{live(move || view! { <Words text=text.get() /> })}</span>
        </button>
    }
}

/// A button that shows only a drawing; its name is for those who do not see it
/// and for the pointer that rests on it.
#[component]
pub(crate) fn IconButton(
    icon: &'static str,
    #[prop(into)] name: String,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] off: Signal<bool>,
    /// Whether what it shows is there, for a button that shows something.
    #[prop(optional, into)]
    expanded: Signal<Option<bool>>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ds-button"
            id=id
            data-icon="true"
            data-size="sm"
            data-variant="tertiary"
            aria-label=name.clone()
            title=name
            aria-disabled=of(move || off.get().then_some("true"))
            aria-expanded=of(move || expanded.get().map(|open| if open { "true" } else { "false" }))
            on:click=move |_| {
                if !off.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <Icon name=icon />
        </button>
    }
}
