//! Seals values in a worker of its own, which the page ends once they are
//! sealed: no memory that has held a plain value is left. It has no network and
//! keeps nothing.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod random;
mod read;
mod sealing;
mod task;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use zeroize::Zeroizing;

use task::{Answer, Ask, Refused, Reply, Task};

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let port = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(sent) = event.data().dyn_into::<js_sys::Uint8Array>() else { return };
        let bytes = Zeroizing::new(sent.to_vec());
        sent.fill(0, 0, sent.length());
        let Ok(Task { id, ask }) = postcard::from_bytes(&bytes) else { return };
        let answer = answer(ask);
        let size = answer.size();
        let Some(answer) = task::written(&Reply { id, answer }, size) else { return };
        // Fails only when the page is gone.
        let _ = port.post_message(&js_sys::Uint8Array::from(answer.as_slice()));
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as this handler.
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

fn answer(ask: Ask) -> Answer {
    let answer = match ask {
        Ask::Certificate { bytes, at_ms } => read::certificate(&bytes, at_ms),
        Ask::Read { bytes } => read::read(bytes),
        Ask::Seal(order) => sealing::seal(*order),
    };
    answer.unwrap_or_else(Answer::Refused)
}

fn refused(message: impl Into<String>, help: impl Into<String>) -> Refused {
    Refused { message: message.into(), help: help.into() }
}
