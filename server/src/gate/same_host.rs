//! Only requests for this server, and only changes from its own page.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Hosts;
use crate::App;
use crate::api::HEALTH_PATHS;
use crate::problem::Problem;

/// Refuses an unknown `Host` (421), and a change with an `Origin` other than
/// that host or a page that is listed (403). Programs that are no browser send no `Origin`. Health
/// checks come by address, say nothing about anyone, and pass.
pub(crate) async fn same_host(State(app): State<App>, request: Request, next: Next) -> Response {
    if HEALTH_PATHS.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let Some(host) = host(&request).filter(|host| app.hosts.answer_to(host)) else {
        return Problem::unknown_host().into_response();
    };
    if is_change(request.method()) && !is_own_origin(&app.hosts, request.headers(), host) {
        return Problem::foreign_origin().into_response();
    }
    next.run(request).await
}

/// `None` when there is none, or more than one.
fn host(request: &Request) -> Option<&str> {
    let mut given = request.headers().get_all(header::HOST).iter();
    match (given.next(), given.next()) {
        (Some(host), None) => host.to_str().ok(),
        (None, _) => request.uri().authority().map(axum::http::uri::Authority::as_str),
        (Some(_), Some(_)) => None,
    }
}

fn is_change(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_own_origin(hosts: &Hosts, headers: &HeaderMap, host: &str) -> bool {
    headers.get_all(header::ORIGIN).iter().all(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        hosts.is_page(origin) || authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
    })
}
