//! All problems of the document: where, what, and a fix where there is one.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::{
    browser::page,
    controls::{Button, Icon, Words, each, either, live, of, plural, shown, written},
    protocol::{Problem, Severity},
    route::A,
    state::{Action, use_dispatch, use_store},
};

/// More than these are counted, not shown: mending the first changes the rest.
const SHOWN: usize = 100;
/// From here on they can be filtered.
const MANY: usize = 6;

/// Takes the focus to the first problem, or to the words that there is none.
pub(super) fn focus_list() {
    if !page::focus_first(".problem__place") {
        page::bring_to("problems");
    }
}

#[component]
pub(crate) fn Problems() -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let problems = store.problems();
    let empty = store.is_empty();
    let only = RwSignal::new(None::<Severity>);
    let listed = Memo::new(move |_| {
        problems.with(|problems| {
            // A filter that nothing passes any more would hide what is left.
            let only = only.get().filter(|only| problems.iter().any(|problem| problem.severity == *only));
            let passes = |problem: &&Problem| only.is_none_or(|only| problem.severity == only);
            problems.iter().filter(passes).cloned().collect::<Vec<_>>()
        })
    });
    let none = move || problems.with(Vec::is_empty) || empty.get();
    let more = move || listed.with(Vec::len).saturating_sub(SHOWN);
    let heading = move || match (none(), problems.with(Vec::len)) {
        (true, _) => "Problems".to_owned(),
        (false, count) => format!("Problems ({count})"),
    };
    // Rows are known by their place: the list stays, and the focus in it,
    // while what stands in it changes.
    let places = Memo::new(move |_| {
        let count = listed.with(|listed| listed.len().min(SHOWN));
        (0..).take(count).collect::<Vec<u32>>()
    });
    let list = NodeRef::<html::Ol>::new();
    let on_key = move |event: KeyboardEvent| {
        let back = match event.key().as_str() {
            "ArrowDown" => false,
            "ArrowUp" => true,
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = list.get_untracked() {
            page::focus_next(&list, ".problem__place", back);
        }
    };
    view! {
        <div class="problems__bar">
            <h2 class="ds-heading problems__heading" data-size="2xs" id="problems" tabindex="-1">
                {heading}
            </h2>
            {shown(move || !none(), move || view! {
                <Filter only=only />
                <Button text="Next problem" icon="more" on_press=move |()| dispatch(Action::NextProblem { back: false }) />
            })}
        </div>
        {either(move || !none(), move || view! { <ol class="problems" aria-live="off" node_ref=list on:keydown=on_key>
                {each(move || places.get(), move |at| view! { <Row listed=listed at=at /> }.into_any())}
            </ol>
            <p hidden=of(move || more() == 0) class="problems__none">
                {more} " more; mend these first."
            </p> }, move || view! {
                <p class="problems__none">
                    {live(move || match (empty.get(), store.is_read().get()) {
                        (true, _) => "Nothing to check yet.",
                        (_, true) => "None. Every object can be seen under Preview.",
                        (_, false) => "Checking…",
                    })}
                </p>
            })}
        <p class="ds-sr-only" aria-live="polite">
            {live(move || if none() { String::new() } else { heading() })}
        </p>
    }
}

/// By severity, where there are many of more than one.
#[component]
fn Filter(only: RwSignal<Option<Severity>>) -> impl IntoView {
    let store = use_store();
    let problems = store.problems();
    let count = move |severity: Option<Severity>| {
        problems.with(|problems| {
            problems.iter().filter(|problem| severity.is_none_or(|severity| problem.severity == severity)).count()
        })
    };
    let some = move |severity| (1..count(None)).contains(&count(Some(severity)));
    let useful = move || count(None) >= MANY && [Severity::Error, Severity::Warning].into_iter().any(some);
    let choice = move |severity: Option<Severity>, word: &'static str| {
        let text = move || match (severity, count(severity)) {
            (None, count) => format!("All {count}"),
            (_, count) => plural(count, word),
        };
        view! {
            <button
                type="button"
                class="ds-button"
                data-size="sm"
                data-variant="tertiary"
                aria-pressed=written(move || only.get() == severity)
                hidden=of(move || count(severity) == 0)
                on:click=move |_| only.set(severity)
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="problems__filter" role="group" aria-label="Show" hidden=of(move || !useful())>
            {choice(None, "")}
            {choice(Some(Severity::Error), "error")}
            {choice(Some(Severity::Warning), "warning")}
            {choice(Some(Severity::Info), "note")}
        </div>
    }
}

