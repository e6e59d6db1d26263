//! What the evaluator does not read, or cannot know, is written so that it
//! does, on the same line.

use std::ops::Range;

use oxc_ast::ast::{ExportDefaultDeclarationKind, ImportDeclarationSpecifier, ModuleExportName, Program, Statement};
use oxc_span::GetSpan as _;

/// A part of a module's text that may have to be written otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mend {
    pub(crate) span: Range<usize>,
    pub(crate) how: How,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum How {
    /// `async () => {}` as the default export: the evaluator takes it for the
    /// beginning of an async function, unless it stands in brackets.
    Bracket,
    /// `* as local`: all of a module whose names are not known before it ran.
    Namespace { specifier: String, local: String },
    /// `export * from`, or `export * as exported from`, of such a module.
    Star { specifier: String, exported: Option<String> },
}

/// The name under which such a module has all of it as one object.
pub(crate) const NAMESPACE: &str = "k6cfg_namespace";

pub(super) fn of(program: &Program<'_>) -> Vec<Mend> {
    let mut mends = Vec::new();
    let range = |span: oxc_span::Span| span.start as usize..span.end as usize;
    for statement in &program.body {
        match statement {
            Statement::ExportDefaultDeclaration(export) => {
                if let ExportDefaultDeclarationKind::ArrowFunctionExpression(arrow) = &export.declaration
                    && arrow.r#async
                {
                    mends.push(Mend { span: range(arrow.span()), how: How::Bracket });
                }
            }
            Statement::ImportDeclaration(import) => {
                for specifier in import.specifiers.iter().flatten() {
                    if let ImportDeclarationSpecifier::ImportNamespaceSpecifier(namespace) = specifier {
                        let how = How::Namespace {
                            specifier: import.source.value.to_string(),
                            local: namespace.local.name.to_string(),
                        };
                        mends.push(Mend { span: range(namespace.span), how });
                    }
                }
            }
            Statement::ExportAllDeclaration(export) => {
                let exported = export.exported.as_ref().map(|name| match name {
                    ModuleExportName::IdentifierName(name) => name.name.to_string(),
                    ModuleExportName::IdentifierReference(name) => name.name.to_string(),
                    ModuleExportName::StringLiteral(name) => name.value.to_string(),
                });
                let how = How::Star { specifier: export.source.value.to_string(), exported };
                mends.push(Mend { span: range(export.span), how });
            }
            _ => {}
        }
    }
    mends
}

/// A part of a text, and what is written instead.
pub(crate) type Written = (Range<usize>, String);

/// The text with parts written otherwise, on the same lines.
pub(crate) fn written(code: &str, mut parts: Vec<Written>) -> String {
    parts.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::with_capacity(code.len() + 16);
    let mut at = 0;
    for (span, text) in parts {
        // One within another goes with it.
        if span.start < at {
            continue;
        }
        let part = code.get(span.clone()).unwrap_or_default();
        out.push_str(code.get(at..span.start).unwrap_or_default());
        out.push_str(&text);
        out.extend(part.matches('\n').skip(text.matches('\n').count()));
        at = span.end;
    }
    out.push_str(code.get(at..).unwrap_or_default());
    out
}
