//! TypeScript as JavaScript.

use std::path::Path;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;
use oxc_transformer::{TransformOptions, Transformer};

use super::lower;
use crate::fault::{Fault, FaultKind, Spot};
use crate::location::Location;

/// Where the evaluated text stands in the source.
#[derive(Debug, Clone)]
pub(crate) enum Lines {
    Same,
    /// Of each line and column of the evaluated text the line and column of
    /// the source, from 0 and sorted.
    Moved(Vec<[u32; 4]>),
}

impl Lines {
    /// Line and column in the source, from 1, of those of the evaluated text.
    pub(crate) fn source(&self, line: u32, column: u32) -> (u32, u32) {
        let Self::Moved(places) = self else { return (line, column) };
        let at = [line.saturating_sub(1), column.saturating_sub(1)];
        let next = places.partition_point(|[line, column, ..]| [*line, *column] <= at);
        match next.checked_sub(1).and_then(|i| places.get(i)) {
            Some([_, _, line, column]) => (line + 1, column + 1),
            None => (1, 1),
        }
    }

    pub(super) fn source_of(&self, code: &str, byte: usize) -> (u32, u32) {
        let spot = Spot::of_byte(&Location::file(""), code, byte);
        self.source(spot.line, spot.column)
    }
}

/// The source without its types, and where its lines went.
pub(super) fn strip(location: &Location, source: &str) -> Result<(String, Lines), Fault> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::ts().with_module(true)).parse();
    if !parsed.diagnostics.is_empty() {
        return Err(super::syntax(location, source, &parsed));
    }
    let mut program = parsed.program;
    let semantic = SemanticBuilder::new().with_excess_capacity(2.0).with_enum_eval(true).build(&program);
    let scoping = semantic.semantic.into_scoping();
    let options = TransformOptions::default();
    let path = Path::new("script.ts");
    let transformed = Transformer::new(&allocator, path, &options).build_with_scoping(scoping, &mut program);
    if let Some(error) = transformed.diagnostics.first() {
        let byte = error.labels.first().map_or(0, |label| label.offset() as usize);
        let message = lower(error.message.trim_end_matches('.').to_owned());
        let fault = Fault::new(FaultKind::Syntax, message, "mend the script there");
        return Err(fault.at(Some(Spot::of_byte(location, source, byte))));
    }
    let printed = Codegen::new()
        .with_options(CodegenOptions { source_map_path: Some(path.to_owned()), ..CodegenOptions::default() })
        .build(&program);
    let places = printed.map.map(|map| {
        let tokens = map
            .get_tokens()
            .map(|token| [token.get_dst_line(), token.get_dst_col(), token.get_src_line(), token.get_src_col()]);
        let mut places: Vec<[u32; 4]> = tokens.collect();
        places.sort_unstable();
        places
    });
    Ok((printed.code, Lines::Moved(places.unwrap_or_default())))
}
