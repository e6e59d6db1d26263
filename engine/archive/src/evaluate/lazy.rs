//! Which functions of a test are left out of what is evaluated, and what one
//! evaluation teaches for the next.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::host::Host;
use crate::fault::Fault;
use crate::graph::Graph;
use crate::location::Location;
use crate::syntax::{CALLED, Script, written};

/// More than that many times a test is not evaluated with functions left out.
const ROUNDS: usize = 12;

/// What is left out.
#[derive(Debug, Default, Clone)]
pub(crate) struct Lazy {
    files: BTreeMap<Location, File>,
    /// The functions by their number.
    numbered: Vec<(Location, usize)>,
    /// Names whose functions are all there.
    reached: BTreeSet<String>,
    rounds: usize,
    /// Nothing is left out.
    is_off: bool,
    /// Shared with the evaluation that teaches.
    learned: Rc<Learned>,
}

#[derive(Debug, Clone)]
struct File {
    script: Rc<Script>,
    /// The number of its first function.
    first: usize,
    /// Which of them are there.
    kept: Vec<bool>,
}

/// What an evaluation shows.
#[derive(Debug, Default)]
struct Learned {
    /// Functions that were called and are left out.
    called: RefCell<BTreeSet<usize>>,
    /// Whether the source of a function was asked for that is left out.
    source_read: Cell<bool>,
}

impl Lazy {
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut lazy = Self::default();
        let mut called = BTreeSet::new();
        for (location, script) in &graph.scripts {
            let functions = &script.functions;
            called.extend(functions.calls.iter().cloned());
            let first = lazy.numbered.len();
            lazy.numbered.extend((0..functions.lazy.len()).map(|index| (location.clone(), index)));
            let kept = vec![false; functions.lazy.len()];
            lazy.files.insert(location.clone(), File { script: Rc::clone(script), first, kept });
        }
        lazy.reach(called);
        lazy
    }

    /// Keeps whatever has one of these names, what it calls, and so on.
    fn reach(&mut self, names: BTreeSet<String>) {
        let mut by_name: HashMap<String, Vec<(Location, usize)>> = HashMap::new();
        let mut aliases: HashMap<String, Vec<String>> = HashMap::new();
        for (location, file) in &self.files {
            for (index, function) in file.script.functions.lazy.iter().enumerate() {
                for name in &function.names {
                    by_name.entry(name.clone()).or_default().push((location.clone(), index));
                }
            }
            for (name, other) in &file.script.functions.aliases {
                aliases.entry(name.clone()).or_default().push(other.clone());
            }
        }
        let mut queue: Vec<String> = names.into_iter().collect();
        while let Some(name) = queue.pop() {
            if !self.reached.insert(name.clone()) {
                continue;
            }
            queue.extend(aliases.get(&name).into_iter().flatten().cloned());
            for (location, index) in by_name.get(&name).into_iter().flatten() {
                queue.extend(self.keep(location, *index));
            }
        }
    }

    /// Keeps a function; what it calls.
    fn keep(&mut self, location: &Location, index: usize) -> BTreeSet<String> {
        let Some(file) = self.files.get_mut(location) else { return BTreeSet::new() };
        if let Some(kept) = file.kept.get_mut(index) {
            *kept = true;
        }
        file.script.functions.lazy.get(index).map(|function| function.calls.clone()).unwrap_or_default()
    }

    /// Whether the evaluation called what it lacked; the next one has it.
    pub(crate) fn has_learned(&mut self) -> bool {
        let called = std::mem::take(&mut *self.learned.called.borrow_mut());
        let source_read = self.learned.source_read.take();
        if called.is_empty() && !source_read {
            return false;
        }
        self.rounds += 1;
        self.is_off = source_read || self.rounds >= ROUNDS;
        for number in called {
            if let Some((location, index)) = self.numbered.get(number).cloned() {
                let calls = self.keep(&location, index);
                self.reach(calls);
            }
        }
        true
    }

    /// The text to evaluate for the script at a location.
    pub(super) fn code(&self, graph: &Graph, location: &Location, script: &Script) -> String {
        let mut parts = graph.written(location, script);
        if let Some(file) = self.files.get(location).filter(|_| !self.is_off) {
            let is_left_out = |index: usize| file.kept.get(index) == Some(&false);
            parts.extend(script.functions.left_out(&script.code, is_left_out, |index| file.first + index));
        }
        written(&script.code, parts)
    }
}

/// Puts what notices into the global scope.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let hidden = |value: JsValue| PropertyDescriptor::builder().value(value).enumerable(false);
    let called = NativeFunction::from_fn_ptr(called).to_js_function(context.realm());
    let property = hidden(called.into()).writable(false).configurable(false).build();
    context.global_object().define_property_or_throw(JsString::from(CALLED), property, context)?;
    let prototype = context.intrinsics().constructors().function().prototype();
    let own = prototype.get(js_string!("toString"), context)?;
    let Some(own) = own.as_object() else { return Ok(()) };
    let to_string = NativeFunction::from_copy_closure_with_captures(
        |this, given, own: &boa_engine::JsObject, context| {
            let text = own.call(this, given, context)?;
            let is_lacking = text.as_string().is_some_and(|text| text.to_std_string_lossy().contains(CALLED));
            if is_lacking && let Some(host) = Host::of(context) {
                host.lazy.learned.source_read.set(true);
            }
            Ok(text)
        },
        own,
    );
    let function = boa_engine::object::FunctionObjectBuilder::new(context.realm(), to_string);
    let function = function.name(js_string!("toString")).length(0).build();
    let property = hidden(function.into()).writable(true).configurable(true).build();
    prototype.define_property_or_throw(js_string!("toString"), property, context)?;
    Ok(())
}

/// Stands where a function's body was left out.
fn called(_: &JsValue, given: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let number = given.first().and_then(JsValue::as_number).unwrap_or(-1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was written by this")]
    let number = number.max(0.0) as usize;
    if let Some(host) = Host::of(context) {
        host.lazy.learned.called.borrow_mut().insert(number);
        // What comes of this evaluation is of no use.
        host.stopped.borrow_mut().get_or_insert_with(Fault::budget);
    }
    Err(JsNativeError::error().into())
}
