//! Diagnostics for terminals and programs.

use std::io::IsTerminal as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use k6cfg_config::{Diagnostic, Severity};
use k6cfg_manifest::Outcome;
use serde_json::json;

/// One JSON document for programs.
pub(crate) fn json(file: &str, outcome: &Outcome) -> String {
    let report = json!({
        "file": file,
        "diagnostics": outcome.diagnostics,
        "contexts": outcome.reading.contexts(),
        "runs": outcome.reading.plan.runs.len(),
    });
    format!("{report:#}")
}

/// Source excerpts on standard error, and how many contexts run.
pub(crate) fn text(file: &str, text: &str, outcome: &Outcome) {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in &outcome.diagnostics {
        eprintln!("{}\n", renderer.render(&[group(file, text, diagnostic)]));
    }
    let (runs, contexts) = (outcome.reading.plan.runs.len(), outcome.reading.contexts());
    let count = |severity| outcome.diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    eprintln!("{file}: {runs} of {contexts} contexts will run; {errors} errors, {warnings} warnings");
}

fn group<'a>(file: &'a str, text: &'a str, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let end = text.len();
    let span = diagnostic.at.span.start.min(end)..diagnostic.at.span.end.min(end);
    let snippet = Snippet::source(text).path(file).annotation(AnnotationKind::Primary.span(span));
    let related = diagnostic
        .related
        .iter()
        .map(|related| AnnotationKind::Context.span(related.at.span.clone()).label(related.message.as_str()));
    let group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.as_str())
        .element(snippet.annotations(related));
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}
