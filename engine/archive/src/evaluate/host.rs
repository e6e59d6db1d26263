//! What surrounds a script while it is loaded.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use boa_engine::builtins::promise::{OperationType, PromiseState};
use boa_engine::context::HostHooks;
use boa_engine::context::time::{Clock, JsInstant};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsNativeError, JsResult, JsValue, Module};

use super::{Surroundings, lazy::Lazy};
use crate::fault::{Fault, Spot};
use crate::graph::{Graph, not_there};
use crate::location::Location;
use crate::options::MetricType;
use crate::reads::Reads;
use crate::sources::{Absent, Sources};
use crate::syntax::Script;

/// All that a script can touch, and what is found out about it.
pub(crate) struct Host {
    pub(crate) graph: Graph,
    /// What is left out of scripts.
    pub(super) lazy: Lazy,
    sources: Rc<dyn Sources>,
    /// From where the entry script opens files.
    pub(super) opens_from: Location,
    pub(crate) clock: Rc<StandingClock>,
    /// Modules by key, k6's own by name.
    pub(crate) modules: RefCell<HashMap<String, Module>>,
    /// Exports of CommonJS files that ran, or are running.
    pub(crate) commons: RefCell<HashMap<Location, JsObject>>,
    /// What k6's own modules export, by name.
    pub(crate) own: RefCell<HashMap<String, JsObject>>,
    /// Files that are being required, the innermost last.
    pub(crate) requiring: RefCell<Vec<Location>>,
    pub(crate) files: RefCell<BTreeMap<Location, Vec<u8>>>,
    pub(crate) modules_used: RefCell<BTreeSet<String>>,
    pub(crate) metrics: RefCell<BTreeMap<String, (MetricType, bool)>>,
    pub(crate) asked: RefCell<BTreeSet<String>>,
    pub(super) reads: Rc<RefCell<Reads>>,
    /// Files that were asked for and are not there.
    pub(super) missing: RefCell<Vec<Fault>>,
    /// Scripts that were found only while running.
    late: RefCell<BTreeMap<Location, Rc<Script>>>,
    /// What ended the script for good, whatever it caught.
    pub(crate) stopped: RefCell<Option<Fault>>,
    /// Where a function of k6 last refused.
    pub(crate) refused_at: RefCell<Option<Spot>>,
    /// The last error of `JSON.parse`, and where it was called.
    pub(crate) parsed_at: RefCell<Option<(JsObject, Spot)>>,
    /// Objects of ours that natives need: the bridge, `SharedArray`s.
    pub(crate) bridge: RefCell<Option<JsObject>>,
    pub(super) rejected: Rejected,
    /// The promise of the test's own evaluation.
    pub(super) main: RefCell<Option<JsObject>>,
    timers: RefCell<BTreeMap<(u64, u64), Timer>>,
    timer_count: Cell<u64>,
    random: Cell<u64>,
}

struct Timer {
    callback: JsFunction,
    /// Milliseconds after which it comes again.
    again: Option<u64>,
}

/// More than any script starts while it is loaded.
const MOST_TIMERS: u64 = 100_000;

impl Host {
    pub(super) fn new(graph: Graph, sources: Rc<dyn Sources>, surroundings: &Surroundings, lazy: Lazy) -> Self {
        let at_ms = surroundings.at_ms;
        let files = graph.files.clone();
        Self {
            opens_from: surroundings.folder.clone().unwrap_or_else(|| graph.entry.clone()),
            graph,
            lazy,
            sources,
            clock: Rc::new(StandingClock(Cell::new(at_ms))),
            modules: RefCell::default(),
            commons: RefCell::default(),
            own: RefCell::default(),
            requiring: RefCell::default(),
            files: RefCell::new(files),
            modules_used: RefCell::default(),
            metrics: RefCell::default(),
            asked: RefCell::default(),
            reads: Rc::clone(&surroundings.reads),
            missing: RefCell::default(),
            late: RefCell::default(),
            stopped: RefCell::default(),
            refused_at: RefCell::default(),
            parsed_at: RefCell::default(),
            bridge: RefCell::default(),
            rejected: Rejected::default(),
            main: RefCell::default(),
            timers: RefCell::default(),
            timer_count: Cell::new(0),
            random: Cell::new(at_ms ^ 0x9e37_79b9_7f4a_7c15),
        }
    }

    /// The host of a context.
    pub(super) fn of(context: &Context) -> Option<Rc<Self>> {
        context.downcast_module_loader::<Self>()
    }

    /// Reads a file, which then belongs to the archive.
    pub(super) fn read(&self, location: &Location) -> Result<Vec<u8>, Absent> {
        if let Some(bytes) = self.files.borrow().get(location) {
            return Ok(bytes.clone());
        }
        let bytes = self.sources.read(location)?;
        self.files.borrow_mut().insert(location.clone(), bytes.clone());
        Ok(bytes)
    }

