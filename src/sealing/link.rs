//! The worker that seals: started when it is first asked, ended once it has
//! sealed.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use super::task::{Answer, Ask, Bytes, Refused, Reply, Task, written};
use crate::browser::worker::Worker;

type Then = Box<dyn FnOnce(Answer)>;

#[derive(Clone, Default)]
pub(super) struct Link(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    worker: Option<Worker>,
    ready: bool,
    next_id: u32,
    /// Until the worker is ready.
    queue: Vec<Bytes>,
    waiting: HashMap<u32, Then>,
    /// It has held plain values.
    ends_when_idle: bool,
}

impl Link {
    /// Asks, and calls `then` with the answer, which is a refusal when the
    /// worker cannot be started or dies.
    pub(super) fn ask(&self, ask: Ask, then: impl FnOnce(Answer) + 'static) {
        self.start();
        let mut inner = self.0.borrow_mut();
        let id = inner.next_id;
        inner.next_id = id.wrapping_add(1);
        let size = ask.size();
        let (Some(bytes), true) = (written(&Task { id, ask }, size), inner.worker.is_some()) else {
            drop(inner);
            then(stopped());
            return;
        };
        inner.waiting.insert(id, Box::new(then));
        match (&inner.worker, inner.ready) {
            (Some(worker), true) => worker.hand_over(&bytes),
            _ => inner.queue.push(bytes),
        }
    }

    /// Ends the worker, with all the memory it had.
    pub(super) fn end(&self) {
        let (worker, waiting) = {
            let mut inner = self.0.borrow_mut();
            inner.ready = false;
            inner.ends_when_idle = false;
            inner.queue.clear();
            (inner.worker.take(), std::mem::take(&mut inner.waiting))
        };
        for then in waiting.into_values() {
            then(stopped());
        }
        // This may run inside a call from it: it is dropped later.
        crate::browser::clock::after(0, move || drop(worker));
    }

    /// Starts a worker beforehand.
    pub(super) fn start(&self) {
        if self.0.borrow().worker.is_some() {
            return;
        }
        let (on_ready, on_bytes, on_death) = (self.clone(), self.clone(), self.clone());
        let worker = Worker::start(
            "sealer",
            move || on_ready.ready(),
            move |bytes| on_bytes.heard(bytes),
            move || on_death.end(),
        );
        self.0.borrow_mut().worker = worker;
    }

    fn ready(&self) {
        let mut inner = self.0.borrow_mut();
        inner.ready = true;
        let queue = std::mem::take(&mut inner.queue);
        if let Some(worker) = &inner.worker {
            for bytes in &queue {
                worker.hand_over(bytes);
            }
        }
    }

    fn heard(&self, bytes: &[u8]) {
        // One that nobody understands is of another version of the page.
        let Ok(Reply { id, answer }) = postcard::from_bytes(bytes) else { return self.end() };
        let then = self.0.borrow_mut().waiting.remove(&id);
        if let Some(then) = then {
            then(answer);
        }
        let is_done = |inner: &Inner| inner.ends_when_idle && inner.waiting.is_empty();
        if is_done(&self.0.borrow()) {
            self.end();
            self.start();
        }
    }

    /// Ends it as soon as nobody waits for it, and starts another.
    pub(super) fn renew(&self) {
        self.0.borrow_mut().ends_when_idle = true;
    }
}

fn stopped() -> Answer {
    Answer::Refused(Refused {
        message: "the part of the page that seals has stopped".to_owned(),
        help: "try again; what you typed is still here".to_owned(),
    })
}
