//! One reading of the document, as the page shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use k6cfg_config::expand::Role;
use k6cfg_config::{Diagnostic, Reading, Severity as EngineSeverity};
use k6cfg_manifest::{Order, heed_scripts, started};

use crate::engine::{self, Engine, Latest};
use crate::form;
use crate::offsets::Offsets;
use crate::protocol::{Analysis, Document, Fix, Form, NamedFile, Problem, Related, Severity};
use crate::scripts::{Shown, scripts};

pub(crate) fn analyse(engine: &mut Engine, document: Document, known: u32) -> Result<Analysis, String> {
    let context = engine::context(&document).map_err(|error| error.to_string())?;
    let mut reading = engine.read(&document, &context);
    engine.loading.want_anew();
    heed_scripts(&mut reading, |run| {
        let made = engine.loading.look(&Order::new(run, engine.profile, &context))?;
        made.ok().map(|made| Rc::clone(&made.test))
    });
    let Shown { mut findings, lacking, used } = scripts(engine, &context, &reading.plan);
    if !reading.has_errors() {
        findings.extend(started(&reading.plan, engine.profile, &context));
        findings.extend(engine.secrets.known().findings(&reading.plan, engine.profile));
    }
    if let Some(tree) = &reading.document {
        reading.diagnostics.extend(findings.into_iter().map(|finding| tree.place(finding)));
        reading.diagnostics.sort_by_key(|d| (d.at.span.start, d.severity));
    }
    let offsets = Offsets::new(&document.text);
    let mut problems: Vec<Problem> = reading.diagnostics.iter().map(|d| problem(d, &offsets)).collect();
    problems.sort_by_key(|problem| problem.severity);
    let form = form::form(engine, &reading, &document);
    let because = cannot_submit(&reading, form.as_ref());
    let files = files(engine, &reading);
    let (number, patch) = engine.sent.next(form, known);
    let analysis = Analysis {
        revision: document.revision,
        number,
        patch,
        form: None,
        files,
        secrets: engine.secrets.named(&reading.plan, engine.profile),
        sealed: engine.secrets.sealed(&reading.plan),
        lacking: lacking.len(),
        used,
        can_submit: because.is_empty(),
        cannot_submit_because: because,
        scripts_waiting: engine.loading.waiting(),
        problems,
    };
    engine.latest = Some(Latest { document, reading });
    Ok(analysis)
}

fn cannot_submit(reading: &Reading, form: Option<&Form>) -> String {
    let count = reading.diagnostics.iter().filter(|d| d.severity == EngineSeverity::Error).count();
    let contexts = form.iter().flat_map(|form| &form.tests).flat_map(|test| &test.contexts);
    let mut runs = contexts.filter_map(|context| context.run.as_ref()).peekable();
    let text = if count == 1 {
        "1 error to mend first"
    } else if count > 1 {
        return format!("{count} errors to mend first");
    } else if runs.peek().is_none() {
        "nothing would run"
    } else if runs.any(|run| !run.ready) {
        "files are missing: drop them in under Scripts"
    } else {
        ""
    };
    text.to_owned()
}

fn files(engine: &Engine, reading: &Reading) -> Vec<NamedFile> {
    let mut needed_by: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for run in &reading.plan.runs {
        let paths: BTreeSet<&String> = std::iter::once(&run.test_file).chain(&run.files).collect();
        for path in paths {
            needed_by.entry(path).or_default().push(run.id.clone());
        }
    }
    reading
        .plan
        .files
        .iter()
        .map(|(path, role)| NamedFile {
            path: path.clone(),
            role: match role {
                Role::TestFile => "test_file",
                Role::ConfigFile => "config_file",
                Role::EnvFile => "env_file",
            }
            .to_owned(),
            size: engine.files.0.get(path).map(Vec::len),
            needed_by: needed_by.get(path.as_str()).cloned().unwrap_or_default(),
        })
        .collect()
}

pub(crate) fn problem(diagnostic: &Diagnostic, offsets: &Offsets) -> Problem {
    let span = &diagnostic.at.span;
    Problem {
        code: diagnostic.code.to_string(),
        severity: severity(diagnostic.severity),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        path: diagnostic.path.to_string(),
        from: offsets.utf16(span.start),
        to: offsets.utf16(span.end),
        line: diagnostic.at.line,
        column: diagnostic.at.column,
        fix: diagnostic.fix.as_ref().map(|fix| Fix {
            title: fix.title.clone(),
            from: offsets.utf16(fix.edit.span.start),
            to: offsets.utf16(fix.edit.span.end),
            text: fix.edit.text.clone(),
        }),
        related: diagnostic
            .related
            .iter()
            .map(|related| Related {
                message: related.message.clone(),
                from: offsets.utf16(related.at.span.start),
                to: offsets.utf16(related.at.span.end),
                line: related.at.line,
            })
            .collect(),
    }
}

pub(crate) fn severity(severity: EngineSeverity) -> Severity {
    match severity {
        EngineSeverity::Error => Severity::Error,
        EngineSeverity::Warning => Severity::Warning,
        EngineSeverity::Info => Severity::Info,
    }
}