    /// The script at a location, which then belongs to the archive.
    pub(super) fn script(&self, location: &Location) -> JsResult<Rc<Script>> {
        let bytes = self.read(location).map_err(|absent| {
            let fault = not_there(location, absent, None);
            let message = fault.message.clone();
            if absent == Absent::Unfetched {
                self.stopped.borrow_mut().get_or_insert(fault.clone());
            }
            self.missing.borrow_mut().push(fault);
            JsNativeError::error().with_message(message)
        })?;
        let known = self.graph.scripts.get(location).or(self.late.borrow().get(location)).cloned();
        if let Some(script) = known {
            return Ok(script);
        }
        match Script::read(location, &bytes) {
            Ok(script) => {
                let script = Rc::new(script);
                self.late.borrow_mut().insert(location.clone(), Rc::clone(&script));
                Ok(script)
            }
            Err(fault) => {
                let message = fault.to_string();
                self.refused_at.replace(fault.at.clone());
                Err(JsNativeError::syntax().with_message(message).into())
            }
        }
    }

    /// What is evaluated of a script.
    pub(super) fn code(&self, location: &Location, script: &Script) -> String {
        self.lazy.code(&self.graph, location, script)
    }

    /// Whether a file is there; it is not read by this.
    pub(super) fn look(&self, location: &Location) -> Result<(), Absent> {
        if self.files.borrow().contains_key(location) {
            return Ok(());
        }
        self.sources.read(location).map(|_| ())
    }

    /// The next of a row of numbers that follows from the seed.
    pub(super) fn random(&self) -> u64 {
        let state = self.random.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.random.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn start_timer(&self, callback: JsFunction, delay: u64, repeat: bool) -> u64 {
        let id = self.timer_count.get() + 1;
        self.timer_count.set(id);
        let due = self.clock.0.get().saturating_add(delay);
        let again = repeat.then_some(delay.max(1));
        self.timers.borrow_mut().insert((due, id), Timer { callback, again });
        id
    }

    pub(super) fn stop_timer(&self, id: u64) {
        self.timers.borrow_mut().retain(|(_, timer), _| *timer != id);
    }

    /// The timer that is due next, after the clock was put to its time.
    pub(super) fn next_timer(&self) -> Result<Option<JsFunction>, Fault> {
        let Some(((due, id), timer)) = self.timers.borrow_mut().pop_first() else { return Ok(None) };
        self.clock.0.set(self.clock.0.get().max(due));
        if let Some(again) = timer.again {
            let timer = Timer { callback: timer.callback.clone(), again: timer.again };
            self.timers.borrow_mut().insert((due.saturating_add(again), id), timer);
        }
        self.timer_count.set(self.timer_count.get() + 1);
        if self.timer_count.get() > MOST_TIMERS {
            return Err(Fault::budget());
        }
        Ok(Some(timer.callback))
    }

    /// Why a promise was rejected that nobody looks after.
    pub(super) fn unhandled(&self) -> Option<JsValue> {
        let main = self.main.borrow().clone();
        let is_main = |promise: &JsObject| main.as_ref().is_some_and(|main| JsObject::equals(main, promise));
        let promise = self.rejected.borrow_mut().drain(..).find(|promise| !is_main(promise))?;
        match JsPromise::from_object(promise).ok()?.state() {
            PromiseState::Rejected(reason) => Some(reason),
            _ => None,
        }
    }

    pub(super) fn sleep(&self, millis: u64) {
        self.clock.0.set(self.clock.0.get().saturating_add(millis));
    }
}

/// A clock that only timers and sleeping move.
pub(crate) struct StandingClock(Cell<u64>);

impl Clock for StandingClock {
    fn now(&self) -> JsInstant {
        let millis = self.0.get();
        let nanos = u32::try_from(millis % 1000).unwrap_or_default() * 1_000_000;
        JsInstant::new(millis / 1000, nanos)
    }
}

/// Promises that were rejected and that nobody looks after.
pub(super) type Rejected = Rc<RefCell<Vec<JsObject>>>;

/// What the evaluator asks its host.
pub(super) struct Hooks(pub(super) Rejected);

impl HostHooks for Hooks {
    fn promise_rejection_tracker(&self, promise: &JsObject, operation: OperationType, _: &mut Context) {
        let promise = promise.clone();
        let mut rejected = self.0.borrow_mut();
        match operation {
            OperationType::Reject => rejected.push(promise),
            OperationType::Handle => rejected.retain(|other| !JsObject::equals(other, &promise)),
        }
    }

    /// Scripts are loaded where it is Greenwich time.
    fn local_timezone_offset_seconds(&self, _: i64) -> i32 {
        0
    }

    fn max_buffer_size(&self, _: &mut Context) -> u64 {
        256 << 20
    }
}
