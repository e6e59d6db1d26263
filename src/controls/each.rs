//! Rows that keep their elements, and the focus in them, while others come
//! and go.
//!
//! One function for all lists: each `<For>` with types of its own would be
//! compiled anew, and the page is fetched over the network.

use std::hash::Hash;

use leptos::prelude::*;

pub(crate) fn each<K>(
    keys: impl Fn() -> Vec<K> + Send + Sync + 'static,
    row: impl Fn(K) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    rows(Signal::derive(keys), Callback::new(row))
}

fn rows<K>(keys: Signal<Vec<K>>, row: Callback<K, AnyView>) -> AnyView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    view! { <For each=move || keys.get() key=Clone::clone children=move |key| row.run(key) /> }.into_any()
}
