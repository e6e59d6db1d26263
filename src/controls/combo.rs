//! A text field that suggests what fits: arrow keys, Enter and Escape work as
//! in the combobox of the ARIA practices, and anything else may be typed.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{live, of, shown, written};
use crate::{
    browser::{clock, page},
    protocol::Suggestion,
    state::memo,
};

#[component]
pub(crate) fn Combo(
    id: String,
    /// Ids of what describes it.
    described: String,
    #[prop(into)] value: Signal<String>,
    /// Where its value is in the document.
    #[prop(optional, into)]
    path: Signal<String>,
    #[prop(optional, into)] placeholder: Signal<String>,
    #[prop(optional, into)] suggestions: Signal<Vec<Suggestion>>,
    #[prop(optional, into)] invalid: Signal<Option<&'static str>>,
    #[prop(optional, into)] read_only: Signal<bool>,
    #[prop(optional)] required: bool,
    #[prop(optional)] number: bool,
    #[prop(into)] on_input: Callback<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(into)] on_focus: Callback<bool>,
) -> impl IntoView {
    let has = memo(move || suggestions.with(|all| !all.is_empty()) && !read_only.get());
    let list = List::of(&id, has, suggestions, on_input, on_change);
    let is_open = move || list.count() != 0;
    let role = move |role: &'static str| of(move || has.get().then_some(role));
    view! {
        <input
            class="ds-input"
            id=id.clone()
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            inputmode=if number { "numeric" } else { "text" }
            role=role("combobox")
            aria-autocomplete=role("list")
            aria-expanded=of(move || has.get().then(|| if is_open() { "true" } else { "false" }))
            aria-controls=of(move || is_open().then(|| list.id.get_value()))
            aria-activedescendant=of(move || (is_open() && list.active.get() != 0).then(|| list.option_id(list.active.get())))
            aria-describedby=described
            aria-invalid=invalid
            aria-required=required.then_some("true")
            data-path=path
            placeholder=placeholder
            readonly=read_only
            prop:value=value
            on:focus=move |_| on_focus.run(true)
            on:blur=move |_| {
                list.open.set(false);
                on_focus.run(false);
            }
            on:keydown=move |event| list.on_key(&event)
            on:input:target=move |event| {
                let text = event.target().value();
                list.show(&text);
                on_input.run(text);
            }
            on:change:target=move |event| on_change.run(event.target().value())
        />
        {shown(move || has.get(), move || {
            let input = id.clone();
            view! {
                <button
                    type="button"
                    class="field__more"
                    tabindex="-1"
                    aria-hidden="true"
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| {
                        if is_open() {
                            list.open.set(false);
                        } else {
                            page::focus(&input);
                            list.show("");
                        }
                    }
                ></button>
            }
        })}
        {shown(is_open, move || view! {
            <ul class="suggest" role="listbox" id=list.id.get_value() aria-label="Suggestions">
                {live(move || list.options())}
            </ul>
        })}
    }
}

/// The list of what fits.
#[derive(Clone, Copy)]
struct List {
    id: StoredValue<String>,
    /// Whether there is anything to suggest at all.
    has: Memo<bool>,
    open: RwSignal<bool>,
    /// What has been typed since it was opened, in lower case.
    typed: RwSignal<String>,
    /// From 1; nothing is chosen at 0.
    active: RwSignal<usize>,
    fitting: Memo<Vec<Suggestion>>,
    on_input: Callback<String>,
    on_change: Callback<String>,
}

impl List {
    fn of(
        input: &str,
        has: Memo<bool>,
        suggestions: Signal<Vec<Suggestion>>,
        on_input: Callback<String>,
        on_change: Callback<String>,
    ) -> Self {
        let (open, typed) = (RwSignal::new(false), RwSignal::new(String::new()));
        let fitting = memo(move || {
            if !open.get() || !has.get() {
                return Vec::new();
            }
            let typed = typed.get();
            let fits = |one: &&Suggestion| {
                let value = one.value.to_ascii_lowercase();
                value.contains(&typed) && value != typed
            };
            suggestions.with(|all| all.iter().filter(fits).cloned().collect())
        });
        let id = StoredValue::new(format!("{input}-list"));
        Self { id, has, open, typed, active: RwSignal::new(0), fitting, on_input, on_change }
    }

    fn count(self) -> usize {
        self.fitting.with(Vec::len)
    }

    fn option_id(self, at: usize) -> String {
        format!("{}-{at}", self.id.get_value())
    }

    fn show(self, text: &str) {
        self.typed.set(text.to_ascii_lowercase());
        self.active.set(0);
        self.open.set(true);
        // Once it is there, and where the screen ends above it.
        let id = self.id.get_value();
        clock::after(0, move || page::show(&id));
    }

    fn choose(self, at: usize) {
        let chosen = self.fitting.with_untracked(|all| all.get(at).map(|one| one.value.clone()));
        self.open.set(false);
        if let Some(chosen) = chosen {
            self.on_input.run(chosen.clone());
            self.on_change.run(chosen);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let (count, now) = (self.fitting.with_untracked(Vec::len), self.active.get_untracked());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if event.alt_key() || !self.has.get_untracked() => return,
            "ArrowDown" if count == 0 => self.show(""),
            "ArrowDown" => self.active.set(if now == count { 1 } else { now + 1 }),
            "ArrowUp" if count != 0 => self.active.set(if now < 2 { count } else { now - 1 }),
            "Enter" if count != 0 && now != 0 => {
                event.stop_propagation();
                self.choose(now - 1);
            }
            "Escape" if count != 0 => {
                event.stop_propagation();
                self.open.set(false);
            }
            _ => return,
        }
        event.prevent_default();
        page::show(&self.option_id(self.active.get_untracked()));
    }

    fn options(self) -> impl IntoView {
        let option = |(at, one): (usize, Suggestion)| {
            view! {
                <li
                    role="option"
                    id=self.option_id(at + 1)
                    aria-selected=written(move || self.active.get() == at + 1)
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |_| self.choose(at)
                >
                    <span class="suggest__value">{one.value}</span>
                    <span class="suggest__about">{one.about}</span>
                </li>
            }
        };
        self.fitting.get().into_iter().enumerate().map(option).collect_view()
    }
}
