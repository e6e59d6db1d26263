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
const NEWS_MS: i32 = 200;

/// Questions that wait for scripts.
type Stash = Rc<RefCell<Vec<Message>>>;

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let engine = Rc::new(RefCell::new(Engine::new()));
    let stash = Stash::default();
    let (news_engine, news_stash, news_port) = (Rc::clone(&engine), Rc::clone(&stash), scope.clone());
    let is_held_back = Rc::new(Cell::new(false));
    let beside = Beside::new(Rc::clone(&engine), move || {
        answer_those_with_all(&news_engine, &news_stash, &news_port);
        if is_held_back.get() {
            return;
        }
        let (engine, port, is_held) = (Rc::clone(&news_engine), news_port.clone(), Rc::clone(&is_held_back));
        let tell = move || {
            is_held.set(false);
            post(&port, answer::news(&engine.borrow()));
        };
        // The page reads the document anew for each.
        if news_engine.borrow().loading.waiting() == 0 {
            tell();
        } else {
            let tell = Closure::once_into_js(tell);
            let later = news_port.set_timeout_with_callback_and_timeout_and_arguments_0(tell.unchecked_ref(), NEWS_MS);
            is_held_back.set(later.is_ok());
        }
    });
    let port = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = Message::read(&event.data()) else { return };
        let changes_scripts = message.changes_scripts();
        answer(&engine, &stash, &port, message);
        if changes_scripts {
            answer_anew(&engine, &stash, &port);
        }
        beside.go_on();
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as this handler.
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

/// Files or the platform changed: what waits is answered now, or waits for other scripts.
fn answer_anew(engine: &RefCell<Engine>, stash: &Stash, port: &DedicatedWorkerGlobalScope) {
    let waiting = std::mem::take(&mut *stash.borrow_mut());
    for message in waiting {
        answer(engine, stash, port, message);
    }
    note_needs(engine, stash);
}

/// What waited for the scripts that came is answered.
fn answer_those_with_all(engine: &RefCell<Engine>, stash: &Stash, port: &DedicatedWorkerGlobalScope) {
    let knows_all = |message: &mut Message| engine.borrow().loading.knows_all(&message.needs);
    let ready: Vec<Message> = stash.borrow_mut().extract_if(.., knows_all).collect();
    if ready.is_empty() {
        return;
    }
    for message in ready {
        answer(engine, stash, port, message);
    }
    note_needs(engine, stash);
}

fn note_needs(engine: &RefCell<Engine>, stash: &Stash) {
    engine.borrow().loading.await_these(stash.borrow().iter().flat_map(|message| message.needs.iter().cloned()));
}

/// Answers, or keeps the question until scripts were loaded.
fn answer(engine: &RefCell<Engine>, stash: &Stash, port: &DedicatedWorkerGlobalScope, mut message: Message) {
    let answer = answer::answer(&mut engine.borrow_mut(), &mut message);
    if let Some(reply) = answer {
        return post(port, message.write(&reply));
    }
    stash.borrow_mut().push(message);
    note_needs(engine, stash);
}

fn post(port: &DedicatedWorkerGlobalScope, reply: Option<JsValue>) {
    if let Some(reply) = reply {
        // Fails only when the page is gone.
        let _ = port.post_message(&reply);
    }
}
