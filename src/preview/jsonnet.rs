//! The Jsonnet that makes the objects, to be read and saved, and the team's own
//! over them.

use leptos::prelude::*;

use crate::{
    browser::{download, files::Picked},
    controls::{Button, CodeView, Words, each, either, live, of, shown, unique_id},
    protocol::{Answer, Ask},
    share::OVERLAY,
    state::{Action, Objects, memo, use_dispatch, use_store},
};

/// What an overlay may begin with.
const EXAMPLE: &str = "\
// Laid over each object of each run: `object` is what k6cfg made, `run` says which run it is for.
function(object, run)
  if object.kind == 'TestRun'
  then object { spec+: { cleanup: 'post' } }
  else object { metadata+: { annotations+: { team: 'mine' } } }
";

#[component]
pub(super) fn Jsonnet() -> impl IntoView {
    view! { <OwnOverlay /> <Library /> }
}

#[component]
fn OwnOverlay() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let files = store.kept_files();
    let text = memo(move || {
        files.with(|files| files.get(OVERLAY).map(|file| String::from_utf8_lossy(&file.bytes).into_owned()))
    });
    let keep =
        move |text: String| dispatch(Action::KeepFile(Picked { path: OVERLAY.to_owned(), bytes: text.into_bytes() }));
    // What is said of it stands with the objects of the run that is shown.
    let trouble = of(move || match store.objects().get() {
        Objects::Refused { message, .. } if message.contains(OVERLAY) => message,
        _ => String::new(),
    });
    let allowed = of(move || store.profile().with(|profile| profile.allows_overlays || profile.name.is_empty()));
    let id = unique_id("overlay");
    view! {
        <section class="jsonnet" aria-labelledby="overlay-title">
            <h2 class="ds-heading" data-size="2xs" id="overlay-title">"Your overlay"</h2>
            <p class="ds-paragraph" data-size="sm">
                "Jsonnet of your own over each object, for what the config has no key for. Names, namespace, kind and the \
                 archive stay as they are. Commit it as " <code>{OVERLAY}</code> " beside the config file: the command \
                 line finds it there."
            </p>
            {shown(move || !allowed.get(), || view! {
                <div class="ds-alert" data-color="warning" data-size="sm">
                    <p class="ds-paragraph">"This platform takes no overlays."</p>
                </div>
            })}
            {either(
                move || text.with(Option::is_some),
                move || view! {
                    <label class="ds-label" for=id.clone()>{OVERLAY}</label>
                    <textarea
                        class="ds-input jsonnet__text"
                        id=id.clone()
                        rows="10"
                        spellcheck="false"
                        prop:value=of(move || text.get().unwrap_or_default())
                        on:input:target=move |event| keep(event.target().value())
                    ></textarea>
                    <div role="status">
                        {shown(move || trouble.with(|trouble| !trouble.is_empty()), move || view! {
                            <p class="jsonnet__trouble">{live(move || view! { <Words text=trouble.get() /> })}</p>
                        })}
                    </div>
                    <div class="buttons">
                        <Button icon="download" text="Save as a file" on_press=move |()| {
                            download::save(OVERLAY, "text/plain", &text.get_untracked().unwrap_or_default());
                        } />
                        <Button icon="bin" text="Remove" colour="danger" on_press=move |()| dispatch(Action::RemoveFile(OVERLAY.to_owned())) />
                    </div>
                },
                move || view! {
                    <Button icon="plus" text="Begin an overlay" variant="secondary" off=of(move || !allowed.get()) on_press=move |()| keep(EXAMPLE.to_owned()) />
                },
            )}
        </section>
    }
}

/// The files that make the objects, as they are.
#[component]
fn Library() -> impl IntoView {
    let store = use_store();
    let files = RwSignal::new(Vec::<(String, String)>::new());
    store.ask(Ask::Library, move |answer| {
        if let Some(Answer::Library { files: came }) = answer {
            files.try_set(came);
        }
    });
    let wished = RwSignal::new(String::new());
    let selected = memo(move || {
        let wished = wished.get();
        files
            .with(|files| files.iter().find(|(name, _)| *name == wished).or(files.first()).cloned().unwrap_or_default())
    });
    let text = of(move || selected.with(|(_, text)| text.clone()));
    view! {
        <section class="jsonnet" aria-labelledby="library-title">
            <h2 class="ds-heading" data-size="2xs" id="library-title">"The library"</h2>
            <p class="ds-paragraph" data-size="sm">
                "What makes the objects of a run, from its config and the platform's profile. An overlay may import these files."
            </p>
            <div class="buttons">
                {each(
                    move || files.with(|files| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()),
                    move |name: String| {
                        let (mine, chosen) = (name.clone(), name.clone());
                        view! {
                            <button
                                type="button"
                                class="ds-button"
                                data-size="sm"
                                data-variant="tertiary"
                                aria-pressed=of(move || if selected.with(|(name, _)| *name == mine) { "true" } else { "false" })
                                on:click=move |_| wished.set(chosen.clone())
                            >
                                {name}
                            </button>
                        }
                        .into_any()
                    },
                )}
                <Button icon="download" text="Save this file" on_press=move |()| {
                    let (name, text) = selected.get_untracked();
                    download::save(&name, "text/plain", &text);
                } />
            </div>
            <div class="jsonnet__code">
                <CodeView text=text language="json" label="Jsonnet of the library" />
            </div>
        </section>
    }
}
