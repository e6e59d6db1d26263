//! What can be done with all selected contexts at once.

use k6cfg_config::{Path, edit::Change};
use leptos::prelude::*;

use super::{
    unfolded,
    wish::{Asked, Wish},
};
use crate::{
    browser::page,
    controls::{Button, live, of, plural, shown},
    state::{Action, memo, outline, use_dispatch, use_store},
};

const WISHES: [(Wish, &str); 6] = [
    (Wish::Type, "Test type…"),
    (Wish::Nodes, "Node type…"),
    (Wish::CopyTo, "Copy to…"),
    (Wish::Environment, "Add environment…"),
    (Wish::Secret, "Add secret…"),
    (Wish::Variable, "Set variable…"),
];

#[component]
pub(crate) fn Bulk() -> impl IntoView {
    let store = use_store();
    let (selection, rows) = (store.selection(), store.rows());
    let at = memo(move || selection.with(|selection| rows.with(|rows| outline::positions(selection, rows))));
    let any = move || at.with(|at| !at.is_empty());
    view! {
        // Always there, so that a change of what it says is heard.
        <p class="ds-sr-only" aria-live="polite">
            {of(move || if any() { selected(at.with(Vec::len)) } else { String::new() })}
        </p>
        {shown(any, move || unfolded::BAR.view(at))}
    }
}

fn selected(count: usize) -> String {
    format!("{} selected", plural(count, "context"))
}

#[component]
pub(super) fn Bar(at: Memo<Vec<(usize, usize)>>) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let wish = RwSignal::new(None::<Wish>);
    let all = move || at.with_untracked(|at| at.iter().map(|(test, context)| Path::context(*test, *context)).collect());
    let enable = move |enabled: bool| dispatch(Action::EditAndTell(Some(Change::Enable { contexts: all(), enabled })));
    let clear = move |()| {
        dispatch(Action::Select(outline::Selection::new()));
        page::focus("outline-tree");
    };
    // A test all of whose contexts go is nothing by itself.
    let whole = move || store.form().with_untracked(|form| at.with_untracked(|at| outline::whole_tests(form, at)));
    let remove = move |()| {
        let whole = whole();
        let contexts = at.get_untracked().into_iter().filter(|(test, _)| !whole.contains(test));
        let contexts = contexts.map(|(test, context)| Path::context(test, context));
        let paths = whole.iter().copied().map(Path::test).chain(contexts).collect();
        dispatch(Action::EditAndTell(Some(Change::Remove { paths })));
    };
    let button = move |(one, text): (Wish, &'static str)| {
        view! {
            <Button
                text=text
                id=format!("bulk-{one:?}")
                expanded=of(move || Some(wish.get() == Some(one)))
                on_press=move |()| wish.update(|wish| *wish = if *wish == Some(one) { None } else { Some(one) })
            />
        }
    };
    let close = move |one: Wish| {
        Callback::new(move |()| {
            wish.set(None);
            page::focus(&format!("bulk-{one:?}"));
        })
    };
    view! {
        <div class="bulk" role="region" aria-label="Selected contexts">
            <div class="bulk__bar">
                <strong class="bulk__count">{of(move || selected(at.with(Vec::len)))}</strong>
                <Button text="Park" on_press=move |()| enable(false) />
                <Button text="Take up again" on_press=move |()| enable(true) />
                {WISHES.map(button).collect_view()}
                <Button icon="bin" text="Remove" colour="danger" on_press=remove />
                <Button icon="cross" text="Clear selection" on_press=clear />
            </div>
            {live(move || wish.get().map(|one| unfolded::WISH.view(Asked::of_contexts(one, at.into(), close(one)))))}
        </div>
    }
}
