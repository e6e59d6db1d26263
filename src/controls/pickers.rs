//! A button that lets the person pick files or a folder.

use leptos::{html, prelude::*, task::spawn_local};

use super::Button;
use crate::{
    browser::{files, folder},
    state::{Action, use_dispatch},
};

/// What a picker lets one pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picks {
    Files,
    Folder,
}

#[component]
pub(crate) fn FilePicker(
    picks: Picks,
    text: &'static str,
    #[prop(default = "secondary")] variant: &'static str,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let input = NodeRef::<html::Input>::new();
    view! {
        <Button
            icon="open"
            text=text
            variant=variant
            on_press=move |()| {
                if picks == Picks::Folder && folder::is_supported() {
                    dispatch(Action::PickFolder);
                } else if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        />
        <input
            type="file"
            hidden
            tabindex="-1"
            aria-hidden="true"
            data-picks=match picks {
                Picks::Files => "files",
                Picks::Folder => "folder",
            }
            multiple=picks == Picks::Files
            prop:webkitdirectory=picks == Picks::Folder
            node_ref=input
            on:change=move |event| {
                spawn_local(async move {
                    dispatch(Action::AddFiles(files::picked(event).await));
                });
            }
        />
    }
}
