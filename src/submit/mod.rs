//! Submit: which runs, then what became of each object.

mod choose;
mod chosen;
mod foretold;
mod result;
mod rights;
mod run_choice;
mod sign_in;

use leptos::prelude::*;

use crate::route::A;

use self::{choose::Choose, result::Outcome, rights::Rights, sign_in::SignedIn};
use crate::{
    browser::page,
    controls::{live, shown},
    state::{Server, Submission, use_store},
};

#[component]
pub(crate) fn Submit() -> impl IntoView {
    view! { <ServerScreen title="Submit" there=|| view! { <WithServer /> }.into_any() /> }
}

/// A screen that needs the server: its title, and what is there once the server is.
#[component]
pub(crate) fn ServerScreen(title: &'static str, there: fn() -> AnyView) -> impl IntoView {
    page::set_title(&format!("{title} – k6cfg"));
    let store = use_store();
    view! {
        <div class="screen">
            <h1 class="ds-heading" data-size="md">
                {title}
            </h1>
            {live(move || match store.server().get() {
                Server::Asking => view! { <p class="ds-paragraph" role="status">"Looking for the server…"</p> }.into_any(),
                Server::None => view! { <NoServer /> }.into_any(),
                Server::There(_) => view! { <SignedIn there=there /> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn WithServer() -> impl IntoView {
    let store = use_store();
    let done = Memo::new(move |_| store.submission().with(|submission| matches!(submission, Submission::Done(_))));
    view! {
        <Rights />
        <Outcome />
        {shown(move || !done.get(), move || view! { <Choose /> })}
    }
}

/// The page on static hosting.
#[component]
fn NoServer() -> impl IntoView {
    view! {
        <div class="ds-alert" data-color="info">
            <h2 class="ds-heading" data-size="2xs">
                "This page has no server"
            </h2>
            <p class="ds-paragraph">
                "It is served as plain files, so it cannot submit runs or list them. All the rest works: under "
                <A href="/preview" attr:class="ds-link">
                    "Preview"
                </A>
                " you can download every object, and apply it with " <code>"kubectl apply -f"</code> "."
            </p>
        </div>
    }
}
