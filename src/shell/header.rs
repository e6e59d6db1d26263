//! Product, screens, the state of the document, and the way to submit.

use leptos::prelude::*;

use crate::route::A;

use super::{documents::Documents, status::Status, theme::ThemeToggle};
use crate::{
    controls::{in_turn, plural},
    state::{Server, use_store},
};

#[component]
pub(crate) fn Header() -> impl IntoView {
    view! {
        <header class="header">
            <div class="header__product">
                <A href="/" attr:class="header__name">
                    "k6cfg"
                </A>
                <span class="header__does">"k6 tests on a shared cluster"</span>
            </div>
            <Documents />
            <nav class="header__nav" aria-label="Screens">
                {in_turn(|| view! {
                    <A href="/" attr:class="header__link">
                        "Configure"
                    </A>
                    <A href="/scripts" attr:class="header__link">
                        "Scripts"
                    </A>
                })}
                {in_turn(|| view! {
                    <A href="/secrets" attr:class="header__link">
                        "Secrets"
                    </A>
                    <A href="/preview" attr:class="header__link">
                        "Preview"
                    </A>
                    <A href="/runs" attr:class="header__link">
                        "Runs"
                    </A>
                })}
            </nav>
            {in_turn(|| view! { <Status /> })}
            {in_turn(|| view! {
                <ThemeToggle />
                <A href="/share" attr:class="ds-button header__share" attr:data-size="sm" attr:data-variant="tertiary">
                    "Share"
                </A>
                <SubmitLink />
            })}
        </header>
    }
}

/// Leads to Submit, and says beforehand how many runs that is.
#[component]
fn SubmitLink() -> impl IntoView {
    let store = use_store();
    let count = store.run_count();
    let blocked = store.cannot_submit();
    let label = move || {
        let (runs, _) = count.get();
        match (blocked.get().is_some() || store.server().get() == Server::None, runs) {
            (true, _) | (_, 0) => "Submit".to_owned(),
            (false, runs) => format!("Submit {}", plural(runs, "run")),
        }
    };
    // Until its scripts are read, nobody knows whether it can be.
    let ready = move || blocked.get().is_none() && store.scripts_waiting().get() == 0;
    let variant = move || if ready() { "primary" } else { "secondary" };
    view! {
        <A href="/submit" attr:class="ds-button header__submit" attr:data-size="sm" attr:data-variant=variant>
            {label}
        </A>
    }
}
