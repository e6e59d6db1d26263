//! SARIF 2.1.0, for code scanning and editors.
//!
//! Columns count characters, which SARIF calls Unicode code points; the end of
//! a region is the place after its last character.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use k6cfg_config::{Code, Diagnostic, Fix, Related, Severity};
use serde_json::{Value, json};

use super::{Checked, Positions, files};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(crate) fn render(files: &[Checked], failures: &[String]) -> String {
    let places: BTreeMap<&str, Place<'_>> = files.iter().map(|file| (file.shown.as_str(), Place::new(file))).collect();
    let codes: BTreeSet<Code> = files.iter().flat_map(|file| &file.diagnostics).map(|d| d.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = files
        .iter()
        .flat_map(|file| file.diagnostics.iter().map(|diagnostic| result(file, diagnostic, &codes, &places)))
        .collect();
    let notifications: Vec<Value> =
        failures.iter().map(|failure| json!({ "level": "error", "message": { "text": failure } })).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "k6cfg",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Value {
    let meaning = code.meaning().trim();
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": meaning },
        "fullDescription": { "text": meaning },
        "help": { "text": format!("{meaning} For more: k6cfg explain {code}") },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(file: &Checked, diagnostic: &Diagnostic, codes: &[Code], places: &BTreeMap<&str, Place<'_>>) -> Value {
    let place = places.get(file.shown.as_str());
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": place.map(|place| place.location(&diagnostic.at.span)) }],
    });
    let related = diagnostic.related.iter().enumerate().filter_map(|(index, related)| {
        let place = related.file.as_ref().map_or(place, |name| places.get(name.as_str()))?;
        Some(other(index, place, related))
    });
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let (Some(fix), Some(place)) = (&diagnostic.fix, place) {
        result["fixes"] = json!([place.fix(fix)]);
    }
    result
}

fn other(index: usize, place: &Place<'_>, related: &Related) -> Value {
    json!({
        "id": index + 1,
        "message": { "text": related.message },
        "physicalLocation": place.location(&related.at.span),
    })
}

/// One file's name and positions.
struct Place<'a> {
    uri: String,
    positions: Positions<'a>,
}

impl<'a> Place<'a> {
    fn new(file: &'a Checked) -> Self {
        Self { uri: files::uri(&file.path), positions: Positions::new(&file.text) }
    }

    fn location(&self, span: &Range<usize>) -> Value {
        json!({ "artifactLocation": { "uri": self.uri }, "region": self.region(span) })
    }

    fn region(&self, span: &Range<usize>) -> Value {
        let at = self.positions.of(span);
        json!({ "startLine": at.start.0, "startColumn": at.start.1, "endLine": at.end.0, "endColumn": at.end.1 })
    }

    fn fix(&self, fix: &Fix) -> Value {
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": [{
                    "deletedRegion": self.region(&fix.edit.span),
                    "insertedContent": { "text": fix.edit.text },
                }],
            }],
        })
    }
}
