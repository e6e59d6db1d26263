//! The Secret that is being typed.

use k6cfg_seal::{Scope, SecretType};
use leptos::prelude::*;

use super::{import::Import, row::ValueRow};
use crate::{
    browser::{clock, page},
    controls::{Button, Confirm, Label, PlainField, Words, each, in_turn, live, of, plural, shown, unique_id},
    protocol::{SecretStanding, Suggestion},
    route::A,
    sealing::{Sealing, Stage},
    state::{memo, use_store},
};

#[component]
pub(super) fn SealForm(sealing: Sealing) -> impl IntoView {
    let store = use_store();
    let draft = sealing.draft();
    let namespace = store.namespace();
    let merging = memo(move || draft.with(|draft| draft.into.clone()));
    let ids = memo(move || draft.with(|draft| draft.rows.iter().map(|row| row.id).collect::<Vec<_>>()));
    let add = move |()| {
        let id = sealing.add_row();
        clock::after(0, move || page::focus(&super::row::key_id(id)));
    };
    view! {
        <section aria-labelledby="seal-form" class="secrets__form">
            <h2 class="ds-heading" data-size="xs" id="seal-form" tabindex="-1">
                {live(move || if merging.with(Option::is_some) { "Add keys to a sealed Secret" } else { "Seal a Secret" })}
            </h2>
            {in_turn(move || live(move || match merging.get() {
                Some(into) => view! { <Merging namespace=into.namespace name=into.name scope=into.scope keys=into.keys sealing=sealing /> }.into_any(),
                None => view! { <Identity sealing=sealing namespace=namespace /> }.into_any(),
            }))}
            {in_turn(move || view! { <fieldset class="variables secrets__keys">
                <legend class="ds-label">"Keys and values"</legend>
                <p class="field__hint">"The script reads each key as a variable: " <code>"__ENV.PASSWORD"</code></p>
                {in_turn(move || each(move || ids.get(), move |id| view! { <ValueRow id=id sealing=sealing /> }.into_any()))}
                {in_turn(move || view! {
                    <div class="buttons">
                        <Button icon="plus" text="Add a key" variant="secondary" on_press=add />
                        <Import sealing=sealing />
                    </div>
                })}
            </fieldset> })}
            {in_turn(move || view! {
                <Flaws sealing=sealing namespace=namespace />
                <Seal sealing=sealing />
            })}
        </section>
    }
}

/// Name, namespace, scope and type of a new one.
#[component]
fn Identity(sealing: Sealing, namespace: Memo<String>) -> impl IntoView {
    let store = use_store();
    let draft = sealing.draft();
    let wanted = of(move || {
        store.analysis().with(|analysis| {
            let is_open =
                |standing: &SecretStanding| !matches!(standing, SecretStanding::Platform | SecretStanding::Sealed);
            let open = analysis.secrets.iter().filter(|secret| is_open(&secret.standing));
            let about = |runs| format!("named by {}", plural(runs, "run"));
            open.map(|secret| Suggestion {
                value: secret.name.clone(),
                about: about(secret.runs),
                environment: String::new(),
            })
            .collect::<Vec<_>>()
        })
    });
    let again = of(move || {
        if sealing.sealed_already().is_some() {
            "sealed here already: what you seal now takes its place; to keep its keys, press “Add or replace keys” there".to_owned()
        } else {
            "as your runs name it under secrets".to_owned()
        }
    });
    view! {
        <div class="secrets__identity">
            <PlainField
                label="Name"
                word="metadata.name"
                value=of(move || draft.with(|draft| draft.name.clone()))
                hint=again
                placeholder="orders-creds"
                suggestions=wanted
                on_input=move |name: String| sealing.set_name(name)
            />
            {in_turn(move || view! { <div class="ds-field field">
                <span class="ds-label field__label">"Namespace " <code class="field__word">"namespace"</code></span>
                <p class="secrets__locked">
                    {live(move || {
                        let namespace = namespace.get();
                        if namespace.is_empty() {
                            view! { <A href="/" attr:class="ds-link">"Set it under Configure first"</A> }.into_any()
                        } else {
                            view! { <strong class="path">{namespace}</strong> }.into_any()
                        }
                    })}
                </p>
                <p class="field__origin">"that of the config file: a sealed value opens in no other"</p>
            </div> })}
            {in_turn(move || view! { <ScopeChoice sealing=sealing /> })}
            {in_turn(move || view! { <TypeChoice sealing=sealing /> })}
        </div>
    }
}

#[component]
fn ScopeChoice(sealing: Sealing) -> impl IntoView {
    let draft = sealing.draft();
    let id = unique_id("scope");
    let hint = format!("{id}-hint");
    let scope = memo(move || draft.with(|draft| draft.scope.name()));
    view! {
        <div class="ds-field field">
            <Label for_id=id.clone() text="Opens" word="scope" />
            <select
                class="ds-input"
                id=id
                aria-describedby=hint.clone()
                on:change:target=move |event| sealing.set_scope(event.target().value().parse().unwrap_or_default())
            >
                {Scope::ALL.map(|one| view! {
                    <option value=one.name() prop:selected=of(move || scope.get() == one.name())>
                        {one.name()} " – " {in_words(one)}
                    </option>
                }).collect_view()}
            </select>
            <p class="field__origin" id=hint>
                {live(move || scope.get().parse::<Scope>().unwrap_or_default().consequence())}
            </p>
        </div>
    }
}

