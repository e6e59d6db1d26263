//! The routes, and what every screen has around it.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    browser::page, configure::Configure, preview::Preview, runs::Runs, scripts::Scripts,
    shell::{DropAnywhere, Header, NotFound, Notices, Shortcuts}, state::Store, submit::Submit,
};

#[component]
pub(crate) fn App() -> impl IntoView {
    Store::provide();
    view! {
        <Router base=page::base_path()>
            <a class="ds-skip-link" href="#main" on:click=move |event| {
                event.prevent_default();
                page::focus("main");
            }>
                "Skip to content"
            </a>
            <Header />
            <Notices />
            <main id="main" class="main" tabindex="-1">
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Configure />
                    <Route path=path!("/scripts") view=Scripts />
                    <Route path=path!("/preview") view=Preview />
                    <Route path=path!("/submit") view=Submit />
                    <Route path=path!("/runs") view=Runs />
                </Routes>
            </main>
            <DropAnywhere />
            <Shortcuts />
        </Router>
    }
}
