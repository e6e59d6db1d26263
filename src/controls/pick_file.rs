//! A button that lets the person pick a file whose bytes stay here.

use leptos::{html, prelude::*, task::spawn_local};

use super::{Button, IconButton};
use crate::browser::files::{self, Found};

#[component]
pub(crate) fn PickFile(
    text: &'static str,
    /// What it is for, for those who look into the page.
    picks: &'static str,
    /// A drawing alone, where there is no room for words.
    #[prop(optional)]
    small: bool,
    #[prop(optional)] several: bool,
    #[prop(into)] on_found: Callback<Found>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let press = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        {if small {
            view! { <IconButton icon="open" name=text on_press=press /> }.into_any()
        } else {
            view! { <Button icon="open" text=text variant="secondary" on_press=press /> }.into_any()
        }}
        <input
            type="file"
            hidden
            tabindex="-1"
            aria-hidden="true"
            data-picks=picks
            multiple=several
            node_ref=input
            on:change=move |event| {
                spawn_local(async move { on_found.run(files::picked(event).await) });
            }
        />
    }
}
