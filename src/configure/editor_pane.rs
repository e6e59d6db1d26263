//! The text itself.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    browser::editor::{Editor, Options},
    controls::{of, shown},
    state::{Action, use_dispatch, use_store},
};

#[component]
pub(crate) fn EditorPane() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let host = NodeRef::<html::Div>::new();
    let editor = StoredValue::new_local(None::<Editor>);
    let mounted = RwSignal::new(Mounted::Loading);
    let (id, text) = (store.document_id(), store.text());

    Effect::new(move |started: Option<bool>| {
        let (Some(host), None | Some(false)) = (host.get(), started) else {
            return started == Some(true);
        };
        spawn_local(async move {
            let first = store.text_untracked();
            let key = id.get_untracked();
            let options =
                Options { text: &first, key: &key, language: "yaml", label: "Config file, YAML", read_only: false };
            let travel = move |back| dispatch(if back { Action::Undo } else { Action::Redo });
            let made = Editor::mount(&host, options, move |typed| dispatch(Action::Typed(typed)), travel).await;
            let is_there = made.is_some();
            if editor.try_set_value(made).is_none() {
                mounted.set(if is_there { Mounted::Editor } else { Mounted::Plain });
            }
        });
        true
    });
    // The editor stands outside of the page's own views: these keep it in step.
    Effect::new(move |_| {
        if mounted.get() == Mounted::Editor {
            let id = id.get();
            text.with(|text| editor.with_value(|editor| editor.as_ref().map(|editor| editor.show(&id, text))));
        }
    });
    Effect::new(move |_| {
        if mounted.get() == Mounted::Editor && store.is_current().get() {
            store.problems().with(|problems| {
                editor.with_value(|editor| editor.as_ref().map(|editor| editor.underline(problems)));
            });
        }
    });
    Effect::new(move |seen: Option<Option<u32>>| {
        let wish = store.reveal().get();
        let number = wish.map(|(_, _, number)| number);
        let ready = mounted.get() == Mounted::Editor;
        if let (true, Some((from, to, _))) = (ready, wish)
            && seen.flatten() != number
        {
            editor.with_value(|editor| editor.as_ref().map(|editor| editor.reveal(from, to)));
        }
        if ready { number } else { seen.flatten() }
    });

    view! {
        <div class="editor" node_ref=host hidden=of(move || mounted.get() == Mounted::Plain)></div>
        {shown(move || mounted.get() == Mounted::Loading, move || view! { <p class="editor__loading">"Loading the editor…"</p> })}
        {shown(move || mounted.get() == Mounted::Plain, move || view! { <textarea
                class="editor editor--plain"
                aria-label="Config file, YAML"
                spellcheck="false"
                prop:value=text
                on:input:target=move |event| dispatch(Action::Typed(event.target().value()))
            ></textarea> })}
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mounted {
    Loading,
    Editor,
    /// The editor could not be loaded: a plain field does.
    Plain,
}
