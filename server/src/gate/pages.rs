//! Pages that other hosts serve, and that use this server.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::Hosts;

/// Answers a browser that asks whether such a page may: those that are listed.
pub(crate) fn pages_elsewhere(hosts: &Arc<Hosts>) -> CorsLayer {
    let hosts = Arc::clone(hosts);
    let is_listed = move |origin: &HeaderValue, _: &_| origin.to_str().is_ok_and(|origin| hosts.is_page(origin));
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(is_listed))
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, HeaderName::from_static("idempotency-key")])
        .max_age(Duration::from_hours(1))
}
