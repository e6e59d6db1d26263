//! What takes an answer before it is done, for one context or for many: which
//! type, which environments, which secret. Says beforehand what would be done.

use k6cfg_config::{
    Path,
    edit::{Change, ENVIRONMENT},
    names::{is_dns_subdomain, is_env_name},
};
use leptos::prelude::*;

use crate::{
    browser::{clock, edits, keys, page},
    controls::{Button, ChoiceField, PlainField, Tick, Words, live, of, unique_id},
    protocol::{Choice, Field},
    state::{Action, memo, outline, use_dispatch, use_store},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Type,
    Nodes,
    CopyTo,
    Environment,
    Secret,
    Variable,
}

/// What has been answered so far.
#[derive(Debug, Clone, Copy)]
struct Answers {
    first: RwSignal<String>,
    second: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
}

/// Which wish it is, and whom it is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    wish: Wish,
    contexts: Signal<Vec<(usize, usize)>>,
    /// Beside those of the contexts.
    tests: Signal<Vec<usize>>,
    on_close: Callback<()>,
}

impl Asked {
    pub(super) fn of_contexts(wish: Wish, contexts: Signal<Vec<(usize, usize)>>, on_close: Callback<()>) -> Self {
        Self { wish, contexts, tests: Signal::default(), on_close }
    }

    pub(super) fn of_tests(wish: Wish, tests: Signal<Vec<usize>>, on_close: Callback<()>) -> Self {
        Self { wish, contexts: Signal::default(), tests, on_close }
    }
}

#[component]
pub(super) fn WishPanel(asked: Asked) -> impl IntoView {
    let Asked { wish, contexts: at, tests, on_close } = asked;
    let store = use_store();
    let dispatch = use_dispatch();
    let id = unique_id("wish");
    let inside = id.clone();
    clock::after(0, move || page::focus_inside(&inside));
    let answers = Answers { first: RwSignal::default(), second: RwSignal::default(), chosen: RwSignal::default() };
    let tests = memo(move || {
        let mut all = tests.get();
        all.extend(at.get().into_iter().map(|(test, _)| test));
        all.dedup();
        all
    });
    let change = move || answers.change(wish, &at.get(), &tests.get());
    let text = store.text();
    let preview = memo(move || {
        let change = change()?;
        Some(text.with(|text| edits::preview(text, change, store.default_test_type().get())))
    });
    let apply = move |()| {
        if let Some(change) = untrack(change) {
            dispatch(Action::EditAndTell(Some(change)));
            on_close.run(());
        }
    };
    let does = match wish {
        Wish::Type | Wish::Nodes => "Change",
        Wish::CopyTo => "Copy",
        Wish::Environment | Wish::Secret => "Add",
        Wish::Variable => "Set",
    };
    view! {
        <div
            class="wish"
            id=id
            role="group"
            aria-label="What to do"
            on:keydown=move |event| {
                if keys::is_escape(&event) {
                    on_close.run(());
                } else if keys::is_enter_in_field(&event) {
                    event.prevent_default();
                    apply(());
                }
            }
        >
            {questions(wish, answers, tests)}
            <p class="wish__preview" aria-live="polite">
                {live(move || preview.get().map(|text| view! { <Words text=text /> }))}
            </p>
            <div class="buttons">
                <Button text=does variant="primary" off=of(move || change().is_none()) on_press=apply />
                <Button text="Cancel" variant="secondary" on_press=on_close />
            </div>
        </div>
    }
}

impl Answers {
    /// `None` while something is not answered yet.
    fn change(self, wish: Wish, at: &[(usize, usize)], tests: &[usize]) -> Option<Change> {
        let contexts = at.iter().map(|(test, context)| Path::context(*test, *context)).collect();
        let [first, second] =
            [self.first, self.second].map(|answer| Some(answer.get()).filter(|text| !text.is_empty()));
        Some(match wish {
            Wish::Type => Change::ChooseType { contexts, name: first },
            Wish::Nodes => Change::ChooseNodes { contexts, name: first },
            Wish::CopyTo => {
                let environments = self.chosen.get();
                (!environments.is_empty()).then_some(Change::CopyTo { contexts, environments })?
            }
            Wish::Environment => Change::AddEnvironment {
                tests: tests.iter().copied().map(Path::test).collect(),
                environment: first?,
                like: second,
            },
            Wish::Secret => Change::AddSecret { contexts, name: first.filter(|name| is_secret_name(name))? },
            Wish::Variable => {
                let name = first.filter(|name| is_env_name(name))?;
                Change::SetVariable { contexts, name, value: second.unwrap_or_default() }
            }
        })
    }
}

