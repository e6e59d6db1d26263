//! Problems counted by test and by context, in one pass over all of them.

use std::collections::HashMap;

use k6cfg_config::{Diagnostic, Path, Severity, Step};

/// Problems in one part of the document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count<'d> {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) first_error: Option<&'d Diagnostic>,
    pub(crate) first_warning: Option<&'d Diagnostic>,
}

pub(crate) struct Tally<'d> {
    /// Anywhere inside a test.
    tests: HashMap<usize, Count<'d>>,
    /// At a test itself, in none of its contexts.
    own: HashMap<usize, Count<'d>>,
    contexts: HashMap<(usize, usize), Count<'d>>,
    worst: HashMap<&'d Path, &'d Diagnostic>,
}

impl<'d> Tally<'d> {
    pub(crate) fn of(diagnostics: &'d [Diagnostic]) -> Self {
        let (tests, own, contexts, worst) = Default::default();
        let mut tally = Self { tests, own, contexts, worst };
        for diagnostic in diagnostics {
            let worst = tally.worst.entry(&diagnostic.path).or_insert(diagnostic);
            if diagnostic.severity < worst.severity {
                *worst = diagnostic;
            }
            match place(&diagnostic.path) {
                None => {}
                Some((test, None)) => {
                    tally.tests.entry(test).or_default().add(diagnostic);
                    tally.own.entry(test).or_default().add(diagnostic);
                }
                Some((test, Some(context))) => {
                    tally.tests.entry(test).or_default().add(diagnostic);
                    tally.contexts.entry((test, context)).or_default().add(diagnostic);
                }
            }
        }
        tally
    }

    pub(crate) fn test(&self, test: usize) -> Count<'d> {
        self.tests.get(&test).copied().unwrap_or_default()
    }

    pub(crate) fn context(&self, test: usize, context: usize) -> Count<'d> {
        self.contexts.get(&(test, context)).copied().unwrap_or_default()
    }

    /// The first error in a context, or at its test.
    pub(crate) fn error_of_run(&self, test: usize, context: usize) -> Option<&'d Diagnostic> {
        self.context(test, context).first_error.or_else(|| self.own.get(&test)?.first_error)
    }

    /// The worst problem at this very place.
    pub(crate) fn at(&self, path: &Path) -> Option<&'d Diagnostic> {
        self.worst.get(path).copied()
    }
}

impl<'d> Count<'d> {
    fn add(&mut self, diagnostic: &'d Diagnostic) {
        match diagnostic.severity {
            Severity::Error => {
                self.errors += 1;
                self.first_error = self.first_error.or(Some(diagnostic));
            }
            Severity::Warning => {
                self.warnings += 1;
                self.first_warning = self.first_warning.or(Some(diagnostic));
            }
            Severity::Info => {}
        }
    }
}

/// The test that a path is in, and the context.
fn place(path: &Path) -> Option<(usize, Option<usize>)> {
    let (list, test, inside) = match path.steps() {
        [Step::Key(list), Step::Item(test), inside @ ..] => (list, *test, inside),
        _ => return None,
    };
    if list != "test_definitions" {
        return None;
    }
    Some(match inside {
        [Step::Key(list), Step::Item(context), ..] if list == "contexts" => (test, Some(*context)),
        _ => (test, None),
    })
}
