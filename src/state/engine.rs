//! The engine, which works in a worker: questions go out, answers come back.
//!
//! Questions wait until the worker is ready. A worker that dies is started
//! again once; whoever waited for it gets no answer (`None`) and asks again.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::{
    browser::{clock, worker::Worker},
    protocol::{Answer, Ask, NEWS, Reply, Request},
};

/// Longer than anything takes that ends, on a slow machine.
const PATIENCE_MS: u64 = 90_000;

type Then = Box<dyn FnOnce(Option<Answer>)>;

/// What the page must know of the worker's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Health {
    Starting,
    Ready,
    /// It died; another one starts, and must be told everything again.
    Restarting,
    /// It died twice, or could not be started.
    Gone,
}

#[derive(Clone)]
pub(crate) struct Engine(Rc<RefCell<Inner>>);

struct Inner {
    worker: Option<Worker>,
    health: Health,
    restarted: bool,
    next_id: u32,
    /// Until the worker is ready.
    queue: Vec<Vec<u8>>,
    waiting: HashMap<u32, Then>,
    /// Counts what the worker said.
    heard: u32,
    on_health: Rc<dyn Fn(Health)>,
    on_news: Rc<dyn Fn(Answer)>,
}

impl Engine {
    pub(crate) fn start(on_health: impl Fn(Health) + 'static, on_news: impl Fn(Answer) + 'static) -> Self {
        let engine = Self(Rc::new(RefCell::new(Inner {
            worker: None,
            health: Health::Starting,
            restarted: false,
            next_id: 0,
            queue: Vec::new(),
            waiting: HashMap::new(),
            heard: 0,
            on_health: Rc::new(on_health),
            on_news: Rc::new(on_news),
        })));
        let first = engine.clone();
        clock::after(0, move || first.start_worker());
        engine
    }

    /// Asks, and calls `then` with the answer, or with `None` if the worker
    /// died over it.
    pub(crate) fn ask(&self, ask: Ask, then: impl FnOnce(Option<Answer>) + 'static) {
        let mut inner = self.0.borrow_mut();
        let id = inner.next_id;
        inner.next_id = (id + 1) % NEWS;
        let bytes = postcard::to_allocvec(&Request { id, ask });
        let (Ok(bytes), true) = (bytes, inner.health != Health::Gone) else {
            drop(inner);
            then(None);
            return;
        };
        inner.waiting.insert(id, Box::new(then));
        let (engine, heard) = (self.clone(), inner.heard);
        clock::after(PATIENCE_MS, move || engine.look_after(id, heard));
        match (&inner.worker, inner.health) {
            (Some(worker), Health::Ready) => worker.send(&bytes),
            _ => inner.queue.push(bytes),
        }
    }

    /// It did its work: a later death is a first one again.
    pub(crate) fn is_well(&self) {
        self.0.borrow_mut().restarted = false;
    }

    /// Another try after [`Health::Gone`].
    pub(crate) fn revive(&self) {
        self.0.borrow_mut().restarted = false;
        self.restart();
    }

    fn start_worker(&self) {
        let (on_ready, on_bytes, on_death) = (self.clone(), self.clone(), self.clone());
        let worker = Worker::start(
            "worker",
            move || on_ready.ready(),
            move |bytes| on_bytes.heard(bytes),
            move || on_death.died(),
        );
        let started = worker.is_some();
        self.0.borrow_mut().worker = worker;
        if !started {
            self.become_(Health::Gone);
        }
    }

    fn ready(&self) {
        {
            let mut inner = self.0.borrow_mut();
            let queue = std::mem::take(&mut inner.queue);
            if let Some(worker) = &inner.worker {
                for bytes in &queue {
                    worker.send(bytes);
                }
            }
        }
        self.become_(Health::Ready);
    }

    fn heard(&self, bytes: &[u8]) {
        let Ok(Reply { id, answer }) = postcard::from_bytes(bytes) else { return };
        {
            let mut inner = self.0.borrow_mut();
            inner.heard = inner.heard.wrapping_add(1);
        }
        if id == NEWS {
            let on_news = Rc::clone(&self.0.borrow().on_news);
            on_news(answer);
            return;
        }
        let then = self.0.borrow_mut().waiting.remove(&id);
        if let Some(then) = then {
            // Reading a large one has taken its time.
            clock::after(0, move || then(Some(answer)));
        }
    }

    /// A worker that said nothing since a question that still waits hangs: over
    /// an overlay without an end, perhaps.
    fn look_after(&self, id: u32, heard: u32) {
        let hangs = {
            let inner = self.0.borrow();
            inner.heard == heard && inner.waiting.contains_key(&id) && inner.health == Health::Ready
        };
        if hangs {
            self.died();
        }
    }

    fn died(&self) {
        if std::mem::replace(&mut self.0.borrow_mut().restarted, true) {
            self.forget_waiting();
            self.become_(Health::Gone);
        } else {
            self.restart();
        }
    }

    fn restart(&self) {
        self.0.borrow_mut().health = Health::Restarting;
        self.forget_waiting();
        // This may run inside a call from the old worker: it is dropped later.
        let engine = self.clone();
        clock::after(0, move || {
            engine.start_worker();
            if engine.0.borrow().health != Health::Gone {
                engine.become_(Health::Restarting);
            }
        });
    }

    fn forget_waiting(&self) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            inner.queue.clear();
            std::mem::take(&mut inner.waiting)
        };
        for then in waiting.into_values() {
            then(None);
        }
    }

    fn become_(&self, health: Health) {
        let on_health = {
            let mut inner = self.0.borrow_mut();
            inner.health = health;
            Rc::clone(&inner.on_health)
        };
        on_health(health);
    }
}
