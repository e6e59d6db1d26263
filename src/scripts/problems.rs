//! What is wrong with the chosen run itself, and not with another one.

use leptos::prelude::*;

use crate::{
    controls::{Words, live},
    protocol::{Problem, RunSummary, Severity},
    state::{Shown, use_store},
};

#[component]
pub(super) fn RunProblems(run: Memo<Option<RunSummary>>, test: Memo<Shown>) -> impl IntoView {
    let problems = use_store().problems();
    let own = Memo::new(move |_| {
        let Some(run) = run.get() else { return Vec::new() };
        // What keeps it from being made is told apart from them.
        let told = test.with(|test| match test {
            Shown::Known(test) => test.faults.iter().map(|fault| fault.message.clone()).collect(),
            _ => Vec::new(),
        });
        let is_told = |problem: &Problem| told.iter().any(|told| problem.message.contains(told));
        problems.with(|all| {
            all.iter().filter(|problem| is_of(&problem.path, &run) && !is_told(problem)).cloned().collect::<Vec<_>>()
        })
    });
    live(move || own.with(|own| own.first().map(|worst| view! { <List worst=worst.severity problems=own.clone() /> })))
}

#[component]
fn List(worst: Severity, problems: Vec<Problem>) -> impl IntoView {
    let rows: Vec<_> = problems
        .into_iter()
        .map(|Problem { severity, message, help, code, line, .. }| {
            let (colour, word) = look(severity);
            view! {
                <li class="fault">
                    <span>
                        <span class="ds-tag" data-size="sm" data-color=colour>
                            {word}
                        </span>
                        " "
                        <Words text=message />
                    </span>
                    {help.map(|help| view! { <span class="fault__help"><Words text=help /></span> })}
                    <span class="fault__help">{code} ", line " {line}</span>
                </li>
            }
        })
        .collect();
    view! {
        <div class="ds-alert" data-color=look(worst).0 data-size="sm">
            <p class="ds-paragraph">"Problems of this run:"</p>
            <ul class="faults">{rows}</ul>
        </div>
    }
}

/// The colour, and the word beside it.
pub(super) fn look(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("danger", "error"),
        Severity::Warning => ("warning", "warning"),
        Severity::Info => ("info", "note"),
    }
}

/// Whether a place of the document is in the run's context, or in its test and
/// in no other context.
fn is_of(path: &str, run: &RunSummary) -> bool {
    let Some(rest) = path.strip_prefix(&format!("test_definitions[{}]", run.test)) else { return false };
    let context = format!(".contexts[{}]", run.context);
    !rest.starts_with(".contexts[") || rest.starts_with(&context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_the_problems_of_its_test_and_of_no_other_context() {
        let run = RunSummary { test: 1, context: 2, ..RunSummary::default() };
        let own = |path: &str| is_of(path, &run);
        assert!(own("test_definitions[1].test_file") && own("test_definitions[1]"));
        assert!(own("test_definitions[1].contexts[2].environment") && own("test_definitions[1].contexts[2]"));
        assert!(!own("test_definitions[1].contexts[20]") && !own("test_definitions[1].contexts[1].environment"));
        assert!(!own("test_definitions[12].test_file") && !own("") && !own("namespace"));
    }
}
