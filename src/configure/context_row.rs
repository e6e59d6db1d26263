//! One environment of one test, in a line; unfolds to everything else.

use k6cfg_config::{Path, edit::Change};
use leptos::prelude::*;

use super::{
    row_tools::{Ends, on_alt_arrow},
    unfolded,
    wish::{Asked, Wish},
};
use crate::{
    browser::{http, page},
    controls::{ChoiceField, IconButton, Words, live, of, shown, unique_id},
    protocol::State,
    route::A,
    state::{Action, Context, change, use_dispatch, use_store},
};

#[component]
pub(crate) fn ContextRow(context: Context, count: Signal<usize>) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    // What is unfolded below the row.
    let (details, copying) = (RwSignal::new(false), RwSignal::new(false));
    let here = context.here();
    let position = context.position();
    let enabled = context.get(|context| context.enabled);
    // A field among the details that is gone to must be there.
    Effect::new(move |_| {
        let inside = store.awaited_focus().with(|path| {
            let inside = path.as_deref().and_then(|path| path.strip_prefix(here.get().as_str()));
            inside.is_some_and(|inside| {
                [".test_run", ".node_type", ".test_type.config_file"].iter().any(|key| inside.starts_with(key))
            })
        });
        if inside {
            details.set(true);
        }
    });
    let copy_button = unique_id("copy");
    let opener = copy_button.clone();
    let close = Callback::new(move |()| {
        copying.set(false);
        page::focus(&opener);
    });
    let ends = Ends::of(move || position.get().map(|(_, at)| at), move || count.get());
    view! {
        <tr
            class="context"
            role="row"
            class=("context--parked", move || !enabled.get())
            class:lit=store.lit(here)
            on:keydown=on_alt_arrow(here)
        >
            <Choices context=context />
            <td role="cell" class="context__run">
                <RunCell context=context />
            </td>
            <td role="cell" class="context__actions">
                <IconButton
                    icon="more"
                    name="All settings of this run"
                    expanded=of(move || Some(details.get()))
                    on_press=move |()| details.update(|open| *open = !*open)
                />
                <IconButton
                    icon="copy"
                    name="Copy to other environments"
                    id=copy_button
                    expanded=of(move || Some(copying.get()))
                    on_press=move |()| copying.update(|open| *open = !*open)
                />
                <IconButton
                    icon="bin"
                    name="Remove this environment"
                    on_press=move |()| dispatch(Action::EditAndTell(change::remove(&here.get_untracked())))
                />
            </td>
        </tr>
        <tr class="context-details" role="row" hidden=of(move || !details.get() && !copying.get()) on:keydown=on_alt_arrow(here)>
            <td colspan="5" role="cell">
                {shown(move || copying.get(), move || unfolded::WISH.view(Asked::of_contexts(
                    Wish::CopyTo, of(move || position.get().into_iter().collect()), close,
                )))}
                {shown(move || details.get(), move || unfolded::DETAILS.view((context, ends)))}
            </td>
        </tr>
    }
}

/// Where it runs, as what, and whether it does.
#[component]
fn Choices(context: Context) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let position = context.position();
    let editable = store.is_editable();
    let enabled = context.get(|context| context.enabled);
    let ask = move |make: &dyn Fn(Vec<Path>) -> Change| {
        let place = position.get_untracked().map(|(test, context)| Path::context(test, context));
        dispatch(Action::Edit(place.map(|place| make(vec![place]))));
    };
    let choose_environment = move |chosen: Option<String>| {
        let path = context.path("environment").get_untracked();
        dispatch(Action::Edit(change::set_typed(&path, &chosen.unwrap_or_default(), false)));
    };
    let choose_type = move |name: Option<String>| {
        ask(&|contexts| Change::ChooseType { contexts, name: name.clone() });
    };
    view! {
        <td role="cell">
                <ChoiceField
                    label="Environment"
                    hide_label=true
                    short=true
                    field=context.field(|context| &context.environment)
                    path=context.path("environment")
                    choices=store.environments()
                    on_choose=choose_environment
                />
            </td>
        <td role="cell">
                <ChoiceField
                    label="Test type"
                    hide_label=true
                    short=true
                    field=context.field(|context| &context.test_type)
                    path=context.path("test_type.type")
                    choices=store.test_types()
                    on_choose=choose_type
                />
            </td>
        <td role="cell" class="context__enabled">
                <input
                    type="checkbox"
                    role="switch"
                    class="ds-input"
                    aria-label="This one runs"
                    disabled=of(move || !editable.get())
                    prop:checked=of(move || enabled.get())
                    on:change:target=move |event| {
                        let enabled = event.target().checked();
                        ask(&|contexts| Change::Enable { contexts, enabled });
                    }
                />
            </td>
    }
}

/// The run that comes of it, and how it stands.
#[component]
fn RunCell(context: Context) -> impl IntoView {
    let now = context.now();
    let id =
        move || now.with(|context| context.id.given.clone().or_else(|| context.id.derived.clone()).unwrap_or_default());
    let preview = move || {
        let run = now.with(|context| context.run.as_ref().filter(|run| run.ready).map(|run| run.id.clone()))?;
        let href = format!("/preview?run={}", http::segment(&run));
        Some(view! { <A href=href attr:class="state ds-link" attr:data-state="ready">"preview"</A> })
    };
    let state = move || {
        let (state, says) = now.with(|context| (context.state, context.says.clone()));
        (state != State::Ready).then(|| {
            view! {
                <span class="state" data-state=state_key(state)><span><Words text=says /></span></span>
            }
        })
    };
    view! {
        <span class="context__id">{of(id)}</span>
        {live(preview)}
        {live(state)}
    }
}

/// As the style sheet and the outline know it.
pub(super) fn state_key(state: State) -> &'static str {
    match state {
        State::Error => "error",
        State::Parked => "parked",
        State::Waiting => "waiting",
        State::Warning => "warning",
        State::Ready => "ready",
    }
}
