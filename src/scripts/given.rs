//! All files that the page holds, where they stand in the repository, and the
//! way to put them right or away.

use std::ops::Bound;

use leptos::prelude::*;

use crate::{
    browser::{clock, page},
    controls::{self, Button, Confirm, IconButton, PlainField, each, live, plural, shown},
    protocol::SEALED,
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn Given() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let files = store.kept_files();
    let asking = RwSignal::new(false);
    // What was sealed stands under Secrets.
    let is_own = |path: &&String| !path.starts_with(SEALED);
    let paths = Memo::new(move |_| files.with(|files| files.keys().filter(is_own).cloned().collect::<Vec<_>>()));
    let total = move || {
        files.with(|files| files.iter().filter(|(path, _)| is_own(path)).map(|(_, file)| file.size()).sum::<usize>())
    };
    view! {
        {shown(move || paths.with(|paths| !paths.is_empty()), move || view! { <section aria-labelledby="given">
                <h2 class="ds-heading" data-size="xs" id="given">
                    "Files on this page"
                </h2>
                <p class="screen__state">
                    {live(move || plural(paths.with(Vec::len), "file"))} ", " {live(move || controls::bytes(total()))}
                    ". Each must stand where it stands in your repository."
                </p>
                <div class="buttons">
                    <Button icon="bin" text="Remove all" variant="secondary" colour="danger" on_press=move |()| asking.set(true) />
                </div>
                <ul class="files">
                    {each(move || paths.get(), |path| view! { <File path=path /> }.into_any())}
                </ul>
                <Confirm
                    open=asking
                    title="Remove all files from this page?"
                    detail="The files on your disk stay as they are."
                    does="Remove all"
                    on_confirm=move |()| {
                        dispatch(Action::RemoveAllFiles);
                        clock::after(0, || page::focus_if_lost("main"));
                    }
                />
            </section> })}
    }
}

#[component]
fn File(path: String) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let (named, used, waiting) = (store.named_files(), store.used_files(), store.scripts_waiting());
    let (here, from, gone) = (path.clone(), path.clone(), path.clone());
    let says = Memo::new(move |_| {
        if named.with(|named| named.iter().any(|file| file.path == here)) {
            return "named in the config file".to_owned();
        }
        let by = used.with(|used| used.iter().find(|(path, _)| *path == here).map(|(_, by)| by.clone()));
        match by {
            Some(by) => format!("used by {by}"),
            None if waiting.get() > 0 => "not known yet".to_owned(),
            None => "not used here".to_owned(),
        }
    });
    let remove = move |()| {
        let neighbour = store.kept_files().with_untracked(|files| {
            let here = Bound::Excluded(gone.as_str());
            let after = files.range::<str, _>((here, Bound::Unbounded)).next();
            let before = || files.range::<str, _>((Bound::Unbounded, here)).next_back();
            after.or_else(before).map(|(path, _)| bin_of(path))
        });
        dispatch(Action::RemoveFile(gone.clone()));
        clock::after(0, move || page::focus_if_lost(neighbour.as_deref().unwrap_or("main")));
    };
    let (bin, name) = (bin_of(&path), format!("Remove {path}"));
    let size = {
        let path = path.clone();
        move || store.kept_files().with(|files| files.get(&path).map(|file| controls::bytes(file.size())))
    };
    view! {
        <li class="file">
            <PlainField
                label="Path in the repository"
                hide_label=true
                value=path
                on_input=|_| {}
                on_change=move |to: String| dispatch(Action::MoveFile { from: from.clone(), to })
            />
            <span class="file__size">{size}</span>
            <span class="file__use">{says}</span>
            <IconButton icon="bin" id=bin name=name on_press=remove />
        </li>
    }
}

/// The id of the button that removes a file.
fn bin_of(path: &str) -> String {
    format!("remove-{path}")
}
