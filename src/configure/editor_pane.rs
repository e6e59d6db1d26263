//! The text itself.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    browser::{
        clock,
        editor::{Editor, Event, Options},
        page,
    },
    controls::{of, shown},
    protocol::Problem,
    share,
    state::{Action, Pane, Store, use_dispatch, use_store},
};

#[component]
pub(crate) fn EditorPane() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let host = NodeRef::<html::Div>::new();
    let editor = Mounting {
        editor: StoredValue::new_local(None),
        is_wanted: RwSignal::new(false),
        state: RwSignal::new(Mounted::Loading),
        problems: store.problems(),
    };
    let (id, text) = (store.document_id(), store.text());

    Effect::new(move |started: Option<bool>| {
        let (Some(host), true, None | Some(false)) = (host.get(), editor.is_wanted.get(), started) else {
            return started == Some(true);
        };
        spawn_local(async move {
            let first = store.text_untracked();
            let key = id.get_untracked();
            let options = Options {
                text: &first,
                key: &key,
                language: "yaml",
                label: "Config file, YAML",
                read_only: share::is_visiting(),
            };
            let made = Editor::mount(&host, options, move |event| heard(store, editor, event)).await;
            let is_there = made.is_some();
            if editor.editor.try_set_value(made).is_none() {
                editor.state.set(if is_there { Mounted::Editor } else { Mounted::Plain });
            }
        });
        true
    });
    Effect::new(move |_| {
        if let Some(host) = host.get() {
            page::when_seen(&host, move || {
                editor.is_wanted.try_set(true);
            });
        }
    });
    editor.follow(store);

    view! {
        <div class="editor" node_ref=host hidden=of(move || editor.state.get() == Mounted::Plain)></div>
        {shown(move || editor.state.get() == Mounted::Loading, move || view! { <p class="editor__loading">"Loading the editor…"</p> })}
        {shown(move || editor.state.get() == Mounted::Plain, move || view! { <textarea
                class="editor editor--plain"
                aria-label="Config file, YAML"
                spellcheck="false"
                readonly=share::is_visiting()
                prop:value=text
                on:input:target=move |event| dispatch(Action::Typed(event.target().value()))
            ></textarea> })}
    }
}

/// What the editor tells.
fn heard(store: Store, editor: Mounting, event: Event<'_>) {
    match event {
        Event::Typed(text) => store.dispatch(Action::Typed(text)),
        Event::Caret(offset) => store.dispatch(Action::Caret(offset)),
        Event::Ask { id, question } => {
            let id = id.to_owned();
            store.assist(question.to_owned(), move |answer| editor.tell(|editor| editor.answer(&id, &answer)));
        }
        Event::Fix(index) => {
            let revision = store.analysis().with_untracked(|analysis| analysis.revision);
            let fix = editor.problems.with_untracked(|problems| problems.get(index)?.fix.clone());
            if let Some(fix) = fix {
                store.dispatch(Action::Fix { fix, revision });
            }
        }
        Event::Problems => {
            store.dispatch(Action::Show(Pane::Problems));
            // Once it is on the screen.
            clock::after(0, super::problems::focus_list);
        }
        Event::Undo => store.dispatch(Action::Undo),
        Event::Redo => store.dispatch(Action::Redo),
    }
}

/// The editor, once it is there. It stands outside of the page's own views.
#[derive(Clone, Copy)]
struct Mounting {
    editor: StoredValue<Option<Editor>, LocalStorage>,
    /// Nobody who does not look at the text waits for it.
    is_wanted: RwSignal<bool>,
    state: RwSignal<Mounted>,
    /// As they are underlined.
    problems: Memo<Vec<Problem>>,
}

impl Mounting {
    fn tell(self, say: impl FnOnce(&Editor)) {
        self.editor.try_with_value(|editor| editor.as_ref().map(say));
    }

    fn is_there(self) -> bool {
        self.state.get() == Mounted::Editor
    }

    /// Keeps it in step with the document.
    fn follow(self, store: Store) {
        let (id, text) = (store.document_id(), store.text());
        Effect::new(move |_| {
            if self.is_there() {
                let id = id.get();
                text.with(|text| self.tell(|editor| editor.show(&id, text)));
            }
        });
        Effect::new(move |_| {
            if self.is_there() && store.is_current().get() {
                self.problems.with(|problems| self.tell(|editor| editor.underline(problems)));
            }
        });
        Effect::new(move |before: Option<u32>| {
            let (code, count) = store.asked_about().get();
            if before.is_none_or(|before| before == count) {
                return count;
            }
            self.is_wanted.set(true);
            if !self.is_there() {
                return before.unwrap_or(count);
            }
            self.tell(|editor| editor.explain(&code));
            count
        });
        Effect::new(move |_| {
            let range = store.field_range().get();
            if self.is_there() {
                self.tell(|editor| editor.mark(range));
            }
        });
        Effect::new(move |seen: Option<Option<u32>>| {
            let wish = store.reveal().get();
            let number = wish.map(|(_, _, number)| number);
            let ready = self.is_there();
            if let (true, Some((from, to, _))) = (ready, wish)
                && seen.flatten() != number
            {
                self.tell(|editor| editor.reveal(from, to));
            }
            if ready { number } else { seen.flatten() }
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mounted {
    Loading,
    Editor,
    /// The editor could not be loaded: a plain field does.
    Plain,
}
