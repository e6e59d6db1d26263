//! What changed: the objects as they are, against what they were or what
//! somebody has.

use std::collections::BTreeMap;

use k6cfg_manifest::calm;
use leptos::{prelude::*, task::spawn_local};

use super::{
    looks::{Before, Looks},
    overview::Overview,
};
use crate::{
    browser::{clock, files::Found},
    controls::{DiffView, PickFile, Tick, Words, each, either, live, of, plural, shown, unique_id},
    protocol::{Answer, Ask, Listed},
    shell::Drops,
    state::{Server, Store, Who, foretell, live_files, memo, use_store},
};

/// What the objects are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Against {
    Look,
    Submit,
    Cluster,
    Files,
}

/// How one object differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Changed,
    Added,
    Removed,
    Same,
}

impl Change {
    fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Same => "the same",
        }
    }
}

/// One object on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    key: String,
    kind: String,
    name: String,
    before: String,
    after: String,
    change: Change,
}

/// Pairs what is with what was; with `is_calm`, generation times count as the
/// same.
fn pairs(before: &[Before], after: &[Listed], is_calm: bool) -> Vec<Pair> {
    let text = |shown: &str| if is_calm { calm(shown) } else { shown.to_owned() };
    let mut left: BTreeMap<&str, &Before> = before.iter().map(|object| (object.key.as_str(), object)).collect();
    let mut pairs: Vec<Pair> = after
        .iter()
        .map(|object| {
            let was = left.remove(object.key.as_str());
            let (before, after) = (was.map(|was| text(&was.shown)).unwrap_or_default(), text(&object.shown));
            let change = match was {
                None => Change::Added,
                Some(_) if before == after => Change::Same,
                Some(_) => Change::Changed,
            };
            let Listed { key, kind, name, .. } = object.clone();
            Pair { key, kind, name: text(&name), before, after, change }
        })
        .collect();
    pairs.extend(left.into_values().map(|object| {
        let Before { key, kind, name, shown } = object.clone();
        Pair { key, kind, name: text(&name), before: text(&shown), after: String::new(), change: Change::Removed }
    }));
    pairs.sort_by_key(|pair| pair.change);
    pairs
}

