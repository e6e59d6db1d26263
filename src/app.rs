//! The screens, and what every one has around it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{clock, offline, page},
    configure::{Configure, unfolded},
    controls::{in_turn, part, shown},
    preview::Preview,
    route::Place,
    runs::Runs,
    scripts::Scripts,
    secrets::Secrets,
    share::{self, Share, SharedBanner},
    shell::{ChangedElsewhere, DropAnywhere, Drops, Header, Newer, NotFound, Notices, Shortcuts, newer},
    state::Store,
    submit::Submit,
};

part! {
    static SCRIPTS: () = screens::scripts(|()| view! { <Scripts /> });
    static SECRETS: () = screens::secrets(|()| view! { <Secrets /> });
    static PREVIEW: () = screens::preview(|()| view! { <Preview /> });
    static SUBMIT: () = screens::submit(|()| view! { <Submit /> });
    static RUNS: () = screens::runs(|()| view! { <Runs /> });
    static SHARE: () = screens::share(|()| view! { <Share /> });
    static NEWER: RwSignal<bool> = screens::newer(|is_here| view! { <Newer is_here=is_here /> });
    static BANNER: () = screens::banner(|()| view! { <SharedBanner /> });
}

/// By then what is on the screen is there, and the worker and the editor are.
const SETTLED_MS: u64 = 2_000;

/// All that comes later: a screen is there at once when it is wanted, also
/// where the connection is gone by then.
async fn fetch_parts() {
    unfolded::fetch().await;
    for screen in [&SCRIPTS, &SECRETS, &PREVIEW, &SUBMIT, &RUNS] {
        screen.fetch().await;
    }
}

#[component]
pub(crate) fn App() -> impl IntoView {
    Store::provide();
    Drops::provide();
    let screen = Place::provide().screen();
    in_turn(move || view! { <Page screen=screen /> })
}

#[component]
fn Page(screen: Memo<String>) -> impl IntoView {
    page::ready_to_mount();
    clock::after(SETTLED_MS, || spawn_local(fetch_parts()));
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
        {in_turn(|| view! { <Header /> })}
        {in_turn(|| view! {
            <ChangedElsewhere />
            {offline::is_static().then(|| {
                let is_here = newer::watch();
                view! { <div role="status">{shown(move || is_here.get(), move || NEWER.view(is_here))}</div> }
            })}
            {share::is_open().then(|| BANNER.view(()))}
            <Notices />
        })}
        <main id="main" class="main" tabindex="-1">
            {in_turn(move || match screen.get().as_str() {
                "" => view! { <Configure /> }.into_any(),
                "scripts" => SCRIPTS.view(()),
                "secrets" => SECRETS.view(()),
                "preview" => PREVIEW.view(()),
                "submit" => SUBMIT.view(()),
                "runs" => RUNS.view(()),
                "share" => SHARE.view(()),
                _ => view! { <NotFound /> }.into_any(),
            })}
        </main>
        // What is dropped or pressed is heard from the first moment.
        <DropAnywhere />
        <Shortcuts />
    }
}
