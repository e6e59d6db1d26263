//! Who asks, before anything is answered.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::App;
use crate::problem::Problem;
use crate::who::Caller;

/// What says nothing about anyone, and what is needed to sign in. A short link is known to those it was sent to.
const OPEN: [&str; 4] = ["/api/v1/info", "/api/v1/openapi.json", "/api/v1/sealing/certificate", "/api/v1/links/"];

/// Refuses whoever has to sign in and did not (401), or says so wrongly. The page's files pass freely.
pub(crate) async fn signed_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_open = OPEN.iter().any(|open| path == *open || (open.ends_with('/') && path.starts_with(open)));
    if !path.starts_with("/api/") || is_open {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    match app.sign_in.caller(request.headers(), peer).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(unknown) => Problem::of_unknown(&unknown).into_response(),
    }
}

/// A handler that takes one runs for somebody who is known.
impl FromRequestParts<App> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        parts.extensions.get().cloned().ok_or_else(|| Problem::nobody_known().into_response())
    }
}
