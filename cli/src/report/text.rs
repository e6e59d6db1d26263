//! Source excerpts for people, and how many contexts run.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use k6cfg_config::{Code, Diagnostic, Region, Related, Severity};

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
    let contexts: usize = files.iter().map(|file| file.reading.contexts()).sum();
    let count = |severity| files.iter().map(|file| file.count(severity)).sum();
    let (errors, warnings) = (count(Severity::Error), counted(count(Severity::Warning), "warning"));
    let stopped = files.iter().filter(|file| file.has_errors());
    let (stopped, all) = (stopped.map(Checked::runs).sum::<usize>(), files.iter().map(Checked::runs).sum::<usize>());
    let said = counted(errors, "error");
    if stopped == 0 {
        return format!("{what}: {all} of {contexts} contexts will run; {said}, {warnings}\n");
    }
    let stops = if errors == 1 { "stops" } else { "stop" };
    let whom = if stopped == all { "them".to_owned() } else { format!("{stopped} of them") };
    format!("{what}: {all} of {contexts} contexts would run; {said} {stops} {whom}, {warnings}\n")
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
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let here = diagnostic.related.iter().filter(|related| related.file.is_none());
    let excerpt = Excerpt::new(file, std::iter::once(&diagnostic.at).chain(here.clone().map(|related| &related.at)));
    // What is about the whole file, or about the command line, has no excerpt.
    let is_of_no_line = diagnostic.path.is_root() && diagnostic.at.span == (0..0);
    let mut group = if is_of_no_line && diagnostic.related.is_empty() {
        let origin = Origin::path(file.shown.as_str());
        let is_of_file = matches!(diagnostic.code, Code::Empty | Code::TooLarge | Code::Encoding);
        title.element(if is_of_file {
            origin.line(diagnostic.at.line).char_column(diagnostic.at.column)
        } else {
            origin
        })
    } else {
        let primary = AnnotationKind::Primary.span(excerpt.span(&diagnostic.at));
        title.element(excerpt.snippet().annotation(primary).annotations(here.map(|related| excerpt.context(related))))
    };
    for related in &diagnostic.related {
        let Some(other) = files.iter().find(|f| Some(&f.shown) == related.file.as_ref()) else { continue };
        let excerpt = Excerpt::new(other, std::iter::once(&related.at));
        group = group.element(excerpt.snippet().annotation(excerpt.context(related)));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The lines of a file that are told of: the whole text of every file would be
/// looked at for every problem.
struct Excerpt<'a> {
    file: &'a Checked,
    /// Bytes of whole lines.
    lines: Range<usize>,
    /// 1-based.
    first: usize,
}

impl<'a> Excerpt<'a> {
    fn new<'r>(file: &'a Checked, places: impl Iterator<Item = &'r Region> + Clone) -> Self {
        let text = file.text.as_str();
        let inside = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
        let start = places.clone().map(|at| inside(at.span.start)).min().unwrap_or(0);
        let end = places.clone().map(|at| inside(at.span.end)).max().unwrap_or(0).max(start);
        let first = places.map(|at| at.line).min().unwrap_or(1);
        let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let to = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |gap| end + gap + 1);
        Self { file, lines: from..to, first }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        let text = self.file.text.get(self.lines.clone()).unwrap_or_default();
        Snippet::source(text).line_start(self.first).path(self.file.shown.as_str())
    }

    fn span(&self, at: &Region) -> Range<usize> {
        let within = |offset: usize| offset.clamp(self.lines.start, self.lines.end) - self.lines.start;
        let start = within(at.span.start);
        start..within(at.span.end).max(start)
    }

    fn context(&self, related: &'a Related) -> Annotation<'a> {
        AnnotationKind::Context.span(self.span(&related.at)).label(related.message.as_str())
    }
}
