//! A list inside a context, whose rows keep their fields while they are moved.

use k6cfg_config::edit::Value;
use leptos::prelude::*;

use super::row_tools::Ends;
use crate::{
    controls::{Button, each, of},
    state::{Action, change, rows::ListRows, use_dispatch, use_store},
};

#[derive(Clone, Copy)]
pub(super) struct List {
    path: Signal<String>,
    rows: Memo<ListRows>,
}

impl List {
    /// The list at `path`, whose rows look like this.
    pub(super) fn of(path: Signal<String>, looks: impl Fn() -> Vec<String> + Send + Sync + 'static) -> Self {
        let looks = of(looks);
        Self { path, rows: Memo::new(move |before| ListRows::follow(before, looks.get())) }
    }

    /// Where a row stands now.
    pub(super) fn at(self, id: u32) -> Option<usize> {
        self.rows.with(|rows| rows.at(id))
    }

    pub(super) fn here(self, id: u32) -> Signal<String> {
        self.path(id, "")
    }

    /// The path of something in a row; nothing once the row is gone.
    pub(super) fn path(self, id: u32, key: &'static str) -> Signal<String> {
        of(move || match (self.path.get(), self.at(id)) {
            (list, Some(at)) if !list.is_empty() => format!("{list}[{at}]{key}"),
            _ => String::new(),
        })
    }

    pub(super) fn ends(self, id: u32) -> Ends {
        Ends::of(move || self.at(id), move || self.rows.with(|rows| rows.ids.len()))
    }

    pub(super) fn rows(self, row: impl Fn(u32) -> AnyView + Send + Sync + 'static) -> AnyView {
        each(move || self.rows.with(|rows| rows.ids.clone()), row)
    }

    /// A button that adds a row, whose first field then has the focus.
    pub(super) fn add(self, text: &'static str, value: fn() -> Value, first: &'static str) -> AnyView {
        let dispatch = use_dispatch();
        let editable = use_store().is_editable();
        let add = move |()| {
            let list = self.path.get_untracked();
            let at = self.rows.with_untracked(|rows| rows.ids.len());
            dispatch(Action::EditAndFocus(change::append(&list, value()), format!("{list}[{at}]{first}")));
        };
        view! { <Button icon="plus" text=text off=of(move || !editable.get()) on_press=add /> }.into_any()
    }
}
