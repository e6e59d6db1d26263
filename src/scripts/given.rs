//! All files that the page holds, where they stand in the repository, and the
//! way to put them right or away.

use leptos::prelude::*;

use crate::{
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
                <ul class="files">
                    {each(move || paths.get(), |path| view! { <File path=path /> }.into_any())}
                </ul>
                <Button icon="bin" text="Remove all" variant="secondary" colour="danger" on_press=move |()| asking.set(true) />
                <Confirm
                    open=asking
                    title="Remove all files from this page?"
                    detail="The files on your disk stay as they are."
                    does="Remove all"
                    on_confirm=move |()| dispatch(Action::RemoveAllFiles)
                />
            </section> })}
    }
}

#[component]
fn File(path: String) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let named = store.named_files();
    let (here, from, gone) = (path.clone(), path.clone(), path.clone());
    let is_named = Memo::new(move |_| named.with(|named| named.iter().any(|file| file.path == here)));
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
            <span class="file__use">{live(move || if is_named.get() { "named" } else { "not named" })}</span>
            <IconButton icon="bin" name=format!("Remove {gone}") on_press=move |()| dispatch(Action::RemoveFile(gone.clone())) />
        </li>
    }
}
