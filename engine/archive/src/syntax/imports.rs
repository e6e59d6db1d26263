//! What a script imports and mentions.

use std::collections::BTreeSet;

use oxc_ast::ast::{Argument, CallExpression, Expression};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::ParserReturn;
use oxc_syntax::module_record::{ExportExportName, ExportImportName, ImportImportName};

use super::types::Lines;

/// One specifier of a module, and what is wanted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Import {
    pub(crate) specifier: String,
    pub(crate) names: Names,
    /// Line and column of its statement, from 1.
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// The names that are asked of a module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) named: BTreeSet<String>,
    /// `import * as x` or `export *`: whatever it has.
    pub(crate) all: bool,
}

impl Names {
    pub(crate) fn add(&mut self, other: &Self) {
        self.named.extend(other.named.iter().cloned());
        self.all |= other.all;
    }
}

pub(super) fn of(parsed: &ParserReturn<'_>, code: &str, lines: &Lines) -> Vec<Import> {
    let record = &parsed.module_record;
    let mut imports: Vec<(u32, Import)> = record
        .requested_modules
        .iter()
        .map(|(specifier, requests)| {
            let start = requests.iter().map(|request| request.statement_span.start).min().unwrap_or_default();
            let (line, column) = lines.source_of(code, start as usize);
            (start, Import { specifier: specifier.to_string(), names: Names::default(), line, column })
        })
        .collect();
    imports.sort_by_key(|(start, _)| *start);
    let mut imports: Vec<Import> = imports.into_iter().map(|(_, import)| import).collect();
    let mut want = |specifier: &str, name: Option<&str>| {
        let Some(import) = imports.iter_mut().find(|import| import.specifier == specifier) else { return };
        match name {
            Some(name) => {
                import.names.named.insert(name.to_owned());
            }
            None => import.names.all = true,
        }
    };
    for entry in &record.import_entries {
        let name = match &entry.import_name {
            ImportImportName::Name(name) => Some(name.name.as_str()),
            ImportImportName::NamespaceObject => None,
            ImportImportName::Default(_) => Some("default"),
        };
        want(entry.module_request.name.as_str(), name);
    }
    for entry in record.indirect_export_entries.iter().chain(&record.star_export_entries) {
        let Some(request) = &entry.module_request else { continue };
        let name = match &entry.import_name {
            ExportImportName::Name(name) => Some(name.name.as_str()),
            _ => None,
        };
        want(request.name.as_str(), name);
    }
    imports
}

/// The names that a module exports, but for those of `export *`.
pub(super) fn exports(parsed: &ParserReturn<'_>) -> BTreeSet<String> {
    let record = &parsed.module_record;
    let entries = record.local_export_entries.iter().chain(&record.indirect_export_entries);
    let named = entries.filter_map(|entry| match &entry.export_name {
        ExportExportName::Name(name) => Some(name.name.to_string()),
        ExportExportName::Default(_) => Some("default".to_owned()),
        ExportExportName::Null => None,
    });
    named.chain(record.exported_bindings.keys().map(ToString::to_string)).collect()
}

/// Literal arguments of `require`.
pub(super) fn requires(parsed: &ParserReturn<'_>) -> Vec<String> {
    let mut requires = Requires::default();
    requires.visit_program(&parsed.program);
    requires.0
}

#[derive(Default)]
struct Requires(Vec<String>);

impl<'a> Visit<'a> for Requires {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let (Expression::Identifier(callee), Some(Argument::StringLiteral(name))) =
            (&call.callee, call.arguments.first())
            && callee.name == "require"
        {
            self.0.push(name.value.to_string());
        }
        walk::walk_call_expression(self, call);
    }
}
