//! The engine in a Web Worker: reads [`protocol::Request`]s, posts
//! [`protocol::Reply`]s, keeps the team's files and the Jsonnet library between
//! them. Posts the text `ready` first.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod analysis;
mod answer;
mod assist;
mod engine;
mod examples;
mod explain;
mod form;
mod objects;
mod offsets;
mod patch;
#[path = "../protocol.rs"]
#[allow(dead_code, reason = "the page uses the rest")]
mod protocol;
mod sort;
mod suggest;
mod tally;
mod variables;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use engine::Engine;

fn main() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let mut engine = Engine::new();
    let port = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let reply = match data.as_string() {
            Some(text) => answer::answer_json(&mut engine, &text).map(|reply| JsValue::from_str(&reply)),
            None => data
                .dyn_into::<js_sys::Uint8Array>()
                .ok()
                .and_then(|bytes| answer::answer(&mut engine, &bytes.to_vec()))
                .map(|reply| js_sys::Uint8Array::from(reply.as_slice()).into()),
        };
        if let Some(reply) = reply {
            // Fails only when the page is gone.
            let _ = port.post_message(&reply);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as this handler.
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}
