//! `/api/v1`: what programs and the page talk to.
//!
//! A route is registered together with its description, so the OpenAPI
//! document at `/api/v1/openapi.json` has them all.

mod access;
mod body;
mod health;
mod info;
mod links;
mod modules;
mod named;
mod object;
mod objects;
mod openapi;
mod pods;
mod sealing;
mod submissions;
mod watch;

use axum::Router;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;
use crate::problem::Problem;

/// Paths of the health checks.
pub(crate) const HEALTH_PATHS: [&str; 2] = ["/healthz", "/readyz"];

pub(crate) fn router() -> Router<App> {
    let (router, _) = described().split_for_parts();
    router.method_not_allowed_fallback(async || Problem::method_not_allowed())
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::Document::openapi())
        .routes(routes!(submissions::submit))
        .routes(routes!(submissions::dry_run))
        .routes(routes!(access::me))
        .routes(routes!(access::namespaces))
        .routes(routes!(access::of_namespace))
        .routes(routes!(access::check))
        .routes(routes!(watch::watch))
        .routes(routes!(pods::pods))
        .routes(routes!(pods::log))
        .routes(routes!(objects::list))
        .routes(routes!(object::get, object::delete))
        .routes(routes!(info::info))
        .routes(routes!(links::keep))
        .routes(routes!(links::find))
        .routes(routes!(modules::module))
        .routes(routes!(sealing::certificate))
        .routes(routes!(sealing::verify))
        .routes(routes!(openapi::openapi))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
}
