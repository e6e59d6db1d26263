//! What a script imports, exports and opens, by its syntax alone.

use std::fmt;

use oxc_allocator::Allocator;
use oxc_ast::ast::{Argument, CallExpression, Expression};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::{Parser, ParserReturn};
use oxc_span::SourceType;
use oxc_syntax::module_record::ExportExportName;
use thiserror::Error;

use crate::options::OptionsError;

/// Why k6 could not run a script. `line` and `column` are 1-based.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScriptError {
    #[error("the script is not UTF-8 text")]
    Encoding,
    #[error("line {line}, column {column}: {message}")]
    Syntax { line: usize, column: usize, message: String },
    #[error("the script exports no function; k6 runs the default export")]
    NoFunction,
    #[error("options: {0}")]
    Options(#[from] OptionsError),
}

/// Something that a script needs and that an archive of it alone does not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A module that is not k6's own.
    Module(String),
    /// A file that it opens.
    File(String),
    /// Its own `options`, which k6 would put before the options file.
    Options,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Module(name) => write!(f, "the module `{name}`"),
            Self::File(name) => write!(f, "the file `{name}`"),
            Self::Options => f.write_str("the script's own `options`"),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) lacks: Vec<Lack>,
}

pub(crate) fn scan(path: &str, source: &str) -> Result<Scan, ScriptError> {
    let allocator = Allocator::default();
    let is_ts = path.rsplit_once('.').is_some_and(|(_, ending)| ending == "ts");
    let kind = if is_ts { SourceType::ts() } else { SourceType::mjs() };
    let mut parsed = Parser::new(&allocator, source, kind).parse();
    if !parsed.diagnostics.is_empty() && !is_ts {
        // A script that is no module is CommonJS.
        let common = Parser::new(&allocator, source, SourceType::cjs()).parse();
        if common.diagnostics.is_empty() {
            parsed = common;
        }
    }
    if let Some(error) = parsed.diagnostics.first() {
        let offset = error.labels.first().map_or(0, |l| l.offset() as usize);
        return Err(syntax(source, offset, error.message.to_string()));
    }
    let mut calls = Calls::default();
    calls.visit_program(&parsed.program);
    let mut lacks = calls.lacks;
    let (exports, has_default) = exports(&parsed);
    lacks.extend(parsed.module_record.requested_modules.keys().filter_map(|name| module(name.as_str())));
    if exports.iter().any(|name| name == "options") || calls.sets_options {
        lacks.push(Lack::Options);
    }
    if !has_default && exports.iter().all(|name| name == "options") && !calls.sets_exports {
        return Err(ScriptError::NoFunction);
    }
    lacks.sort();
    lacks.dedup();
    Ok(Scan { lacks })
}

fn syntax(source: &str, offset: usize, message: String) -> ScriptError {
    let before = source.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ScriptError::Syntax { line, column, message }
}

/// k6's own modules are part of k6.
fn module(name: &str) -> Option<Lack> {
    let own = name == "k6" || name.starts_with("k6/");
    (!own).then(|| Lack::Module(name.to_owned()))
}

fn exports(parsed: &ParserReturn<'_>) -> (Vec<String>, bool) {
    let record = &parsed.module_record;
    let mut names: Vec<String> = record.exported_bindings.keys().map(ToString::to_string).collect();
    let entries = record.local_export_entries.iter().chain(&record.indirect_export_entries);
    let mut has_default = !record.star_export_entries.is_empty();
    for entry in entries {
        has_default |= entry.export_name.is_default();
        if let ExportExportName::Name(name) = &entry.export_name {
            has_default |= name.name == "default";
            names.push(name.name.to_string());
        }
    }
    (names, has_default)
}

#[derive(Default)]
struct Calls {
    lacks: Vec<Lack>,
    /// `module.exports = …` or `exports.x = …`
    sets_exports: bool,
    /// `exports.options = …`
    sets_options: bool,
}

impl<'a> Visit<'a> for Calls {
    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        if let (Expression::Identifier(callee), Some(Argument::StringLiteral(name))) =
            (&call.callee, call.arguments.first())
        {
            match callee.name.as_str() {
                "require" => self.lacks.extend(module(name.value.as_str())),
                "open" => self.lacks.push(Lack::File(name.value.to_string())),
                _ => {}
            }
        }
        walk::walk_call_expression(self, call);
    }

    fn visit_static_member_expression(&mut self, member: &oxc_ast::ast::StaticMemberExpression<'a>) {
        let property = member.property.name.as_str();
        if let Expression::Identifier(object) = &member.object {
            self.sets_exports |= object.name == "exports" || (object.name == "module" && property == "exports");
            self.sets_options |= object.name == "exports" && property == "options";
        }
        walk::walk_static_member_expression(self, member);
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn lacks(source: &str) -> Vec<String> {
        scan("t.js", source).unwrap().lacks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_what_is_not_there() {
        let source = "import http from 'k6/http';\nimport { check } from 'k6';\nimport x from './x.js';\n\
                      import { y } from 'https://jslib.k6.io/y.js';\nconst z = require('./z.js');\n\
                      const d = open('./d.csv');\nexport const options = { vus: 1 };\nexport default function () {}\n";
        assert_eq!(
            lacks(source),
            [
                "the module `./x.js`",
                "the module `./z.js`",
                "the module `https://jslib.k6.io/y.js`",
                "the file `./d.csv`",
                "the script's own `options`"
            ]
        );
    }

    #[test]
    fn whole_scripts_lack_nothing() {
        for source in [
            "export default function () {}",
            "export default () => {};",
            "export default async () => {};",
            "const f = () => {};\nexport { f as default };",
            "export function run() {}",
            "module.exports.default = function () {};",
            "// open('./x') and import './y' in a comment\nexport default function () { const s = \"import './z'\"; }",
        ] {
            assert_eq!(lacks(source), [] as [&str; 0], "{source}");
        }
        assert_eq!(scan("t.ts", "export default (x: number): void => {}").unwrap().lacks, []);
    }

    #[test]
    fn refuses_what_k6_refuses() {
        assert_eq!(scan("t.js", "const a = 1;").unwrap_err(), ScriptError::NoFunction);
        let error = scan("t.js", "export default function () {\n  let 1x;\n}").unwrap_err();
        assert!(matches!(error, ScriptError::Syntax { line: 2, .. }), "{error}");
    }
}
