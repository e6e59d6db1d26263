//! One reading of the document, as the page shows it.

use std::collections::BTreeMap;

use k6cfg_archive::Lack;
use k6cfg_config::expand::Role;
use k6cfg_config::{Diagnostic, Finding, Reading, Run, Severity as EngineSeverity};
use k6cfg_manifest::{MakeError, failed, incomplete};

use crate::engine::{self, Engine, Latest};
use crate::form;
use crate::offsets::Offsets;
use crate::protocol::{Analysis, Document, Fix, NamedFile, Problem, Related, RunSummary, Severity};

pub(crate) fn analyse(engine: &mut Engine, document: Document) -> Result<Analysis, String> {
    let context = engine::context(&document).map_err(|error| error.to_string())?;
    let mut reading = engine.read(&document, &context);
    script_options(engine, &mut reading);
    let (findings, lacking) = scripts(engine, &reading);
    if let Some(tree) = &reading.document {
        reading.diagnostics.extend(findings.into_iter().map(|finding| tree.place(finding)));
        reading.diagnostics.sort_by_key(|d| (d.at.span.start, d.severity));
    }
    let offsets = Offsets::new(&document.text);
    let problems: Vec<Problem> = reading.diagnostics.iter().map(|d| problem(d, &offsets)).collect();
    let form = form::form(&reading, engine.profile, &document.file_name);
    let runs: Vec<RunSummary> = reading.plan.runs.iter().map(|run| summary(run, &reading)).collect();
    let because = cannot_submit(&reading, &runs, lacking);
    let analysis = Analysis {
        revision: document.revision,
        form,
        contexts: reading.contexts(),
        files: files(engine, &reading),
        can_submit: because.is_empty(),
        cannot_submit_because: because,
        problems,
        runs,
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

fn cannot_submit(reading: &Reading, runs: &[RunSummary], lacking: bool) -> String {
    let count = reading.diagnostics.iter().filter(|d| d.severity == EngineSeverity::Error).count();
    let text = if count == 1 {
        "1 error to mend first"
    } else if count > 1 {
        return format!("{count} errors to mend first");
    } else if runs.is_empty() {
        "nothing would run"
    } else if runs.iter().any(|run| !run.ready) {
        "files are missing: drop them in under Scripts"
    } else if lacking {
        "a script needs files that this version cannot put into an archive"
    } else {
        ""
    };
    text.to_owned()
}

fn summary(run: &Run, reading: &Reading) -> RunSummary {
    let prefix = k6cfg_config::Path::context(run.test, run.context);
    let broken = reading
        .diagnostics
        .iter()
        .find(|d| d.severity == EngineSeverity::Error && (d.path.starts_with(&prefix) || touches_test(d, run)));
    let why = run.blocked.first().cloned().or_else(|| broken.map(|d| d.message.clone())).unwrap_or_default();
    RunSummary {
        id: run.id.clone(),
        name: run.name.clone(),
        environment: run.environment.clone(),
        test_type: run.test_type.clone(),
        node_type: run.node_type.clone(),
        test_file: run.test_file.clone(),
        test: run.test,
        context: run.context,
        ready: why.is_empty(),
        not_ready_because: why,
    }
}

/// A problem of the run's test that is not one of another context.
fn touches_test(diagnostic: &Diagnostic, run: &Run) -> bool {
    let test = k6cfg_config::Path::test(run.test);
    diagnostic.path.starts_with(&test) && !diagnostic.path.starts_with(&test.key("contexts"))
}

fn files(engine: &Engine, reading: &Reading) -> Vec<NamedFile> {
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
            needed_by: reading
                .plan
                .runs
                .iter()
                .filter(|run| run.test_file == *path || run.files.contains(path))
                .map(|run| run.id.clone())
                .collect(),
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
