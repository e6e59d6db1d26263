//! The clock and chance, which the engine takes as arguments.

use std::time::Duration;

use leptos::prelude::{set_timeout, window};

/// Milliseconds since the epoch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole milliseconds after 1970")]
pub(crate) fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// Five random characters `a-z0-9`, as they end the name of a run.
pub(crate) fn random_suffix() -> String {
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut bytes = [0_u8; 5];
    let random = window().crypto().is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !random {
        let mut left = now_ms();
        for byte in &mut bytes {
            *byte = u8::try_from(left % 36).unwrap_or_default();
            left /= 36;
        }
    }
    bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 36))).map(|letter| char::from(*letter)).collect()
}

/// The time as people here write it, to the second.
pub(crate) fn local_time(at_ms: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds fit in 53 bits")]
    let date = js_sys::Date::new(&(at_ms as f64).into());
    String::from(date.to_locale_string("default", &js_sys::Object::new()))
}

/// Milliseconds since the epoch of an RFC 3339 time.
pub(crate) fn parse_time(text: &str) -> Option<u64> {
    let ms = js_sys::Date::parse(text);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a time after 1970")]
    (ms.is_finite() && ms >= 0.0).then_some(ms as u64)
}

/// The browser's turn: what comes after it runs in a task of its own, and what
/// people did meanwhile is not kept waiting.
pub(crate) async fn turn() {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback(&done);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// After a while.
pub(crate) async fn pause(ms: i32) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, ms);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Calls back once, after a while.
pub(crate) fn after(ms: u64, call: impl FnOnce() + 'static) {
    set_timeout(call, Duration::from_millis(ms));
}
