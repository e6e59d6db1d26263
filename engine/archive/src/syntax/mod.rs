//! One file of a test as syntax: what it imports, and the text that is
//! evaluated for it.
//!
//! Start at [`Script::read`]. k6 reads a file as a module; a file that has
//! neither imports nor exports, or does not read as one, is CommonJS; types are
//! taken out of a `.ts` file that does not read as JavaScript.

mod depth;
mod directives;
mod imports;
mod lazy;
mod mend;
mod types;
mod unread;

use std::collections::BTreeSet;

use oxc_allocator::Allocator;
use oxc_parser::{ParseOptions, Parser, ParserReturn};
use oxc_span::SourceType;

use crate::fault::{Fault, FaultKind, Spot};
use crate::location::Location;

pub(crate) use directives::Dependencies;
pub(crate) use imports::{Import, Names};
pub(crate) use lazy::{CALLED, Functions};
pub(crate) use mend::{How, Mend, NAMESPACE, Written, written};
pub(crate) use types::Lines;

/// How a file is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Module,
    CommonJs,
}

/// A file that reads as a script.
#[derive(Debug, Clone)]
pub(crate) struct Script {
    pub(crate) kind: Kind,
    /// What is evaluated: the source, but for types and what the evaluator
    /// does not read. A CommonJS file is wrapped already.
    pub(crate) code: String,
    /// Where the lines of `code` stand in the source, where they were moved.
    pub(crate) lines: Lines,
    /// What the module imports, in order. None of CommonJS.
    pub(crate) imports: Vec<Import>,
    /// What it exports by name, itself or from elsewhere.
    pub(crate) exports: BTreeSet<String>,
    /// What may have to be written otherwise before it is evaluated.
    pub(crate) mends: Vec<Mend>,
    /// The functions of `code`.
    pub(crate) functions: Functions,
    /// What a literal `require` names.
    pub(crate) requires: Vec<String>,
    /// The file of its source map, if it names one.
    pub(crate) source_map: Option<String>,
}

/// What stands before a CommonJS file when it is evaluated; on its first line.
pub(crate) const WRAPPER: &str = "(function(module, exports){";

impl Script {
    /// Reads the source of the file at `location`.
    pub(crate) fn read(location: &Location, bytes: &[u8]) -> Result<Self, Fault> {
        let Ok(source) = std::str::from_utf8(bytes) else {
            let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
            let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default()).into_owned();
            let fault = Fault::new(FaultKind::Syntax, "the file is not UTF-8 text", "save it as UTF-8");
            return Err(fault.at(Some(Spot::of_byte(location, &before, before.len()))));
        };
        depth::check(location, source)?;
        let allocator = Allocator::default();
        let typed = ending(location) == "ts" || *location == Location::file("-");
        let module = parse(&allocator, source, SourceType::mjs());
        if module.diagnostics.is_empty() {
            if module.module_record.has_module_syntax || unread::waits(&module.program) {
                unread::check(location, source, &module.program, &Lines::Same)?;
                return Ok(Self::module(source, &module, source, Lines::Same));
            }
            let common = parse(&allocator, source, SourceType::cjs());
            if let Some(fault) = (!common.diagnostics.is_empty()).then(|| syntax(location, source, &common)) {
                return Err(fault);
            }
            return Self::common_js(location, source, source, &common, Lines::Same);
        }
        let common = parse(&allocator, source, SourceType::cjs());
        if common.diagnostics.is_empty() && !uses_module_words(&common) {
            return Self::common_js(location, source, source, &common, Lines::Same);
        }
        if !typed {
            return Err(syntax(location, source, &module));
        }
        let (code, lines) = types::strip(location, source)?;
        let allocator = Allocator::default();
        let module = parse(&allocator, &code, SourceType::mjs());
        if module.diagnostics.is_empty() && (is_module(&module) || unread::waits(&module.program)) {
            unread::check(location, &code, &module.program, &lines)?;
            return Ok(Self::module(&code, &module, source, lines));
        }
        let common = parse(&allocator, &code, SourceType::cjs());
        if common.diagnostics.is_empty() {
            return Self::common_js(location, &code, source, &common, lines);
        }
        Err(syntax(location, &code, &module))
    }

    fn module(code: &str, parsed: &ParserReturn<'_>, source: &str, lines: Lines) -> Self {
        Self {
            kind: Kind::Module,
            code: code.to_owned(),
            imports: imports::of(parsed, code, &lines),
            exports: imports::exports(parsed),
            mends: mend::of(&parsed.program),
            functions: Functions::of(code, &parsed.program, 0),
            requires: imports::requires(parsed),
            source_map: source_map(source),
            lines,
        }
    }

    fn common_js(
        location: &Location,
        code: &str,
        source: &str,
        parsed: &ParserReturn<'_>,
        lines: Lines,
    ) -> Result<Self, Fault> {
        unread::check(location, code, &parsed.program, &lines)?;
        if code.starts_with("#!") {
            let fault = Fault::new(FaultKind::Syntax, "k6 reads no `#!` in a CommonJS file", "take the line away");
            return Err(fault.at(Some(Spot::of_byte(location, source, 0))));
        }
        Ok(Self {
            kind: Kind::CommonJs,
            code: format!("{WRAPPER}{code}\n}})"),
            imports: Vec::new(),
            exports: BTreeSet::new(),
            mends: Vec::new(),
            functions: Functions::of(code, &parsed.program, WRAPPER.len()),
            requires: imports::requires(parsed),
            source_map: source_map(source),
            lines,
        })
    }
}