#[component]
pub(super) fn Changes(overview: Overview, looks: Looks) -> impl IntoView {
    let store = use_store();
    let against = RwSignal::new(Against::Look);
    let is_calm = RwSignal::new(true);
    let given = RwSignal::new(None::<Vec<Before>>);
    let refused = RwSignal::new(Vec::<String>::new());
    let wished = RwSignal::new(None::<String>);
    // What the cluster has of these objects, or why that is not known.
    let in_cluster = RwSignal::new(None::<Result<Vec<Before>, String>>);
    Effect::new(move |_| {
        if against.get() == Against::Cluster {
            in_cluster.set(None);
            look_in_cluster(store, in_cluster);
        }
    });
    let take = move |found: Found| {
        let files = found.files.into_iter().map(|file| (file.path, file.bytes)).collect();
        let mut said = found.refused;
        store.ask(Ask::Manifests { files }, move |answer| {
            let Some(Answer::Manifests { objects, refused: why }) = answer else { return };
            said.extend(why.into_iter().map(|(path, why)| format!("`{path}`: {why}")));
            given.set(Some(objects.into_iter().map(Before::from).collect()));
            refused.set(said);
            against.set(Against::Files);
        });
    };
    // What is dropped here is compared, and not kept.
    Drops::take_all(Callback::new(take));
    let objects = overview.objects;
    let before = memo(move || match against.get() {
        Against::Look => looks.look.get().map(|look| look.objects),
        Against::Submit => looks.submit.get().map(|look| look.objects),
        Against::Files => given.get(),
        Against::Cluster => in_cluster.get().and_then(Result::ok),
    });
    let all = memo(move || {
        before.with(|before| {
            before
                .as_ref()
                .map(|before| objects.with(|objects| pairs(before, objects, is_calm.get())))
                .unwrap_or_default()
        })
    });
    let selected = memo(move || {
        let wished = wished.get();
        all.with(|all| all.iter().find(|pair| Some(&pair.key) == wished.as_ref()).or(all.first()).cloned())
    });
    view! {
        <div class="changes">
            <div class="changes__bar">
                <AgainstChoice against=against looks=looks />
                <PickFile text="Manifests…" picks="manifests" several=true on_found=take />
                <Tick
                    text="Leave out names and values that only tell the time"
                    is_on=is_calm
                    on_change=move |on| is_calm.set(on)
                />
            </div>
            {live(move || refused.get().into_iter().map(|why| view! { <p class="field__origin"><Words text=why /></p> }).collect_view())}
            {either(
                move || before.with(Option::is_some),
                move || view! {
                    <p class="changes__sum" role="status">{live(move || sum(&all.get(), overview.left().get()))}</p>
                    <div class="changes__both">
                        <ul class="changes__list">
                            {each(
                                move || all.with(|all| all.iter().map(|pair| pair.key.clone()).collect::<Vec<_>>()),
                                move |key| view! { <Row key=key all=all selected=selected wished=wished /> }.into_any(),
                            )}
                        </ul>
                        <div class="changes__diff">
                            {shown(move || selected.with(Option::is_some), move || view! {
                                <DiffView
                                    before=of(move || selected.with(|pair| pair.as_ref().map(|pair| pair.before.clone()).unwrap_or_default()))
                                    after=of(move || selected.with(|pair| pair.as_ref().map(|pair| pair.after.clone()).unwrap_or_default()))
                                    label="What changed, before and after"
                                />
                            })}
                        </div>
                    </div>
                },
                move || view! {
                    <p class="ds-paragraph" role="status">
                        {live(move || match (against.get(), in_cluster.get()) {
                            (Against::Cluster, Some(Err(why))) => why,
                            (against, _) => nothing(against).to_owned(),
                        })}
                    </p>
                },
            )}
        </div>
    }
}

/// What is there of the objects that would be submitted, as a dry run tells it.
fn look_in_cluster(store: Store, found: RwSignal<Option<Result<Vec<Before>, String>>>) {
    let fail = move |why: String| {
        found.try_set(Some(Err(why)));
    };
    if !matches!(store.server().get_untracked(), Server::There(_)) {
        return fail("This page has no server, so it cannot ask the cluster.".to_owned());
    }
    if matches!(store.who().get_untracked(), Who::Out(_) | Who::Going) {
        return fail("Sign in under Submit first: the cluster shows you what you may see.".to_owned());
    }
    store.ask(Ask::Submission { document: store.document(), runs: Vec::new() }, move |answer| {
        let body = match answer {
            Some(Answer::Submission { body, .. }) => body,
            Some(Answer::Refused { message, .. }) => return fail(message),
            _ => return fail("The objects could not be made.".to_owned()),
        };
        spawn_local(async move {
            let files = match foretell(&body).await {
                Ok((objects, _)) => live_files(&objects),
                Err(trouble) => return fail(trouble.in_a_line()),
            };
            store.ask(Ask::Manifests { files }, move |answer| {
                let Some(Answer::Manifests { objects, .. }) = answer else { return };
                found.try_set(Some(Ok(objects.into_iter().map(Before::from).collect())));
            });
        });
    });
}

fn nothing(against: Against) -> &'static str {
    match against {
        Against::Look => {
            "These objects were not looked at before in this browser. Come back after you changed something: what differs stands here then."
        }
        Against::Submit => "Nothing of this document was submitted from this browser yet.",
        Against::Cluster => "Asking the cluster…",
        Against::Files => "Drop a file or a folder of manifests here (YAML or JSON), or pick some.",
    }
}

fn sum(pairs: &[Pair], left: usize) -> String {
    let count = |change| pairs.iter().filter(|pair| pair.change == change).count();
    let (changed, added, removed) = (count(Change::Changed), count(Change::Added), count(Change::Removed));
    let known = match (changed, added, removed) {
        (0, 0, 0) => format!("Nothing differs in {}", plural(pairs.len(), "object")),
        _ => format!("{changed} changed, {added} added, {removed} removed, of {}", plural(pairs.len(), "object")),
    };
    if left > 0 { format!("{known}; {} still to be made…", plural(left, "run")) } else { known }
}