#[component]
fn Row(listed: Memo<Vec<Problem>>, at: u32) -> impl IntoView {
    let now = move || listed.with(|listed| listed.get(at as usize).cloned());
    // Each letter that is typed above moves it: the words need not be made anew.
    let words = Memo::new(move |_| {
        now().map(|mut problem| {
            (problem.from, problem.to, problem.line, problem.column) = (0, 0, 0, 0);
            problem.fix.iter_mut().for_each(|fix| (fix.from, fix.to) = (0, 0));
            problem.related.iter_mut().for_each(|related| (related.from, related.to, related.line) = (0, 0, 0));
            problem
        })
    });
    let line = Memo::new(move |_| now().map_or(0, |problem| problem.line));
    live(move || words.get().map(|words| view! { <Written words=words listed=listed at=at line=line /> }))
}

/// Credentials in plain text, and Secrets that have to be sealed.
fn is_of_secrets(code: &str) -> bool {
    ["K6C049", "K6C070", "K6C071", "K6C072"].contains(&code)
}

#[component]
fn Written(words: Problem, listed: Memo<Vec<Problem>>, at: u32, line: Memo<usize>) -> impl IntoView {
    let store = use_store();
    let dispatch = use_dispatch();
    let with = move |act: fn(Problem) -> Option<Action>| {
        let problem = listed.with_untracked(|listed| listed.get(at as usize).cloned());
        if let Some(action) = problem.and_then(act) {
            dispatch(action);
        }
    };
    let Problem { code, severity, message, help, path, fix, related, .. } = words;
    let (state, name) = match severity {
        Severity::Error => ("error", "Error"),
        Severity::Warning => ("warning", "Warning"),
        Severity::Info => ("info", "Note"),
    };
    let related = related.into_iter().enumerate().map(move |(index, related)| {
        let place = move || {
            listed
                .with(|listed| Some(listed.get(at as usize)?.related.get(index)?.line))
                .map(|line| format!(" (line {line})"))
        };
        let show = move |_| {
            let range = listed.with_untracked(|listed| {
                let related = listed.get(at as usize)?.related.get(index)?;
                Some((related.from, related.to))
            });
            if let Some((from, to)) = range {
                dispatch(Action::Reveal { from, to });
            }
        };
        view! {
            <button type="button" class="link-button problem__related" on:click=show>
                <Words text=related.message />
                {place}
            </button>
        }
        .into_any()
    });
    let explain = code.clone();
    view! {
        <li class="problem" data-state=state>
            <button
                type="button"
                class="problem__place"
                title="Show in the text"
                on:click=move |_| with(|Problem { from, to, .. }| Some(Action::Reveal { from, to }))
            >
                <span class="problem__mark" aria-hidden="true"></span>
                <span class="problem__message">
                    <span class="ds-sr-only">{name} ": "</span>
                    <Words text=message />
                </span>
                <span class="problem__where">
                    {(!path.is_empty()).then(|| view! { <code>{path}</code> })}
                    <span>"line " {line}</span>
                </span>
            </button>
            {is_of_secrets(&code).then(|| view! {
                <A href="/secrets" attr:class="ds-link problem__link">"Seal it under Secrets"</A>
            })}
            {fix.map(|fix| {
                view! {
                    <button
                        type="button"
                        class="ds-button problem__fix"
                        data-size="sm"
                        data-variant="secondary"
                        on:click=move |_| {
                            let revision = store.analysis().with_untracked(|analysis| analysis.revision);
                            let fix = listed.with_untracked(|listed| listed.get(at as usize)?.fix.clone());
                            if let Some(fix) = fix {
                                dispatch(Action::Fix { fix, revision });
                            }
                        }
                    >
                        <Icon name="arrow" />
                        <span><Words text=fix.title /></span>
                    </button>
                }
            })}
            <div class="problem__more">
                {help.map(|help| view! { <span class="problem__help"><Words text=help /></span> })}
                {related.collect_view()}
                <button
                    type="button"
                    class="link-button problem__code"
                    aria-label=format!("Explain {code}")
                    on:click=move |_| dispatch(Action::Explain(explain.clone()))
                >
                    {code.clone()}
                </button>
            </div>
        </li>
    }
}
