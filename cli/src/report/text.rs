//! Source excerpts for people, and how many contexts run.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use k6cfg_config::{Diagnostic, Severity};

use super::{Checked, Colour};

pub(crate) fn render(files: &[Checked], colour: Colour) -> String {
    let renderer = if colour.is_on() { Renderer::styled() } else { Renderer::plain() };
    let mut parts = Vec::new();
    for file in files {
        parts.extend(file.diagnostics.iter().map(|d| format!("{}\n\n", renderer.render(&[group(file, d, files)]))));
    }
    parts.extend(files.iter().map(|file| summary(&file.shown, std::slice::from_ref(file))));
    if files.len() > 1 {
        parts.push(summary(&format!("{} files", files.len()), files));
    }
    if let Some(first) = files.iter().flat_map(|file| &file.diagnostics).next() {
        parts.push(format!("for more about a problem: k6cfg explain {}\n", first.code));
    }
    parts.concat()
}

fn summary(what: &str, files: &[Checked]) -> String {
    let runs: usize = files.iter().map(Checked::runs).sum();
    let contexts: usize = files.iter().map(|file| file.reading.contexts()).sum();
    let count = |severity| files.iter().map(|file| file.count(severity)).sum();
    let errors = counted(count(Severity::Error), "error");
    let warnings = counted(count(Severity::Warning), "warning");
    format!("{what}: {runs} of {contexts} contexts will run; {errors}, {warnings}\n")
}

/// "1 error", "2 errors"
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn group<'a>(file: &'a Checked, diagnostic: &'a Diagnostic, files: &'a [Checked]) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let inside = |file: &Checked, span: &std::ops::Range<usize>| {
        let end = file.text.len();
        span.start.min(end)..span.end.min(end)
    };
    let here = diagnostic.related.iter().filter(|related| related.file.is_none());
    let context = |file: &'a Checked, related: &'a k6cfg_config::Related| {
        AnnotationKind::Context.span(inside(file, &related.at.span)).label(related.message.as_str())
    };
    let snippet = Snippet::source(file.text.as_str())
        .path(file.shown.as_str())
        .annotation(AnnotationKind::Primary.span(inside(file, &diagnostic.at.span)))
        .annotations(here.map(|related| context(file, related)));
    let mut group = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str()).element(snippet);
    for related in &diagnostic.related {
        let Some(other) = files.iter().find(|f| Some(&f.shown) == related.file.as_ref()) else { continue };
        let snippet = Snippet::source(other.text.as_str()).path(other.shown.as_str());
        group = group.element(snippet.annotation(context(other, related)));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}
