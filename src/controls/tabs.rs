//! Tabs as the ARIA practices have them: arrow keys move, one tab stop.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{each, of, written};
use crate::{browser::page, state::memo};

/// `(key, text)` of each tab. The panel of `key` has the id `<id>-panel`.
#[component]
pub(crate) fn Tabs(
    id: &'static str,
    label: &'static str,
    #[prop(into)] tabs: Signal<Vec<(String, String)>>,
    #[prop(into)] selected: Signal<String>,
    #[prop(into)] on_select: Callback<String>,
) -> impl IntoView {
    let on_key = move |event: KeyboardEvent| {
        let keys: Vec<String> = tabs.with_untracked(|tabs| tabs.iter().map(|(key, _)| key.clone()).collect());
        let at = selected.with_untracked(|selected| keys.iter().position(|key| key == selected)).unwrap_or_default();
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1) % keys.len().max(1),
            "ArrowLeft" => at.checked_sub(1).unwrap_or(keys.len().saturating_sub(1)),
            "Home" => 0,
            "End" => keys.len().saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        if let Some(key) = keys.get(to) {
            on_select.run(key.clone());
            page::focus(&format!("{id}-tab-{key}"));
        }
    };
    let tab = move |key: String| {
        let at = key.clone();
        let (mine, named, chosen) = (key.clone(), key.clone(), key);
        let is_selected = memo(move || selected.with(|selected| *selected == mine));
        // The text may hold a count: the tab stays while it changes.
        let text =
            memo(move || tabs.with(|tabs| tabs.iter().find(|(key, _)| *key == named).map(|(_, text)| text.clone())));
        view! {
            <button
                type="button"
                role="tab"
                id=format!("{id}-tab-{at}")
                aria-controls=format!("{id}-panel")
                aria-selected=written(move || is_selected.get())
                tabindex=of(move || if is_selected.get() { "0" } else { "-1" })
                on:click=move |_| on_select.run(chosen.clone())
            >
                {text}
            </button>
        }
        .into_any()
    };
    let keys = move || tabs.with(|tabs| tabs.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>());
    view! {
        <div role="tablist" aria-label=label on:keydown=on_key>
            {each(keys, tab)}
        </div>
    }
}
