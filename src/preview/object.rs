//! The objects of the selected run, one at a time, to read, copy and save.

use leptos::prelude::*;

use crate::{
    browser::{download, http},
    controls::{self, Button, CodeView, Tabs, Words, either, live, of},
    protocol::ObjectText,
    route::A,
    state::{Action, Objects, use_dispatch, use_store},
};

/// How objects are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    Yaml,
    Json,
}

impl Notation {
    fn of(self, object: &ObjectText) -> &str {
        match self {
            Self::Yaml => &object.yaml,
            Self::Json => &object.json,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Self::Yaml => "application/yaml",
            Self::Json => "application/json",
        }
    }

    /// All objects as one file that `kubectl apply -f` reads.
    fn all(self, objects: &[ObjectText]) -> String {
        let each = objects.iter().map(|object| self.of(object).trim_end());
        match self {
            Self::Yaml => each.collect::<Vec<_>>().join("\n---\n") + "\n",
            Self::Json => {
                let items = each.collect::<Vec<_>>().join(",\n");
                format!("{{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n{items}\n]}}\n")
            }
        }
    }
}

#[component]
pub(crate) fn ObjectPane() -> impl IntoView {
    let store = use_store();
    let objects = store.objects();
    let made = Memo::new(move |_| {
        objects.with(|objects| match objects {
            Objects::Made(made) => made.objects.clone(),
            _ => Vec::new(),
        })
    });
    view! {
        {either(move || made.with(|made| !made.is_empty()), move || view! { <Made objects=made /> }, || view! { <NotMade /> })}
    }
}

#[component]
fn NotMade() -> impl IntoView {
    let store = use_store();
    move || match store.objects().get() {
        Objects::Refused { message, because, .. } => view! {
            <div class="ds-alert" data-color="warning" role="status">
                <h2 class="ds-heading" data-size="2xs">"This run cannot be shown yet"</h2>
                <p class="ds-paragraph"><Words text=message /></p>
                <p class="ds-paragraph">
                    "Files are dropped in under " <A href="/scripts" attr:class="ds-link">"Scripts"</A>
                    ", the config file is mended under " <A href="/" attr:class="ds-link">"Configure"</A> "."
                </p>
                {(!because.is_empty()).then(|| view! {
                    <ul class="ds-list">
                        {because.into_iter().map(|why| view! { <li><Words text=why /></li> }).collect_view()}
                    </ul>
                })}
            </div>
        }
        .into_any(),
        _ => view! { <p class="preview__wait" role="status">"Making the objects…"</p> }.into_any(),
    }
}

#[component]
fn Made(objects: Memo<Vec<ObjectText>>) -> impl IntoView {
    let dispatch = use_dispatch();
    let store = use_store();
    let notation = RwSignal::new(Notation::Yaml);
    let wished = RwSignal::new(None::<String>);
    let selected = Memo::new(move |_| {
        objects
            .with(|objects| {
                let wished = wished.get();
                let found = objects.iter().find(|object| Some(tab(object)) == wished);
                found.or_else(|| objects.iter().find(|object| object.kind == "TestRun")).or(objects.first()).map(tab)
            })
            .unwrap_or_default()
    });
    let object = Memo::new(move |_| {
        objects.with(|objects| {
            selected
                .with(|selected| objects.iter().find(|object| tab(object) == *selected).cloned())
                .unwrap_or_default()
        })
    });
    let kind = Memo::new(move |_| object.with(|object| object.kind.clone()));
    let tabs = Signal::derive(move || {
        objects.with(|objects| objects.iter().rev().map(|object| (tab(object), tab(object))).collect::<Vec<_>>())
    });
    let text = Memo::new(move |_| object.with(|object| notation.get().of(object).to_owned()));
    let copy = move |()| {
        dispatch(Action::Copy { what: format!("the {}", kind.get_untracked()), text: text.get_untracked() });
    };
    let save = move |()| {
        let notation = notation.get_untracked();
        let name = object.with_untracked(|object| object.file.replace('/', "-"));
        download::save(&format!("{name}.{}", notation.extension()), notation.mime(), &text.get_untracked());
    };
    let save_all = move |()| {
        let notation = notation.get_untracked();
        let run = store.selected_run().get_untracked().unwrap_or_default();
        let all = objects.with_untracked(|objects| notation.all(objects));
        download::save(&format!("{run}.{}", notation.extension()), notation.mime(), &all);
    };
    let submit = move || {
        let run = store.selected_run().get().unwrap_or_default();
        format!("/submit?run={}", http::segment(&run))
    };
    view! {
        <div class="object ds-tabs">
            <div class="object__bar">
                <Tabs id="object" label="Objects" tabs=tabs selected=selected on_select=move |kind| wished.set(Some(kind)) />
                <NotationToggle notation=notation />
            </div>
            <div class="object__facts">
                <h2 class="ds-heading object__name" data-size="2xs">{live(move || object.with(|object| object.name.clone()))}</h2>
                <span class="object__size">
                    {live(move || controls::bytes(object.with(|object| object.size)))} " in "
                    {live(move || object.with(|object| object.namespace.clone()))}
                </span>
                <div class="buttons object__buttons">
                    <Button icon="copy" text="Copy" on_press=copy />
                    <Button icon="download" text="Download" on_press=save />
                    <Button icon="download" text="Download all" on_press=save_all />
                    <A href=of(submit) attr:class="ds-button" attr:data-size="sm" attr:data-variant="secondary">
                        "Submit this run…"
                    </A>
                </div>
            </div>
            <div role="tabpanel" id="object-panel" class="object__text" tabindex="-1">
                {live(move || {
                    let label = format!("{} as {}", kind.get(), notation.get().extension().to_ascii_uppercase());
                    view! { <CodeView text=text language=notation.get().extension() label=label /> }
                })}
            </div>
        </div>
    }
}

/// A run has one object of each kind, but for SealedSecrets.
fn tab(object: &ObjectText) -> String {
    if object.kind == "SealedSecret" { format!("{} {}", object.kind, object.name) } else { object.kind.clone() }
}

#[component]
fn NotationToggle(notation: RwSignal<Notation>) -> impl IntoView {
    let choice = move |which: Notation, text: &'static str| {
        view! {
            <label class="ds-button" data-variant="tertiary" data-size="sm">
                <input
                    type="radio"
                    name="notation"
                    prop:checked=of(move || notation.get() == which)
                    on:change=move |_| notation.set(which)
                />
                {text}
            </label>
        }
    };
    view! {
        <fieldset class="ds-toggle-group notation" data-size="sm">
            <legend class="ds-sr-only">"Shown as"</legend>
            {choice(Notation::Yaml, "YAML")}
            {choice(Notation::Json, "JSON")}
        </fieldset>
    }
}
