//! The screens, and what every one has around it.

use leptos::prelude::*;

use crate::{
    browser::{clock, page},
    configure::Configure,
    preview::Preview,
    route::Place,
    runs::Runs,
    scripts::Scripts,
    shell::{ChangedElsewhere, DropAnywhere, Header, NotFound, Notices, Shortcuts},
    state::Store,
    submit::Submit,
};

#[component]
pub(crate) fn App() -> impl IntoView {
    Store::provide();
    let screen = Place::provide().screen();
    // A link inside a screen goes away with it, and would take the focus along.
    Effect::new(move |before: Option<String>| {
        let now = screen.get();
        if before.is_some_and(|before| before != now) {
            clock::after(0, || page::focus_if_lost("main"));
        }
        now
    });
    view! {
        <a class="ds-skip-link" href="#main" on:click=move |event| {
            event.prevent_default();
            page::focus("main");
        }>
            "Skip to content"
        </a>
        <Header />
        <ChangedElsewhere />
        <Notices />
        <main id="main" class="main" tabindex="-1">
            {move || match screen.get().as_str() {
                "" => view! { <Configure /> }.into_any(),
                "scripts" => view! { <Scripts /> }.into_any(),
                "preview" => view! { <Preview /> }.into_any(),
                "submit" => view! { <Submit /> }.into_any(),
                "runs" => view! { <Runs /> }.into_any(),
                _ => view! { <NotFound /> }.into_any(),
            }}
        </main>
        <DropAnywhere />
        <Shortcuts />
    }
}
