//! The engine in a Web Worker: reads [`protocol::Request`]s, posts
//! [`protocol::Reply`]s, keeps the team's files and the Jsonnet library between
//! them. Posts the text `ready` first.
//!
//! Scripts are loaded by a worker beside this one ([`beside`]). A question that
//! needs one is answered once it was loaded; a reading of the document is
//! answered at once, and [`protocol::NEWS`] tells when another would say more.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod analysis;
mod answer;
mod assist;
mod beside;
mod engine;
mod examples;
mod explain;
#[path = "../figures.rs"]
mod figures;
mod form;
mod lines;
mod loading;
mod objects;
mod offsets;
mod package;
mod patch;
mod profile;
#[path = "../protocol.rs"]
#[allow(dead_code, reason = "the page uses the rest")]
mod protocol;
mod scripts;
mod secrets;
mod sort;
mod suggest;
mod tally;
#[path = "../archiver/task.rs"]
mod task;
mod test;
mod variables;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use answer::Message;
use beside::Beside;
use engine::Engine;

/// The page is told so often at most that scripts were loaded.
const NEWS_MS: f64 = 200.0;

/// Questions that wait for scripts.
type Stash = Rc<RefCell<Vec<Message>>>;

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let engine = Rc::new(RefCell::new(Engine::new()));
    let stash = Stash::default();
    let (news_engine, news_stash, news_port) = (Rc::clone(&engine), Rc::clone(&stash), scope.clone());
    let told_at = Cell::new(0.0);
    let beside = Beside::new(Rc::clone(&engine), move || {
        answer_again(&news_engine, &news_stash, &news_port, false);
        // The page reads the document anew for each.
        let is_last = news_engine.borrow().loading.waiting() == 0;
        if is_last || now() - told_at.get() >= NEWS_MS {
            told_at.set(now());
            post(&news_port, answer::news(&news_engine.borrow()));
        }
    });
    let port = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = Message::read(&event.data()) else { return };
        let (may_be_less, is_new) = (message.may_be_less(), message.changes_scripts());
        answer(&engine, &stash, &port, message);
        if may_be_less || is_new {
            answer_again(&engine, &stash, &port, is_new);
        }
        beside.go_on();
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as this handler.
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

/// What waits is answered now, or waits on: where scripts are new, for others perhaps.
fn answer_again(engine: &RefCell<Engine>, stash: &Stash, port: &DedicatedWorkerGlobalScope, is_new: bool) {
    let waiting = std::mem::take(&mut *stash.borrow_mut());
    for message in waiting {
        if is_new || message.can_be_answered(&engine.borrow()) {
            answer(engine, stash, port, message);
        } else {
            stash.borrow_mut().push(message);
        }
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// Answers, or keeps the question until scripts were loaded.
fn answer(engine: &RefCell<Engine>, stash: &Stash, port: &DedicatedWorkerGlobalScope, mut message: Message) {
    let answer = answer::answer(&mut engine.borrow_mut(), &mut message);
    match answer {
        Some(reply) => post(port, message.write(&reply)),
        None => stash.borrow_mut().push(message),
    }
}

fn post(port: &DedicatedWorkerGlobalScope, reply: Option<JsValue>) {
    if let Some(reply) = reply {
        // Fails only when the page is gone.
        let _ = port.post_message(&reply);
    }
}