fn is_secret_name(pattern: &str) -> bool {
    is_dns_subdomain(&pattern.replace(ENVIRONMENT, "x"))
}

fn questions(wish: Wish, answers: Answers, tests: Memo<Vec<usize>>) -> AnyView {
    let store = use_store();
    let Answers { first, second, .. } = answers;
    match wish {
        Wish::Type => {
            let default = of(move || store.default_test_type().get());
            choice("Test type", first, store.test_types().into(), default, "from the file name")
        }
        Wish::Nodes => {
            choice("Node type", first, store.node_types().into(), of(|| "default".to_owned()), "of the test type")
        }
        Wish::CopyTo => environments(answers, tests),
        Wish::Environment => {
            let form = store.form();
            // Those that some of the tests run in are models; the others are new.
            let (all, there) = (store.environments(), move |name: &str| {
                form.with(|form| tests.with(|tests| outline::tests_in(form, tests, name)))
            });
            let some = move |wanted: fn(usize, usize) -> bool| {
                of(move || {
                    let count = tests.with(Vec::len);
                    all.get().into_iter().filter(|one| wanted(there(&one.name), count)).collect::<Vec<_>>()
                })
            };
            let free = some(|there, count| there < count);
            first.set(free.with_untracked(|free| free.first().map(|one| one.name.clone()).unwrap_or_default()));
            let like = choice(
                "Like",
                second,
                some(|there, _| there > 0),
                of(|| "plain".to_owned()),
                "nothing but the environment",
            );
            (choice("Environment", first, free, of(String::new), ""), like).into_any()
        }
        Wish::Secret => {
            let hint = move || {
                if first.with(|name| name.is_empty() || is_secret_name(name)) {
                    format!("{ENVIRONMENT} stands for the environment of each")
                } else {
                    "no name of a secret: small letters, digits, - and .".to_owned()
                }
            };
            text("Secret", first, "secrets", of(hint))
        }
        Wish::Variable => {
            let hint = move || {
                let good = first.with(|name| name.is_empty() || is_env_name(name));
                if good { "" } else { "no name of a variable: letters, digits and _, no digit first" }.to_owned()
            };
            (text("Name", first, "env", of(hint)), text("Value", second, "", Signal::default())).into_any()
        }
    }
}

fn choice(
    label: &'static str,
    value: RwSignal<String>,
    choices: Signal<Vec<Choice>>,
    default: Signal<String>,
    origin: &'static str,
) -> AnyView {
    let field = of(move || Field {
        given: Some(value.get()).filter(|value| !value.is_empty()),
        derived: Some(default.get()).filter(|default| !default.is_empty()),
        origin: origin.to_owned(),
        ..Field::default()
    });
    let choose = move |chosen: Option<String>| value.set(chosen.unwrap_or_default());
    view! { <ChoiceField label=label field=field choices=choices on_choose=choose /> }.into_any()
}

fn text(label: &'static str, value: RwSignal<String>, suggest: &'static str, hint: Signal<String>) -> AnyView {
    let suggestions = use_store().suggestions(suggest, of(|| "*".to_owned()));
    view! {
        <PlainField
            label=label
            value=value
            hint=hint
            suggestions=suggestions
            on_input=move |typed| value.set(typed)
        />
    }
    .into_any()
}

/// A box to tick for each environment, those that are there already too.
fn environments(answers: Answers, tests: Memo<Vec<usize>>) -> AnyView {
    let store = use_store();
    let form = store.form();
    let tick = move |Choice { name, title }: Choice| {
        let there = form.with(|form| tests.with(|tests| outline::tests_in(form, tests, &name)));
        let count = tests.with(Vec::len);
        let note = match there {
            0 => title,
            there if there == count => "there already".to_owned(),
            there => format!("there already in {there} of {count} tests"),
        };
        let (named, mine) = (name.clone(), name.clone());
        view! {
            <Tick
                text=name
                about=Signal::stored(note)
                off=Signal::stored(there == count)
                is_on=of(move || answers.chosen.with(|chosen| chosen.contains(&mine)))
                on_change=move |ticked| {
                    answers.chosen.update(|chosen| {
                        chosen.retain(|one| *one != named);
                        if ticked {
                            chosen.push(named.clone());
                        }
                    });
                }
            />
        }
    };
    let boxes = live(move || {
        answers.chosen.update_untracked(Vec::clear);
        store.environments().get().into_iter().map(tick).collect_view()
    });
    view! {
        <div class="wish__boxes" role="group" aria-label="Copy to">
            <p class="ds-label">"Copy to"</p>
            {boxes}
        </div>
    }
    .into_any()
}