#[component]
fn AgainstChoice(against: RwSignal<Against>, looks: Looks) -> impl IntoView {
    let id = unique_id("against");
    let when = |look: RwSignal<Option<super::looks::Look>>| {
        of(move || {
            look.with(|look| {
                look.as_ref().map(|look| format!(", {}", clock::local_time(look.at_ms))).unwrap_or_default()
            })
        })
    };
    let (look, submit) = (when(looks.look), when(looks.submit));
    view! {
        <div class="ds-field changes__against">
            <label class="ds-label" for=id.clone()>"Compared with"</label>
            <select
                class="ds-input"
                id=id
                prop:value=of(move || match against.get() { Against::Look => "look", Against::Submit => "submit", Against::Cluster => "cluster", Against::Files => "files" })
                on:change:target=move |event| against.set(match event.target().value().as_str() {
                    "submit" => Against::Submit,
                    "cluster" => Against::Cluster,
                    "files" => Against::Files,
                    _ => Against::Look,
                })
            >
                <option value="look">"your last look" {look}</option>
                <option value="submit">"your last submit" {submit}</option>
                <option value="cluster">"the cluster"</option>
                <option value="files">"manifests you drop"</option>
            </select>
        </div>
    }
}

#[component]
fn Row(
    key: String,
    all: Memo<Vec<Pair>>,
    selected: Memo<Option<Pair>>,
    wished: RwSignal<Option<String>>,
) -> impl IntoView {
    let (named, mine, chosen) = (key.clone(), key.clone(), key);
    let pair = memo(move || all.with(|all| all.iter().find(|pair| pair.key == named).cloned()));
    let is_selected = memo(move || selected.with(|selected| selected.as_ref().is_some_and(|pair| pair.key == mine)));
    view! {
        <li>
            <button
                type="button"
                class="changes__row"
                aria-pressed=of(move || if is_selected.get() { "true" } else { "false" })
                on:click=move |_| wished.set(Some(chosen.clone()))
            >
                {live(move || {
                    let Some(Pair { kind, name, change, .. }) = pair.get() else { return ().into_any() };
                    view! {
                        <span class="changes__change" data-change=change.word()>{change.word()}</span>
                        <span class="changes__kind">{kind}</span>
                        <span class="changes__name">{name}</span>
                    }
                    .into_any()
                })}
            </button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(key: &str, shown: &str) -> Before {
        Before { key: key.to_owned(), kind: "TestRun".to_owned(), name: key.to_owned(), shown: shown.to_owned() }
    }

    fn after(key: &str, shown: &str) -> Listed {
        Listed {
            key: key.to_owned(),
            kind: "TestRun".to_owned(),
            name: key.to_owned(),
            size: 1,
            shown: shown.to_owned(),
        }
    }

    #[test]
    fn objects_are_paired_by_key() {
        let all = pairs(
            &[before("a", "x"), before("b", "x"), before("c", "x")],
            &[after("a", "x"), after("b", "y"), after("d", "x")],
            false,
        );
        let said: Vec<_> = all.iter().map(|pair| (pair.key.as_str(), pair.change)).collect();
        let expected = [("b", Change::Changed), ("d", Change::Added), ("c", Change::Removed), ("a", Change::Same)];
        assert_eq!(said, expected);
        assert_eq!(sum(&all, 2), "1 changed, 1 added, 1 removed, of 4 objects; 2 runs still to be made…");
    }

    #[test]
    fn times_are_set_aside_on_demand() {
        let (was, is) = ([before("a", "at: 1700000000123-abcde")], [after("a", "at: 1800000000123-zyxwv")]);
        assert_eq!(pairs(&was, &is, true)[0].change, Change::Same);
        assert_eq!(pairs(&was, &is, false)[0].change, Change::Changed);
    }
}
