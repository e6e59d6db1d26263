//! Loads a test the way k6 does before it runs it: evaluates the script and
//! what it imports, and sees what it exports, opens and registers.
//!
//! Start at [`evaluate`]. [`Host`](host::Host) is what is there beside the
//! language; `k6/*.js` are k6's own modules as they behave while a script is
//! loaded. Nothing here can reach the machine: files come from [`Sources`],
//! the clock stands still but for timers, random numbers follow from the seed.

mod common_js;
mod exports;
mod host;
mod jobs;
mod json;
mod k6;
mod lazy;
mod loader;
mod natives;
mod open;
mod patterns;
mod strings;
mod thrown;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use boa_engine::context::ContextBuilder;
use boa_engine::{Context, JsError, JsObject, JsResult, JsValue, Module, Source};
use serde_json::Value;

use crate::fault::Fault;
use crate::graph::Graph;
use crate::location::Location;
use crate::options::{MetricType, ScriptFacts};
use crate::reads::Reads;
use crate::sources::Sources;
use crate::syntax::Kind;

pub(crate) use host::Host;
use lazy::Lazy;

/// What evaluating takes beside the script.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    /// `__ENV`
    pub(crate) env: BTreeMap<String, String>,
    /// The clock, in milliseconds since the epoch; also the seed.
    pub(crate) at_ms: u64,
    /// How many steps of the evaluator it may take.
    pub(crate) steps: usize,
    /// From where a script of standard input opens files.
    pub(crate) folder: Option<Location>,
    /// Which variables of `env` it looks at, noted as it does.
    pub(crate) reads: Rc<RefCell<Reads>>,
}

/// What a script shows once it is loaded.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evaluated {
    /// `null` where it exports none.
    pub(crate) options: Value,
    pub(crate) facts: ScriptFacts,
    /// Everything that it read: modules, opened files, protos.
    pub(crate) files: BTreeMap<Location, Vec<u8>>,
    /// Extensions of k6 that it imports, and k6's own modules.
    pub(crate) modules: BTreeSet<String>,
    /// Variables of `__ENV` that it read and that were not set.
    pub(crate) asked: BTreeSet<String>,
}

/// Loads the test.
///
/// # Errors
/// With what k6 would stop at, or where it needs more than it may.
pub(crate) fn evaluate(
    graph: &Graph,
    sources: &Rc<dyn Sources>,
    surroundings: &Surroundings,
) -> Result<Evaluated, Fault> {
    let mut lazy = Lazy::of(graph);
    loop {
        let once = || load(graph.clone(), Rc::clone(sources), surroundings, lazy.clone());
        // The evaluator has no other way to end a script that used up its steps.
        let result = catch_unwind(AssertUnwindSafe(once)).unwrap_or_else(|_| Err(Fault::budget()));
        if !lazy.has_learned() {
            return result;
        }
    }
}

fn load(graph: Graph, sources: Rc<dyn Sources>, surroundings: &Surroundings, lazy: Lazy) -> Result<Evaluated, Fault> {
    let host = Rc::new(Host::new(graph, sources, surroundings, lazy));
    let ran = run(&host, surroundings);
    ran.map_err(|fault| Fault { asked: natives::asked(&host).into(), ..fault })
}

fn run(host: &Rc<Host>, surroundings: &Surroundings) -> Result<Evaluated, Fault> {
    let entry = host.graph.entry.clone();
    let jobs = Rc::new(jobs::Jobs::default());
    let mut context = ContextBuilder::new()
        .clock(Rc::clone(&host.clock))
        .host_hooks(Rc::new(host::Hooks(Rc::clone(&host.rejected))))
        .module_loader(Rc::clone(host))
        .job_executor(Rc::clone(&jobs))
        .instructions_remaining(surroundings.steps)
        .build()
        .map_err(|_| Fault::budget())?;
    let limits = context.runtime_limits_mut();
    limits.set_recursion_limit(20_000);
    limits.set_stack_size_limit(1 << 20);
    let context = &mut context;
    natives::install(host, &surroundings.env, context).map_err(|error| thrown::fault(host, &error, context))?;
    lazy::install(context).map_err(|error| thrown::fault(host, &error, context))?;
    let mut only = None;
    let kind = host.graph.scripts.get(&entry).map(|script| script.kind);
    let namespace = if kind == Some(Kind::Module) {
        run_module(host, &entry, context)?
    } else {
        let ran = common_js::run(host, &entry, context).and_then(|exports| exports.to_object(context));
        // Its names are those it has now; what they stand for may still change.
        only = ran.as_ref().ok().map(|exports| exports::names(exports, context));
        drain(host, context)?;
        ran.map_err(|error| thrown::fault(host, &error, context))?
    };
    let (functions, options) = exports::of(host, &namespace, only.as_deref(), context)?;
    let metrics: BTreeMap<String, MetricType> =
        host.metrics.borrow().iter().map(|(name, (kind, _))| (name.clone(), *kind)).collect();
    Ok(Evaluated {
        options,
        facts: ScriptFacts { functions, metrics },
        files: host.files.borrow().clone(),
        modules: host.modules_used.borrow().clone(),
        asked: natives::asked(host),
    })
}

fn run_module(host: &Rc<Host>, entry: &Location, context: &mut Context) -> Result<JsObject, Fault> {
    let module = loader::module(host, entry, context).map_err(|error| thrown::fault(host, &error, context))?;
    loader::link(&module, context).map_err(|error| thrown::fault(host, &error, context))?;
    let promise = module.evaluate(context);
    // Its own failure comes last: what else went wrong led to it.
    host.main.replace(Some(promise.clone().into()));
    drain(host, context)?;
    loader::settled(&promise).map_err(|error| thrown::fault(host, &error, context))?;
    Ok(module.namespace(context))
}

/// Runs what waits: promises, then the timers one by one, until nothing is
/// left.
fn drain(host: &Rc<Host>, context: &mut Context) -> Result<(), Fault> {
    loop {
        context.run_jobs().map_err(|error| thrown::fault(host, &error, context))?;
        if let Some(fault) = host.stopped.borrow_mut().take() {
            return Err(fault);
        }
        if let Some(reason) = host.unhandled() {
            return Err(thrown::fault(host, &JsError::from_opaque(reason), context));
        }
        let Some(timer) = host.next_timer()? else { return Ok(()) };
        timer.call(&JsValue::undefined(), &[], context).map_err(|error| thrown::fault(host, &error, context))?;
    }
}

/// Parses a module of ours or of the test.
fn parse_module(name: &str, code: &str, context: &mut Context) -> JsResult<Module> {
    let source = Source::from_bytes(code).with_path(std::path::Path::new(name));
    Module::parse(source, None, context)
}
