//! Small drawings; always beside a word or on a button that has a name.

use leptos::prelude::*;

#[component]
pub(crate) fn Icon(name: &'static str) -> impl IntoView {
    let path = match name {
        "cross" => "M5 5l14 14M19 5L5 19",
        "plus" => "M12 4v16M4 12h16",
        "copy" => "M8 8h11v12H8zM5 16V4h11",
        "bin" => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
        "more" => "M6 9l6 6 6-6",
        "arrow" => "M5 12h14M13 6l6 6-6 6",
        "up" => "M6 15l6-6 6 6",
        "undo" => "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H9",
        "redo" => "M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h5",
        "download" => "M12 4v11M7 11l5 5 5-5M4 20h16",
        "open" => "M4 6h6l2 2h8v11H4z",
        "lock" => "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
        "refresh" => "M19 12a7 7 0 1 1-2-5M19 4v4h-4",
        _ => "",
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}
