//! Rows that keep their elements, and the focus in them, while others come
//! and go.
//!
//! One function for all lists: each `<For>` with types of its own would be
//! compiled anew, and the page is fetched over the network.

use std::str::FromStr;

use leptos::prelude::*;

/// Keys are numbers or names.
pub(crate) fn each<K: ToString + FromStr + 'static>(
    keys: impl Fn() -> Vec<K> + Send + Sync + 'static,
    row: impl Fn(K) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    rows(
        Signal::derive(move || keys().iter().map(ToString::to_string).collect()),
        Callback::new(move |key: String| key.parse().map_or_else(|_| ().into_any(), &row)),
    )
}

fn rows(keys: Signal<Vec<String>>, row: Callback<String, AnyView>) -> AnyView {
    view! { <For each=move || keys.get() key=Clone::clone children=move |key| row.run(key) /> }.into_any()
}
