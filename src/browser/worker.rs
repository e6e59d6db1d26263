//! A Web Worker that speaks bytes.

use wasm_bindgen::{JsCast, prelude::Closure};
use zeroize::Zeroizing;

use super::page;

/// Ends when it is dropped.
pub(crate) struct Worker {
    port: web_sys::Worker,
    // Kept alive for as long as the worker may call them.
    _on_message: Closure<dyn FnMut(web_sys::MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

impl Worker {
    /// Starts the worker that the page's `k6cfg-assets` calls `name`; `None`
    /// where it cannot be started.
    pub(crate) fn start(
        name: &str,
        mut on_ready: impl FnMut() + 'static,
        mut on_bytes: impl FnMut(&[u8]) + 'static,
        mut on_death: impl FnMut() + 'static,
    ) -> Option<Self> {
        let worker = web_sys::Worker::new(&page::asset(name)?).ok()?;
        let on_message = Closure::new(move |event: web_sys::MessageEvent| {
            // The one thing it says as text is that it is ready.
            match event.data().dyn_into::<js_sys::Uint8Array>() {
                Ok(array) => {
                    let bytes = Zeroizing::new(array.to_vec());
                    array.fill(0, 0, array.length());
                    on_bytes(&bytes);
                }
                Err(_) => on_ready(),
            }
        });
        let on_error = Closure::new(move |event: web_sys::Event| {
            event.prevent_default();
            on_death();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { port: worker, _on_message: on_message, _on_error: on_error })
    }

    pub(crate) fn send(&self, bytes: &[u8]) {
        let _ = self.port.post_message(&js_sys::Uint8Array::from(bytes));
    }

    /// Sends without leaving a copy on this side.
    pub(crate) fn hand_over(&self, bytes: &[u8]) {
        let array = js_sys::Uint8Array::from(bytes);
        let all = js_sys::Array::of1(&array.buffer());
        let _ = self.port.post_message_with_transfer(&array, &all);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        self.port.set_onerror(None);
        self.port.terminate();
    }
}
