//! Loads the team's scripts in a worker of its own, which its parent ends when a
//! script takes too long; its memory is limited where it is linked. Started only
//! once there is a script.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod task;

use std::rc::Rc;

use k6cfg_archive::{Files, Sources, load_test};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use task::{Done, Task};

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let mut files = Files::default();
    let port = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(bytes) = event.data().dyn_into::<js_sys::Uint8Array>() else { return };
        let Ok(task) = postcard::from_bytes(&bytes.to_vec()) else { return };
        if let Some(answer) = work(&mut files, task) {
            // Fails only when the parent is gone.
            let _ = port.post_message(&js_sys::Uint8Array::from(answer.as_slice()));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker lives as long as this handler.
    on_message.forget();
    let _ = scope.post_message(&JsValue::from_str("ready"));
}

fn work(files: &mut Files, task: Task) -> Option<Vec<u8>> {
    match task {
        Task::SetFiles { files: all } => {
            files.0 = all.into_iter().collect();
            None
        }
        Task::AddFiles { files: more } => {
            files.0.extend(more);
            None
        }
        Task::Load { id, order } => {
            let sources: Rc<dyn Sources> = Rc::new(files.clone());
            postcard::to_allocvec(&Done { id, result: load_test(&order, &sources) }).ok()
        }
    }
}
