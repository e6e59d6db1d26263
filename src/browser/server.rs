//! Signing in, and answers that come line by line: a module that is fetched
//! when it is needed (`web/src/server.js`).

use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};

use super::{
    files::settled,
    http::{self, Response, Unreachable},
    module, page,
};

#[wasm_bindgen]
extern "C" {
    type Module;
    #[wasm_bindgen(method, catch, js_name = signIn)]
    fn sign_in(this: &Module, json: &str, redirect: &str, signal: &web_sys::AbortSignal) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn lines(this: &Module, answer: &web_sys::Response, on_line: &Closure<dyn Fn(String)>) -> Result<Promise, JsValue>;
}

/// Ends what somebody thought better of.
#[derive(Debug, Clone)]
pub(crate) struct Stop(web_sys::AbortController);

impl Stop {
    /// `None` in a browser that knows no such thing.
    pub(crate) fn new() -> Option<Self> {
        web_sys::AbortController::new().ok().map(Self)
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.0.signal().aborted()
    }

    pub(crate) fn stop(&self) {
        self.0.abort();
    }
}

/// The page that a provider sends people back to.
const SIGNED_IN: &str = "signed-in.html";

/// So that it is here when somebody presses: a window may be opened right after that only.
pub(crate) async fn prepare() {
    module().await;
}

/// `provider`: what the server says of it, as JSON. Whether somebody signed in; else why not, and nothing where they
/// thought better of it.
pub(crate) async fn sign_in(provider: &str, stop: &Stop) -> Result<(), String> {
    const MISSING: &str = "a part of the page could not be fetched: is there a connection?";
    let module = module().await.ok_or(MISSING)?;
    let redirect = web_sys::Url::new_with_base(SIGNED_IN, &page::base_url()).map_err(|_| MISSING)?.href();
    let answer = settled(module.sign_in(provider, &redirect, &stop.0.signal())).await.ok_or(MISSING)?;
    let member = |name: &str| Reflect::get(&answer, &name.into()).ok().and_then(|value| value.as_string());
    match member("token") {
        Some(token) => {
            http::use_token(Some(token));
            Ok(())
        }
        None => Err(member("why").unwrap_or_default()),
    }
}

pub(crate) fn sign_out() {
    http::use_token(None);
}

/// An answer that comes line by line. `Err`: another answer, whole; `Ok(false)`: it broke off.
pub(crate) async fn lines(
    method: &str,
    path: &str,
    json: Option<&str>,
    headers: &[(&str, &str)],
    stop: Option<&Stop>,
    on_line: impl Fn(String) + 'static,
) -> Result<Result<bool, Response>, Unreachable> {
    const LINES: &str = "application/x-ndjson";
    let accept = [("accept", "application/x-ndjson, application/json")];
    let answer =
        http::fetch(method, path, json, &[&accept, headers].concat(), stop.map(|stop| stop.0.signal()).as_ref())
            .await
            .map_err(|_| Unreachable)?;
    let is_lines = answer.headers().get("content-type").ok().flatten().is_some_and(|media| media.starts_with(LINES));
    if !is_lines {
        return http::read(answer).await.map(Err).map_err(|_| Unreachable);
    }
    let module = module().await.ok_or(Unreachable)?;
    let on_line = Closure::<dyn Fn(String)>::new(on_line);
    let whole = settled(module.lines(&answer, &on_line)).await;
    Ok(Ok(whole.is_some_and(|whole| whole.is_truthy())))
}

/// A name for one submit, that no other has.
pub(crate) fn new_key() -> String {
    let mut bytes = [0; 16];
    // Without any the server takes the submit as one that has no name.
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    format!("{:032x}", u128::from_be_bytes(bytes))
}

async fn module() -> Option<Module> {
    module::named("server").await.map(JsCast::unchecked_into)
}
