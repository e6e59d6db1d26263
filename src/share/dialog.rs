//! Share: a link with the whole configuration, and the way into a repository.

use leptos::prelude::*;

use super::{
    content::OVERLAY,
    github::GitHub,
    link::{Along, Belongs, LONG, Link, Short},
    visit,
};
use crate::{
    browser::{download, page},
    controls::{self, Button, Tick, either, live, of, plural, shown, unique_id},
    protocol::SEALED,
    route::A,
    sealing::Sealing,
    state::{Action, Server, use_dispatch, use_store},
};

#[component]
pub(crate) fn Share() -> impl IntoView {
    page::set_title("Share – k6cfg");
    let store = use_store();
    let empty = store.is_empty();
    view! {
        <div class="screen share">
            <h1 class="ds-heading" data-size="md">"Share"</h1>
            {either(
                move || empty.get(),
                || view! {
                    <p class="ds-paragraph">
                        "There is nothing to share yet. " <A href="/" attr:class="ds-link">"Go to Configure"</A> " and begin."
                    </p>
                },
                || if visit::is_visiting() {
                    view! {
                        <p class="ds-paragraph">
                            "You are looking at somebody's link: it stands in the address bar, to be passed on as it is. \
                             Make the configuration yours to share it changed."
                        </p>
                    }
                    .into_any()
                } else {
                    view! { <Own /> }.into_any()
                },
            )}
        </div>
    }
}

#[component]
fn Own() -> impl IntoView {
    let store = use_store();
    let typed = Sealing::of_this_tab(store).draft();
    let holds_values = move || typed.with(crate::sealing::Draft::holds_values);
    view! {
        {either(
            holds_values,
            || view! {
                <div class="ds-alert" data-color="warning" role="alert">
                    <h2 class="ds-heading" data-size="2xs">"Values are typed that are not sealed"</h2>
                    <p class="ds-paragraph">
                        "They would not be in the link, but nothing is shared while they stand there: seal them, or \
                         clear them, under " <A href="/secrets" attr:class="ds-link">"Secrets"</A> "."
                    </p>
                </div>
            },
            || view! { <ByLink /> <GitHub /> },
        )}
    }
}

#[component]
fn ByLink() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let link = Link::new(store);
    let address = of(move || link.address().unwrap_or_default());
    let length = of(move || address.with(String::len));
    let credentials = of(move || store.problems().with(|all| all.iter().filter(|one| one.code == "K6C049").count()));
    let has_server = move || matches!(store.server().get(), Server::There(_));
    let id = unique_id("link");
    let save = move |()| {
        if let Some(content) = link.content.get_untracked() {
            let stem = download::stem(&store.file_name().get_untracked());
            download::save(&format!("{stem}.k6cfg"), "text/plain", &content);
        }
    };
    view! {
        <section aria-labelledby="share-link">
            <h2 class="ds-heading" data-size="xs" id="share-link">"By link"</h2>
            <p class="ds-paragraph" data-size="sm">
                "The link holds the whole configuration. It stands behind the #, which browsers send to no server. Whoever \
                 opens it looks at it, and can make it theirs; what they have stays as it is. It never changes: what you \
                 write later is not in it."
            </p>
            {shown(move || credentials.get() > 0, move || view! {
                <div class="ds-alert" data-color="warning" data-size="sm">
                    <p class="ds-paragraph">
                        {live(move || plural(credentials.get(), "variable"))}
                        " in the text looks like a credential in plain text, and would be in the link. Move it to a Secret first."
                    </p>
                </div>
            })}
            <Choices along=link.along />
            <div class="ds-field field">
                <label class="ds-label" for=id.clone()>"Link"</label>
                <input class="ds-input share__address" id=id readonly prop:value=address on:focus:target=move |event| event.target().select() />
                <p class="field__origin" role="status">
                    {live(move || match length.get() {
                        _ if link.is_too_large.get() => "This is more than a link or a file of this kind can hold: leave the files out.".to_owned(),
                        0 => "Making the link…".to_owned(),
                        length if length >= LONG => format!("{length} characters: programs may cut it on the way. Send the file instead."),
                        length => format!("{length} characters"),
                    })}
                </p>
            </div>
            <div class="buttons">
                <Button
                    icon="copy"
                    text="Copy the link"
                    variant="primary"
                    off=of(move || length.get() == 0)
                    on_press=move |()| dispatch(Action::Copy { what: "the link".to_owned(), text: address.get_untracked() })
                />
                <Button icon="download" text="Save as a file" variant="secondary" off=of(move || length.get() == 0) on_press=save />
                {shown(has_server, move || view! {
                    <Button
                        text="Make a short link"
                        variant="secondary"
                        busy=of(move || link.short.get() == Short::Asking)
                        off=of(move || length.get() == 0)
                        on_press=move |()| link.shorten()
                    />
                })}
            </div>
            <p class="field__origin">"A file is opened by dropping it on this page."</p>
            <div role="status">
                {live(move || match link.short.get() {
                    Short::Made(address) => view! {
                        <p class="share__short">
                            <code>{address.clone()}</code> " is kept by the server for 30 days, for whoever has it. "
                            <Button icon="copy" text="Copy" on_press=move |()| {
                                dispatch(Action::Copy { what: "the short link".to_owned(), text: address.clone() });
                            } />
                        </p>
                    }
                    .into_any(),
                    Short::Failed(why) => view! { <p class="ds-paragraph" data-size="sm">"No short link: " {why} "."</p> }.into_any(),
                    Short::None | Short::Asking => ().into_any(),
                })}
            </div>
        </section>
    }
}

/// What goes along, beside the text.
#[component]
fn Choices(along: RwSignal<Along>) -> impl IntoView {
    let store = use_store();
    let files = store.kept_files();
    let count = move |sealed: bool| {
        files.with(|files| {
            let belongs = Belongs::to(store);
            let wanted = files.iter().filter(|(path, _)| {
                path.starts_with(SEALED) == sealed && path.as_str() != OVERLAY && belongs.has(path)
            });
            wanted.fold((0, 0), |(count, bytes), (_, file)| (count + 1, bytes + file.size()))
        })
    };
    let says = move |sealed: bool, what: &str| match count(sealed) {
        (0, _) => format!("no {what}s are here"),
        (count, bytes) => format!("{}, {}", plural(count, what), controls::bytes(bytes)),
    };
    view! {
        <fieldset class="share__along">
            <legend class="ds-label">"Goes along"</legend>
            <Tick
                text="The scripts and other files"
                about=of(move || says(false, "file"))
                off=of(move || count(false).0 == 0)
                is_on=of(move || along.with(|along| along.scripts))
                on_change=move |on| along.update(|along| along.scripts = on)
            />
            <Tick
                text="The SealedSecrets"
                about=of(move || format!("{}; only the cluster can open them", says(true, "SealedSecret")))
                off=of(move || count(true).0 == 0)
                is_on=of(move || along.with(|along| along.sealed))
                on_change=move |on| along.update(|along| along.sealed = on)
            />
        </fieldset>
    }
}
