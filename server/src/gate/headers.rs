//! Security headers on every answer: pages, scripts (a worker takes its policy
//! from its own script's answer), API and errors.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' https://jslib.k6.io; worker-src 'self'; \
     manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

const PERMISSIONS_POLICY: &str = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), \
     geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
     publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
];

/// Where people come back to who signed in: it asks the provider for their token, wherever that is, and does nothing else.
const SIGNED_IN: &str = "/signed-in.html";

const POLICY_OF_SIGNED_IN: &str = "default-src 'none'; script-src 'self'; connect-src https: http://127.0.0.1:* \
     http://localhost:*; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Also keeps everything that does not say otherwise out of caches.
pub(crate) async fn security_headers(request: Request, next: Next) -> Response {
    let is_signed_in = request.uri().path() == SIGNED_IN;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_signed_in {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY_OF_SIGNED_IN));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