fn parse<'a>(allocator: &'a Allocator, source: &'a str, kind: SourceType) -> ParserReturn<'a> {
    let common = kind.is_commonjs();
    let options = ParseOptions { allow_return_outside_function: common, ..ParseOptions::default() };
    Parser::new(allocator, source, kind).with_options(options).parse()
}

/// Whether it has imports, exports or waits at its top level, as k6 asks.
fn is_module(parsed: &ParserReturn<'_>) -> bool {
    let record = &parsed.module_record;
    !record.import_entries.is_empty()
        || !record.requested_modules.is_empty()
        || !record.local_export_entries.is_empty()
        || !record.indirect_export_entries.is_empty()
        || !record.star_export_entries.is_empty()
}

/// Whether what read as CommonJS has words that only modules have.
fn uses_module_words(parsed: &ParserReturn<'_>) -> bool {
    parsed.module_record.has_module_syntax
}

fn syntax(location: &Location, source: &str, parsed: &ParserReturn<'_>) -> Fault {
    let error = parsed.diagnostics.first();
    let byte = error.and_then(|error| error.labels.first()).map_or(0, |label| label.offset() as usize);
    let message = error.map(|error| error.message.to_string()).unwrap_or_default();
    let message = message.trim_end_matches('.').to_owned();
    let help = if ending(location) == "json" {
        "k6 imports no JSON: read it with `JSON.parse(open('./file.json'))`"
    } else {
        "mend the script there"
    };
    Fault::new(FaultKind::Syntax, lower(message), help).at(Some(Spot::of_byte(location, source, byte)))
}

/// What stands after the last dot of a name, as it is written.
fn ending(location: &Location) -> String {
    location.key().rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
}

/// A message as messages are here: without a capital, unless it is a name.
fn lower(message: String) -> String {
    let mut chars = message.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return message };
    if second.is_some_and(char::is_uppercase) {
        return message;
    }
    message.replacen(first, &first.to_lowercase().to_string(), 1)
}

/// The file that `//# sourceMappingURL=` names; inline maps need no file.
fn source_map(source: &str) -> Option<String> {
    let tail = source.rsplit("//# sourceMappingURL=").next().filter(|tail| tail.len() < source.len())?;
    // Only what follows all code counts.
    let (name, rest) = tail.split_once('\n').unwrap_or((tail, ""));
    let name = name.trim();
    if rest.lines().any(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")) {
        return None;
    }
    (!name.is_empty() && !name.starts_with("data:") && !name.contains(' ')).then(|| name.to_owned())
}
