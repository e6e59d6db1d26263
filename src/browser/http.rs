//! Calls to the page's own server.

use std::cell::RefCell;

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{offline, page};

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// `application/json`, without parameters.
    pub(crate) media_type: String,
    pub(crate) body: String,
}

impl Response {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body, when it is JSON.
    pub(crate) fn json(&self) -> Option<serde_json::Value> {
        let is_json = self.media_type == "application/json" || self.media_type.ends_with("+json");
        if is_json { serde_json::from_str(&self.body).ok() } else { None }
    }
}

/// No answer at all: no network, or nobody there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreachable;

/// `path` is relative to the page's folder: `api/v1/info`.
pub(crate) async fn call(method: &str, path: &str, json: Option<&str>) -> Result<Response, Unreachable> {
    send(method, path, json).await.map_err(|_| Unreachable)
}

thread_local! {
    /// What says who asks. Here and nowhere else: a page that is loaded again has none.
    static TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Every later call says so.
pub(super) fn use_token(token: Option<String>) {
    TOKEN.with_borrow_mut(|kept| *kept = token);
}

async fn send(method: &str, path: &str, json: Option<&str>) -> Result<Response, JsValue> {
    let answer = fetch(method, path, json, &[("accept", "application/json")], None).await?;
    read(answer).await
}

/// What is not a line each, read to its end.
pub(super) async fn read(answer: web_sys::Response) -> Result<Response, JsValue> {
    let media_type = answer.headers().get("content-type")?.unwrap_or_default();
    let body = JsFuture::from(answer.text()?).await?;
    Ok(Response {
        status: answer.status(),
        media_type: media_type.split(';').next().unwrap_or_default().trim().to_owned(),
        body: body.as_string().unwrap_or_default(),
    })
}

/// The answer, its body still to come.
pub(super) async fn fetch(
    method: &str,
    path: &str,
    json: Option<&str>,
    more: &[(&str, &str)],
    signal: Option<&web_sys::AbortSignal>,
) -> Result<web_sys::Response, JsValue> {
    // A page that a static host serves may have its server elsewhere.
    let base = page::meta("k6cfg-server").filter(|_| path.starts_with("api/")).unwrap_or_else(page::base_url);
    let url = web_sys::Url::new_with_base(path, &base)?.href();
    let options = web_sys::RequestInit::new();
    options.set_method(method);
    options.set_signal(signal);
    let headers = web_sys::Headers::new()?;
    for (name, value) in more {
        headers.set(name, value)?;
    }
    // Nobody else is told who asks.
    if path.starts_with("api/")
        && let Some(token) = TOKEN.with_borrow(Clone::clone)
    {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    if let Some(body) = json {
        headers.set("content-type", "application/json")?;
        options.set_body(&body.into());
    }
    options.set_headers(&headers);
    let answer = JsFuture::from(window().fetch_with_str_and_init(&url, &options)).await?;
    answer.dyn_into()
}

/// Whether there is somebody to ask: a page on a static host that names no
/// server has none.
pub(crate) fn may_have_server() -> bool {
    !offline::is_static() || page::meta("k6cfg-server").is_some()
}

/// The text of a file beside the page; `None` where there is none. Nothing is
/// fetched from elsewhere, whatever a link says.
pub(crate) async fn beside(path: &str) -> Option<String> {
    let url = web_sys::Url::new_with_base(path, &page::base_url()).ok()?.href();
    let below = url.strip_prefix(&page::base_url())?;
    let answer = call("GET", below, None).await.ok()?;
    // A host without the file may answer with its page.
    (answer.is_success() && answer.media_type != "text/html").then_some(answer.body)
}

/// One segment of a path, safe to put between slashes.
pub(crate) fn segment(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
