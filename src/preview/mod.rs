//! Preview: what will be applied, object by object, before anything is.

mod apply;
mod changes;
mod channel;
mod compare;
mod jsonnet;
mod looks;
mod object;
mod overview;
mod platform;
mod run_list;
mod settings;
mod side_by_side;

use leptos::prelude::*;

pub(crate) use self::{channel::Channel, looks::keep_submit};

use crate::route::{A, use_place};

use self::{
    apply::Apply,
    changes::Changes,
    compare::Compare,
    jsonnet::Jsonnet,
    looks::{LOOK, Look, Looks},
    object::ObjectPane,
    overview::Overview,
    platform::Platform,
    run_list::RunList,
    settings::Settings,
};
use crate::{
    browser::{http, page},
    controls::{Tabs, either, in_turn, live},
    state::{Action, memo, use_dispatch, use_store},
};

/// The views of Preview: their word in the address, and their tab.
const VIEWS: [(&str, &str); 6] = [
    ("objects", "Objects"),
    ("changes", "What changed"),
    ("compare", "Compare runs"),
    ("apply", "Apply by hand"),
    ("jsonnet", "Jsonnet"),
    ("platform", "Platform"),
];

#[component]
pub(crate) fn Preview() -> impl IntoView {
    page::set_title("Preview – k6cfg");
    let id = use_store().document_id();
    // Another document has looks of its own.
    live(move || {
        let id = id.get();
        in_turn(move || view! { <OfDocument id=id.clone() /> })
    })
}

#[component]
fn OfDocument(id: String) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let runs = store.runs();
    let wished = use_place().query("run");
    // The address says which run; without one, or with one that is gone, the first.
    let selected = Memo::new(move |_| {
        runs.with(|runs| {
            let wished = wished.get();
            runs.iter().find(|run| Some(&run.id) == wished.as_ref()).or_else(|| runs.first()).map(|run| run.id.clone())
        })
    });
    on_cleanup(move || dispatch(Action::SelectRun(None)));
    let overview = Overview::new(store);
    let looks = Looks::of(&id);
    on_cleanup(move || {
        // What was seen whole is what the next look is compared with.
        if overview.left().try_get_untracked() == Some(0)
            && overview.refused.try_get_untracked() == Some(0)
            && let Some(objects) = overview.objects.try_get_untracked().filter(|objects| !objects.is_empty())
        {
            Look::now(objects).keep(LOOK, id);
        }
    });
    let view = use_place().query("view");
    let shown = memo(move || {
        let wished = view.get().unwrap_or_default();
        VIEWS.iter().map(|(key, _)| *key).find(|key| *key == wished).unwrap_or("objects")
    });
    view! {
        // Objects are made for the selected run only: this tells the store which.
        {in_turn(move || {
            Effect::new(move |_| dispatch(Action::SelectRun(selected.get())));
        })}
        {either(move || runs.with(|runs| !runs.is_empty()), move || view! { <div class="preview">
                <section class="preview__runs" aria-labelledby="preview-runs">
                    <h1 class="ds-heading" data-size="xs" id="preview-runs">
                        "Preview"
                    </h1>
                    <RunList selected=selected overview=overview view=shown />
                    {in_turn(|| view! { <Settings /> })}
                </section>
                <section class="preview__objects" aria-label="What will be applied">
                    {in_turn(move || view! { <Views shown=shown selected=selected overview=overview looks=looks /> })}
                </section>
            </div> }, || view! { <NoRuns /> })}
    }
}

#[component]
fn Views(shown: Memo<&'static str>, selected: Memo<Option<String>>, overview: Overview, looks: Looks) -> impl IntoView {
    let place = use_place();
    let tabs = Signal::stored(VIEWS.map(|(key, text)| (key.to_owned(), text.to_owned())).to_vec());
    let go = move |key: String| {
        let run = selected.get_untracked().map(|run| format!("&run={}", http::segment(&run))).unwrap_or_default();
        place.go(&format!("/preview?view={key}{run}"), true);
    };
    view! {
        <div class="ds-tabs views">
            <Tabs id="views" label="Views of the objects" tabs=tabs selected=Signal::derive(move || shown.get().to_owned()) on_select=go />
            <div role="tabpanel" id="views-panel" class="views__panel" tabindex="-1" aria-label="The view">
                {live(move || match shown.get() {
                    "changes" => view! { <Changes overview=overview looks=looks /> }.into_any(),
                    "compare" => view! { <Compare overview=overview selected=selected /> }.into_any(),
                    "apply" => view! { <Apply /> }.into_any(),
                    "jsonnet" => view! { <Jsonnet /> }.into_any(),
                    "platform" => view! { <Platform /> }.into_any(),
                    _ => view! { <ObjectPane /> }.into_any(),
                })}
            </div>
        </div>
    }
}

#[component]
fn NoRuns() -> impl IntoView {
    let store = use_store();
    let (read, profile, kinds) = (store.is_read(), store.profile(), store.test_types());
    // What came piece by piece would push down what one reads.
    let is_all_there = move || {
        read.get() && profile.with(|profile| !profile.title.is_empty()) && kinds.with(|kinds| !kinds.is_empty())
    };
    view! {
        <div class="screen">
            <h1 class="ds-heading" data-size="md">
                "Preview"
            </h1>
            {either(is_all_there, || view! {
                <p class="ds-paragraph">
                    "There is no run to show yet. Name a script and an environment, and the Kubernetes objects stand here: \
                     one TestRun and one ConfigMap for each."
                </p>
                <A href="/" attr:class="ds-button" attr:data-size="sm">
                    "Go to Configure"
                </A>
                {in_turn(|| view! { <Platform /> })}
            }, || view! { <p class="ds-paragraph">"Getting ready…"</p> })}
        </div>
    }
}
