//! What is sealed: nobody can read it here any more, and it can be taken along.

use leptos::prelude::*;

use super::add_to::AddTo;
use crate::{
    browser::{download, page},
    controls::{Button, Confirm, each, live, of, plural, shown},
    protocol::SealedHere,
    sealing::Sealing,
    state::{Action, memo, use_dispatch, use_store},
};

#[component]
pub(super) fn SealedSecrets(sealing: Sealing) -> impl IntoView {
    let analysis = use_store().analysis();
    let sealed = memo(move || analysis.with(|analysis| analysis.sealed.clone()));
    let paths = memo(move || sealed.with(|sealed| sealed.iter().map(|one| one.path.clone()).collect::<Vec<_>>()));
    shown(
        move || paths.with(|paths| !paths.is_empty()),
        move || {
            view! {
                <section aria-labelledby="sealed-here">
                    <h2 class="ds-heading" data-size="xs" id="sealed-here">
                        "Sealed here"
                    </h2>
                    <p class="screen__state">
                        "They are applied with the runs that name them, and can go into your repository: nobody but the cluster opens them."
                    </p>
                    <ul class="secrets__list">
                        {each(move || paths.get(), move |path| view! { <One path=path sealed=sealed sealing=sealing /> }.into_any())}
                    </ul>
                </section>
            }
        },
    )
}

#[component]
fn One(path: String, sealed: Memo<Vec<SealedHere>>, sealing: Sealing) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let here = path.clone();
    let one = memo(move || sealed.with(|sealed| sealed.iter().find(|one| one.path == here).cloned()));
    let fact =
        move |pick: fn(&SealedHere) -> String| of(move || one.with(|one| one.as_ref().map(pick).unwrap_or_default()));
    let namespace = store.namespace();
    let name = fact(|one| one.name.clone());
    let elsewhere = memo(move || one.with(|one| one.as_ref().is_some_and(|one| one.namespace != namespace.get())));
    let yaml = {
        let path = path.clone();
        move || {
            let bytes = store.kept_files().with(|files| files.get(&path).map(|file| file.bytes.to_vec()));
            String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
        }
    };
    let (to_copy, to_save, to_merge, to_show) = (yaml.clone(), yaml.clone(), yaml.clone(), yaml);
    let (adding, showing, asking) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let state = move || {
        let one = one.get()?;
        let (text, colour) = if !one.flaw.is_empty() {
            (one.flaw, "danger")
        } else if elsewhere.get() {
            (format!("for the namespace {}: seal it again to have it in {}", one.namespace, namespace.get()), "warning")
        } else if one.runs == 0 {
            ("no run names it yet".to_owned(), "warning")
        } else {
            (format!("named by {}", plural(one.runs, "run")), "success")
        };
        Some(view! { <span class="ds-tag" data-size="sm" data-color=colour>{text}</span> })
    };
    view! {
        <li class="secrets__one">
            <div class="secrets__one-head">
                <strong class="path">{name}</strong>
                {live(state)}
            </div>
            <p class="field__origin">
                {live(move || fact(|one| format!("{}, {}, keys: {}", one.scope, one.secret_type, one.keys.join(", "))).get())}
            </p>
            <div class="buttons">
                <Button
                    text="Add to runs…"
                    variant="secondary"
                    expanded=of(move || Some(adding.get()))
                    off=elsewhere
                    on_press=move |()| adding.update(|open| *open = !*open)
                />
                <Button text="Add or replace keys" variant="tertiary" on_press=move |()| {
                    sealing.add_keys_to(&to_merge());
                    page::bring_to("seal-form");
                } />
                <Button icon="download" text="Save as file" variant="tertiary" on_press=move |()| {
                    download::save(&format!("{}.yaml", name.get_untracked()), "application/yaml", &to_save());
                } />
                <Button text="Copy" variant="tertiary" on_press=move |()| {
                    dispatch(Action::Copy { what: format!("{} (YAML)", name.get_untracked()), text: to_copy() });
                } />
                <Button
                    text="Show"
                    variant="tertiary"
                    expanded=of(move || Some(showing.get()))
                    on_press=move |()| showing.update(|open| *open = !*open)
                />
                <Button icon="bin" text="Remove" variant="tertiary" colour="danger" on_press=move |()| asking.set(true) />
            </div>
            {shown(move || adding.get(), move || view! { <AddTo name=name sealing=sealing on_done=move |()| adding.set(false) /> })}
            {shown(move || showing.get(), move || {
                let text = to_show();
                view! { <pre class="secrets__yaml" tabindex="0">{text}</pre> }
            })}
            <Confirm
                open=asking
                title=of(move || format!("Remove {} from this page?", name.get()))
                detail="Its values cannot be brought back from here: you would have to type them again. What is in the cluster or in your files stays."
                does="Remove"
                on_confirm=move |()| dispatch(Action::RemoveFile(path.clone()))
            />
        </li>
    }
}
