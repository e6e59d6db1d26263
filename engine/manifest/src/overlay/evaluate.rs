//! An overlay, evaluated.

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;

use jrsonnet_evaluator::error::{Error, ErrorKind};
use jrsonnet_evaluator::function::builtin::Builtin;
use jrsonnet_evaluator::function::{CallLocation, FuncVal};
use jrsonnet_evaluator::stack::limit_stack_depth;
use jrsonnet_evaluator::tla::{TlaArg, apply_tla};
use jrsonnet_evaluator::{ContextInitializer, InitialContextBuilder, Thunk, Val, bail};
use jrsonnet_gcmodule::Trace;
use jrsonnet_ir::function::FunctionSignature;
use jrsonnet_ir::{IStr, Source, SourceVirtual, Span};

use super::steps::{Counted, STEP};
use super::{Because, OverlayError, OverlayOrder};
use crate::jsonnet::state;

/// Steps that one overlay may take for all objects of one run.
const STEPS: u32 = 100_000;

/// How deep calls may go.
const DEPTH: usize = 150;

thread_local! {
    static TAKEN: Cell<u32> = const { Cell::new(0) };
}

const TOO_MANY: &str = "too many steps";

/// The function that counts.
#[derive(Debug, Clone, Copy, Trace)]
struct Step;

impl Builtin for Step {
    fn name(&self) -> &str {
        STEP
    }

    fn params(&self) -> FunctionSignature {
        FunctionSignature::new(Vec::new().into())
    }

    fn call(&self, _: CallLocation<'_>, _: &[Option<Thunk<Val>>]) -> jrsonnet_evaluator::Result<Val> {
        let taken = TAKEN.get() + 1;
        TAKEN.set(taken);
        if taken > STEPS {
            return Err(ErrorKind::RuntimeError(TOO_MANY.into()).into());
        }
        Ok(Val::Bool(true))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// What an overlay finds beside `std`: the function that counts, and a `std`
/// whose arrays and texts have an end.
struct Names {
    std: Option<Val>,
}

impl ContextInitializer for Names {
    fn populate(&self, _: Source, builder: &mut InitialContextBuilder) {
        builder.bind(STEP, Thunk::evaluated(Val::Func(FuncVal::builtin(Step))));
        if let Some(std) = &self.std {
            builder.bind("std", Thunk::evaluated(std.clone()));
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Functions that make much of little.
const BOUNDED: &str = "std {
  local most = 100000,
  local few(count) = assert count <= most : 'at most %d elements or characters' % most; true,
  range(from, to):: assert few(to - from); super.range(from, to),
  repeat(what, count):: assert few(count * std.length(what)); super.repeat(what, count),
  makeArray(sz, func):: assert few(sz); super.makeArray(sz, func),
}";

pub(super) fn lay_over(order: &OverlayOrder) -> Result<Vec<String>, OverlayError> {
    let state = state();
    let _entered = state.enter();
    let _shallow = limit_stack_depth(DEPTH);
    TAKEN.set(0);
    let told = Told { name: &order.name, text: &order.text, counted: None };
    // As it was written, so that what is wrong with it is told in its own words.
    state.prepare_snippet_with(order.name.as_str(), order.text.as_str(), &()).map_err(|error| told.error(&error))?;
    let counted = Counted::new(&order.text);
    let told = Told { counted: Some(&counted), ..told };
    let evaluate = || -> jrsonnet_evaluator::Result<Vec<Val>> {
        let std = state.evaluate_snippet("std", BOUNDED)?;
        let names = Names { std: Some(std) };
        let overlay = state.evaluate_snippet_with(order.name.as_str(), counted.text.as_str(), &names)?;
        let apply = state.import("overlay.libsonnet")?;
        let run = value(&order.run)?;
        order.objects.iter().map(|object| laid(&apply, &overlay, value(object)?, run.clone())).collect()
    };
    let laid = evaluate().map_err(|error| told.error(&error))?;
    // What is not asked for is not evaluated before it is written.
    laid.into_iter().map(|object| written(&object).map_err(|error| told.error(&error))).collect()
}

fn value(json: &str) -> jrsonnet_evaluator::Result<Val> {
    match serde_json::from_str::<serde_json::Value>(json) {
        Ok(value) => Val::from_serde(value),
        Err(error) => bail!("{error}"),
    }
}

#[expect(clippy::mutable_key_type, reason = "the evaluator's own signature")]
fn laid(apply: &Val, overlay: &Val, object: Val, run: Val) -> jrsonnet_evaluator::Result<Val> {
    let arguments: HashMap<IStr, TlaArg> = HashMap::from([
        ("overlay".into(), TlaArg::Val(overlay.clone())),
        ("object".into(), TlaArg::Val(object)),
        ("run".into(), TlaArg::Val(run)),
    ]);
    apply_tla(&arguments, apply.clone())
}

fn written(object: &Val) -> jrsonnet_evaluator::Result<String> {
    object.manifest(jrsonnet_evaluator::manifest::JsonFormat::minify())
}

/// Puts an error of the evaluator into words.
struct Told<'a> {
    name: &'a str,
    text: &'a str,
    counted: Option<&'a Counted>,
}

impl Told<'_> {
    fn error(&self, error: &Error) -> OverlayError {
        let (message, span) = match error.error() {
            ErrorKind::ImportSyntaxError { error, .. } => (error.message.clone(), Some(error.location.clone())),
            ErrorKind::StaticAnalysisError(found) => {
                let first = found.iter().find(|found| found.span.is_some()).or(found.first());
                let message = first.map(|found| found.message.clone()).unwrap_or_default();
                (message, first.and_then(|found| found.span.clone()))
            }
            ErrorKind::StackOverflow => return OverlayError { place: self.innermost(error), ..OverlayError::budget() },
            ErrorKind::RuntimeError(text) if text.as_str() == TOO_MANY => {
                return OverlayError { place: self.innermost(error), ..OverlayError::budget() };
            }
            ErrorKind::ImportNotSupported(_, path) => {
                let path = path.to_string();
                (format!("cannot import `{path}`: only files of the library of k6cfg can be imported"), None)
            }
            other => (other.to_string(), None),
        };
        let place = span.and_then(|span| self.place(&span)).or_else(|| self.innermost(error));
        OverlayError { because: Because::Broken, message, place }
    }

    /// The first place of the trace that is in the overlay.
    fn innermost(&self, error: &Error) -> Option<(usize, usize)> {
        error.trace().0.iter().filter_map(|element| element.location.as_ref()).find_map(|span| self.place(span))
    }

    /// Line and column, 1-based; `None` for a place elsewhere.
    fn place(&self, Span(source, start, _): &Span) -> Option<(usize, usize)> {
        let file = source.source_path().downcast_ref::<SourceVirtual>()?;
        if file.0.as_str() != self.name {
            return None;
        }
        let at = *start as usize;
        let at = self.counted.map_or(at, |counted| counted.original(at)).min(self.text.len());
        let before = self.text.get(..at)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Some((line, column))
    }
}