fn in_words(scope: Scope) -> &'static str {
    match scope {
        Scope::Strict => "under this name, in this namespace",
        Scope::NamespaceWide => "anywhere in this namespace",
        Scope::ClusterWide => "anywhere in the cluster",
    }
}

#[component]
fn TypeChoice(sealing: Sealing) -> impl IntoView {
    let draft = sealing.draft();
    let id = unique_id("type");
    let chosen = memo(move || draft.with(|draft| SecretType::from(draft.secret_type.as_str()).name().to_owned()));
    let other = memo(move || {
        let chosen = chosen.get();
        (!SecretType::KNOWN.iter().any(|(name, _)| *name == chosen)).then_some(chosen)
    });
    view! {
        <div class="ds-field field">
            <Label for_id=id.clone() text="Type" word="type" />
            <select class="ds-input" id=id on:change:target=move |event| sealing.set_type(event.target().value())>
                {SecretType::KNOWN.map(|(name, about)| view! {
                    <option value=name prop:selected=of(move || chosen.with(|chosen| chosen == name))>
                        {name} " – " {about}
                    </option>
                }).collect_view()}
                {live(move || other.get().map(|name| view! { <option value=name.clone() selected>{name.clone()}</option> }))}
            </select>
        </div>
    }
}

/// What is merged into says all this itself.
#[component]
fn Merging(namespace: String, name: String, scope: String, keys: Vec<String>, sealing: Sealing) -> impl IntoView {
    let kept = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
    view! {
        <dl class="facts">
            <div><dt>"Name"</dt><dd class="path">{name}</dd></div>
            <div><dt>"Namespace"</dt><dd class="path">{namespace}</dd></div>
            <div><dt>"Scope"</dt><dd>{scope}</dd></div>
            <div><dt>"Keys that stay as they are"</dt><dd class="path">{kept}</dd></div>
        </dl>
        <p class="field__origin">"A key of the same name takes the place of the one that is there."</p>
        <div class="buttons">
            <Button text="Seal a new Secret instead" on_press=move |()| sealing.stop_merging() />
        </div>
    }
}

/// What is missing, once somebody wanted to seal.
#[component]
fn Flaws(sealing: Sealing, namespace: Memo<String>) -> impl IntoView {
    let flaws = memo(move || {
        if sealing.stage().with(|stage| matches!(stage, Stage::Idle | Stage::Sealed { .. } | Stage::Sealing)) {
            return Vec::new();
        }
        let mut all: Vec<(String, String)> = sealing.draft().with(|draft| {
            let rows = draft.rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>();
            let place = |path: &str| {
                let at = path.strip_prefix("keys[").and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
                at.map(|at| format!("key {}: ", at + 1)).filter(|_| rows.len() > 1).unwrap_or_default()
            };
            let flaws = draft.flaws(&namespace.get()).into_iter();
            flaws.map(|flaw| (format!("{}{}", place(&flaw.path), flaw.message), flaw.help.to_owned())).collect()
        });
        all.extend(sealing.no_certificate().map(|why| (why.to_owned(), String::new())));
        if let Stage::Failed(refused) = sealing.stage().get() {
            all.push((refused.message, refused.help));
        }
        all
    });
    shown(
        move || flaws.with(|flaws| !flaws.is_empty()),
        move || {
            view! {
                <div class="ds-alert" data-color="danger" data-size="sm" role="alert">
                    <ul class="ds-list">
                        {live(move || flaws.get().into_iter().map(|(message, help)| {
                            let text = if help.is_empty() { message } else { format!("{message}: {help}") };
                            view! { <li><Words text=text /></li> }
                        }).collect_view())}
                    </ul>
                </div>
            }
        },
    )
}

#[component]
fn Seal(sealing: Sealing) -> impl IntoView {
    let stage = sealing.stage();
    let busy = of(move || stage.with(|stage| *stage == Stage::Sealing));
    let said = move || match stage.get() {
        Stage::Sealed { name, .. } => {
            format!("{name} is sealed. What you typed is wiped; the sealed Secret stands below.")
        }
        Stage::Sealing => "Sealing…".to_owned(),
        _ => String::new(),
    };
    let asking = RwSignal::new(false);
    let lost = memo(move || sealing.would_lose());
    let press = move |()| if lost.with_untracked(Vec::is_empty) { sealing.seal() } else { asking.set(true) };
    view! {
        <Confirm
            open=asking
            title=of(move || format!("Replace {}?", sealing.draft().with(|draft| draft.name.clone())))
            detail=of(move || format!(
                "It is sealed here already, and these keys of it would be gone: {}. To keep them, cancel, and press “Add or replace keys” at it.",
                lost.get().join(", ")
            ))
            does="Replace it"
            on_confirm=move |()| sealing.seal()
        />
        <div class="buttons">
            <Button icon="lock" text="Seal" variant="primary" busy=busy off=busy on_press=press />
            <Button
                text="Wipe what is typed"
                variant="tertiary"
                off=of(move || !sealing.draft().with(crate::sealing::Draft::holds_values))
                on_press=move |()| sealing.clear()
            />
        </div>
        <p class="screen__state" role="status">{live(said)}</p>
    }
}
