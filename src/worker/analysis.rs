//! One reading of the document, as the page shows it.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_archive::Lack;
use k6cfg_config::expand::Role;
use k6cfg_config::{Diagnostic, Finding, Reading, Run, Severity as EngineSeverity};
use k6cfg_manifest::{MakeError, failed, incomplete};

use crate::engine::{self, Engine, Latest};
use crate::form;
use crate::offsets::Offsets;
use crate::protocol::{Analysis, Document, Fix, Form, NamedFile, Problem, Related, Severity};

pub(crate) fn analyse(engine: &mut Engine, document: Document, known: u32) -> Result<Analysis, String> {
    let context = engine::context(&document).map_err(|error| error.to_string())?;
    let mut reading = engine.read(&document, &context);
    script_options(engine, &mut reading);
    let (findings, lacking) = scripts(engine, &reading);
    if let Some(tree) = &reading.document {
        reading.diagnostics.extend(findings.into_iter().map(|finding| tree.place(finding)));
        reading.diagnostics.sort_by_key(|d| (d.at.span.start, d.severity));
    }
    let offsets = Offsets::new(&document.text);
    let mut problems: Vec<Problem> = reading.diagnostics.iter().map(|d| problem(d, &offsets)).collect();
    problems.sort_by_key(|problem| problem.severity);
    let form = form::form(engine, &reading, &document.file_name);
    let because = cannot_submit(&reading, form.as_ref(), lacking);
    let files = files(engine, &reading);
    let (number, patch) = engine.sent.next(form, known);
    let analysis = Analysis {
        revision: document.revision,
        number,
        patch,
        form: None,
        files,
        can_submit: because.is_empty(),
        cannot_submit_because: because,
        problems,
    };
    engine.latest = Some(Latest { document, reading });
    Ok(analysis)
}

/// Where a script has options of its own, those decide on the load.
fn script_options(engine: &mut Engine, reading: &mut Reading) {
    for test in reading.tests_with_doubtful_load() {
        let file = reading.plan.runs.iter().find(|run| run.test == test).map(|run| run.test_file.clone());
        let lacks = file.and_then(|file| engine.script(&file)).and_then(Result::ok).unwrap_or_default();
        if lacks.iter().any(|lack| matches!(lack, Lack::Options)) {
            reading.script_decides(test);
        }
    }
}

/// What is wrong with scripts, and whether any lacks something.
fn scripts(engine: &mut Engine, reading: &Reading) -> (Vec<Finding>, bool) {
    let mut lacking = false;
    let mut by_test: BTreeMap<usize, &Run> = BTreeMap::new();
    for run in &reading.plan.runs {
        by_test.entry(run.test).or_insert(run);
    }
    let findings = by_test.values().filter_map(|run| match engine.script(&run.test_file)? {
        Ok(lacks) if lacks.is_empty() => None,
        Ok(lacks) => {
            lacking = true;
            Some(incomplete(run, &lacks))
        }
        Err(error) => Some(failed(run, &MakeError::Script(error))),
    });
    let findings = findings.collect();
    (findings, lacking)
}

fn cannot_submit(reading: &Reading, form: Option<&Form>, lacking: bool) -> String {
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
    } else if lacking {
        "a script needs files that this version cannot put into an archive"
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
