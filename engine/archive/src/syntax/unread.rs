//! What k6 does not read though it is JavaScript, and where a file waits.

use oxc_ast::ast::{ArrowFunctionExpression, AwaitExpression, Class, ForOfStatement, Function, Program};
use oxc_ast_visit::{Visit, walk};
use oxc_span::Span;
use oxc_syntax::scope::ScopeFlags;

use super::types::Lines;
use crate::fault::{Fault, FaultKind, Spot};
use crate::location::Location;

/// Whether a file waits at its top level, which makes it a module.
pub(super) fn waits(program: &Program<'_>) -> bool {
    let mut waits = Waits(false);
    waits.visit_program(program);
    waits.0
}

struct Waits(bool);

impl<'a> Visit<'a> for Waits {
    fn visit_await_expression(&mut self, _: &AwaitExpression<'a>) {
        self.0 = true;
    }

    // What functions wait for is theirs.
    fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {}
    fn visit_arrow_function_expression(&mut self, _: &ArrowFunctionExpression<'a>) {}
    fn visit_class(&mut self, _: &Class<'a>) {}
}

/// Refuses async generators and `for await`.
pub(super) fn check(location: &Location, code: &str, program: &Program<'_>, lines: &Lines) -> Result<(), Fault> {
    let mut unread = Unread(None);
    unread.visit_program(program);
    let Some((span, what)) = unread.0 else { return Ok(()) };
    let (line, column) = lines.source_of(code, span.start as usize);
    let fault = Fault::new(FaultKind::Syntax, format!("k6 does not read {what}"), "use an ordinary loop or function");
    Err(fault.at(Some(Spot { file: location.to_string(), line, column })))
}

struct Unread(Option<(Span, &'static str)>);

impl<'a> Visit<'a> for Unread {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        if function.r#async && function.generator {
            self.0.get_or_insert((function.span, "async generators"));
        }
        walk::walk_function(self, function, flags);
    }

    fn visit_for_of_statement(&mut self, statement: &ForOfStatement<'a>) {
        if statement.r#await {
            self.0.get_or_insert((statement.span, "`for await`"));
        }
        walk::walk_for_of_statement(self, statement);
    }
}
