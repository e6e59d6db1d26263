//! What can be done with one row of any list: move it, repeat it, take it away.

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    browser::keys,
    controls::{Button, IconButton, of},
    state::{Action, change, use_dispatch},
};

/// Whether a row is the first of its list, and the last.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    first: Signal<bool>,
    last: Signal<bool>,
}

impl Ends {
    pub(super) fn of(
        at: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static,
        count: impl Fn() -> usize + Send + Sync + 'static,
    ) -> Self {
        Self { first: of(move || at() == Some(0)), last: of(move || at().is_none_or(|at| at + 1 >= count())) }
    }
}

#[component]
pub(crate) fn RowTools(
    /// The row's path; empty once it is gone.
    here: Signal<String>,
    ends: Ends,
    noun: &'static str,
    /// With words; else only drawings, for what has a name of its own in its list.
    #[prop(optional)]
    spelled: bool,
) -> impl IntoView {
    let dispatch = use_dispatch();
    let up = move |()| shift(here, false, dispatch);
    let down = move |()| shift(here, true, dispatch);
    let remove = move |()| dispatch(Action::EditAndTell(change::remove(&here.get_untracked())));
    let Ends { first, last } = ends;
    if spelled {
        let duplicate = move |()| dispatch(Action::EditAndTell(change::duplicate(&here.get_untracked())));
        return view! {
            <div class="buttons row-tools">
                <Button icon="up" text="Move up" off=first on_press=up />
                <Button icon="more" text="Move down" off=last on_press=down />
                <Button icon="copy" text=format!("Duplicate {noun}") on_press=duplicate />
                <Button icon="bin" text=format!("Remove {noun}") colour="danger" on_press=remove />
            </div>
        }
        .into_any();
    }
    let repeat = move |()| dispatch(Action::EditAndTell(change::repeat(&here.get_untracked())));
    view! {
        <div class="row-tools">
            <IconButton icon="up" name=format!("Move this {noun} up") off=first on_press=up />
            <IconButton icon="more" name=format!("Move this {noun} down") off=last on_press=down />
            <IconButton icon="copy" name=format!("Duplicate this {noun}") on_press=repeat />
            <IconButton icon="bin" name=format!("Remove this {noun}") on_press=remove />
        </div>
    }
    .into_any()
}

fn shift(here: Signal<String>, down: bool, dispatch: impl Fn(Action)) {
    dispatch(Action::EditAndTell(change::shift(&here.get_untracked(), down)));
}

/// Alt with an arrow moves the row that the focus is in.
pub(super) fn on_alt_arrow(here: Signal<String>) -> impl Fn(KeyboardEvent) + Copy + 'static {
    let dispatch = use_dispatch();
    move |event| {
        if let Some(down) = keys::shifts(&event) {
            event.prevent_default();
            event.stop_propagation();
            shift(here, down, dispatch);
        }
    }
}
