//! A message with the person's own values in it, which stand in backticks.

use leptos::prelude::*;

/// A name as a shell takes it for one word.
pub(crate) fn for_shell(name: &str) -> String {
    // Only a NUL cannot be quoted, and is in no name.
    shlex::try_quote(name).map_or_else(|_| "''".to_owned(), std::borrow::Cow::into_owned)
}

#[component]
pub(crate) fn Words(#[prop(into)] text: String) -> impl IntoView {
    // Between backticks is every second part; a lone one is a plain character.
    let paired = text.matches('`').count().is_multiple_of(2);
    if !paired {
        return text.into_any();
    }
    text.split('`')
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(at, part)| {
            let part = part.to_owned();
            if at % 2 == 1 { view! { <code>{part}</code> }.into_any() } else { part.into_any() }
        })
        .collect_view()
        .into_any()
}
