//! Who asks: a way to sign in, or the name of who did, above what needs it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::server,
    controls::{Button, Words, live},
    state::{Action, Server, Who, use_dispatch, use_store},
};

#[component]
pub(super) fn SignedIn(there: fn() -> AnyView) -> impl IntoView {
    let store = use_store();
    let is_in = Memo::new(move |_| matches!(store.who().get(), Who::In(_)));
    // Opening the provider's window waits for nothing then.
    spawn_local(server::prepare());
    view! {
        {live(move || match store.who().get() {
            Who::Unknown => view! { <p class="ds-paragraph" role="status">"Asking the server who you are…"</p> }.into_any(),
            Who::Out(why) => view! { <Out why=why /> }.into_any(),
            Who::Going => view! { <Going /> }.into_any(),
            Who::In(Some(name)) => view! { <Name name=name /> }.into_any(),
            Who::In(None) => ().into_any(),
        })}
        {live(move || is_in.get().then(there))}
    }
}

#[component]
fn Out(why: String) -> impl IntoView {
    let dispatch = use_dispatch();
    let store = use_store();
    let provider = move || match store.server().get() {
        Server::There(info) => info.provider,
        _ => None,
    };
    let help = move || match provider() {
        Some(_) => {
            "The cluster decides what you may do in it, so it has to know who you are. A window of your organisation's sign-in opens; what you typed here stays."
        }
        None => {
            "The sign-in provider does not answer the server just now, or a proxy in front of it signs people in and did not say who you are."
        }
    };
    let text = Signal::derive(move || if provider().is_some() { "Sign in" } else { "Try again" }.to_owned());
    view! {
        <div class="ds-alert" data-color="info">
            <h2 class="ds-heading" data-size="2xs">"Sign in first"</h2>
            <p class="ds-paragraph">{live(help)}</p>
            {(!why.is_empty()).then(|| view! {
                <p class="ds-paragraph" role="alert">"That did not work: " <Words text=why /> "."</p>
            })}
            <div class="buttons">
                <Button text=text variant="primary" on_press=move |()| dispatch(Action::SignIn) />
            </div>
        </div>
    }
}

#[component]
fn Going() -> impl IntoView {
    let dispatch = use_dispatch();
    view! {
        <div class="ds-alert" data-color="info" role="status">
            <p class="ds-paragraph">"Sign in in the window that has opened. This page goes on by itself then."</p>
            <div class="buttons">
                <Button text="Cancel" variant="secondary" on_press=move |()| dispatch(Action::GiveUpSigningIn) />
            </div>
        </div>
    }
}

#[component]
fn Name(name: String) -> impl IntoView {
    let dispatch = use_dispatch();
    let store = use_store();
    // A proxy signs out by its own means.
    let is_ours = matches!(store.server().get_untracked(), Server::There(info) if info.provider.is_some());
    view! {
        <div class="signed-in">
            <p class="ds-paragraph">"Signed in as " <strong>{name}</strong></p>
            {is_ours.then(|| view! { <Button text="Sign out" on_press=move |()| dispatch(Action::SignOut) /> })}
        </div>
    }
}
