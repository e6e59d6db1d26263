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
    let list = format!("{id}-list");
    let list_id = StoredValue::new(list.clone());
    let open = RwSignal::new(false);
    // What has been typed since it was opened, in lower case.
    let typed = RwSignal::new(String::new());
    // From 1; nothing is chosen at 0.
    let active = RwSignal::new(0);
    let has = memo(move || suggestions.with(|all| !all.is_empty()) && !read_only.get());
    let fitting = memo(move || {
        if !open.get() || !has.get() {
            return Vec::new();
        }
        let typed = typed.get();
        let fits = |one: &Suggestion| {
            one.value.to_ascii_lowercase().contains(&typed) && one.value.to_ascii_lowercase() != typed
        };
        suggestions.with(|all| all.iter().filter(|one| fits(one)).cloned().collect())
    });
    let is_open = move || fitting.with(|all| !all.is_empty());
    let show = move |text: String| {
        typed.set(text.to_ascii_lowercase());
        active.set(0);
        open.set(true);
        // Once it is there, and where the screen ends above it.
        clock::after(0, move || page::show(&list_id.get_value()));
    };
    let choose = move |at: usize| {
        let chosen = fitting.with_untracked(|all| all.get(at).map(|one| one.value.clone()));
        open.set(false);
        if let Some(chosen) = chosen {
            on_input.run(chosen.clone());
            on_change.run(chosen);
        }
    };
    let option_id = move |at: usize| format!("{}-{at}", list_id.get_value());
    let on_key = move |event: KeyboardEvent| {
        let (count, now) = (fitting.with_untracked(Vec::len), active.get_untracked());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if event.alt_key() || !has.get_untracked() => return,
            "ArrowDown" if count == 0 => show(String::new()),
            "ArrowDown" => active.set(if now == count { 1 } else { now + 1 }),
            "ArrowUp" if count != 0 => active.set(if now < 2 { count } else { now - 1 }),
            "Enter" if count != 0 && now != 0 => choose(now - 1),
            "Escape" if count != 0 => {
                event.stop_propagation();
                open.set(false);
            }
            _ => return,
        }
        event.prevent_default();
        page::show(&option_id(active.get_untracked()));
    };
    let option = move |(at, one): (usize, Suggestion)| {
        view! {
            <li
                role="option"
                id=option_id(at + 1)
                aria-selected=written(move || active.get() == at + 1)
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| choose(at)
            >
                <span class="suggest__value">{one.value}</span>
                <span class="suggest__about">{one.about}</span>
            </li>
        }
    };
    view! {
        <input
            class="ds-input"
            id=id
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            inputmode=if number { "numeric" } else { "text" }
            role=of(move || has.get().then_some("combobox"))
            aria-autocomplete=of(move || has.get().then_some("list"))
            aria-expanded=of(move || has.get().then(|| if is_open() { "true" } else { "false" }))
            aria-controls=of(move || is_open().then(|| list_id.get_value()))
            aria-activedescendant=of(move || (is_open() && active.get() != 0).then(|| option_id(active.get())))
            aria-describedby=described
            aria-invalid=invalid
            aria-required=required.then_some("true")
            data-path=path
            placeholder=placeholder
            readonly=read_only
            prop:value=value
            on:focus=move |_| on_focus.run(true)
            on:blur=move |_| {
                open.set(false);
                on_focus.run(false);
            }
            on:keydown=on_key
            on:input:target=move |event| {
                let text = event.target().value();
                if has.get_untracked() {
                    show(text.clone());
                }
                on_input.run(text);
            }
            on:change:target=move |event| on_change.run(event.target().value())
        />
        {shown(move || has.get(), move || view! {
            <button
                type="button"
                class="field__more"
                tabindex="-1"
                aria-hidden="true"
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| {
                    if is_open() {
                        open.set(false);
                    } else {
                        page::focus(list_id.get_value().trim_end_matches("-list"));
                        show(String::new());
                    }
                }
            ></button>
        })}
        {shown(is_open, move || view! {
            <ul class="suggest" role="listbox" id=list_id.get_value() aria-label="Suggestions">
                {live(move || fitting.get().into_iter().enumerate().map(option).collect_view())}
            </ul>
        })}
    }
}
