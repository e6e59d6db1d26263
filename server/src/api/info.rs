//! What server this is.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::cluster::{CONFIG_MAP_LIMIT, Query};

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Info {
    /// Of the server, and so of its engine.
    version: &'static str,
    /// Which cluster: `embedded`.
    cluster: &'static str,
    /// The platform profile's name.
    profile: String,
    limits: InfoLimits,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InfoLimits {
    /// Bytes of a request body.
    body_bytes: usize,
    /// Bytes of a ConfigMap's data.
    config_map_bytes: usize,
    /// Objects on a page of a list.
    page_size: usize,
    /// Seconds a request may take.
    request_seconds: u64,
}

/// What server this is, and how much it takes.
#[utoipa::path(get, path = "/api/v1/info", tag = "server", responses((status = 200, description = "facts", body = Info)))]
pub(super) async fn info(State(app): State<App>) -> Json<Info> {
    Json(Info {
        version: env!("CARGO_PKG_VERSION"),
        cluster: app.cluster.name(),
        profile: app.profile.name.clone(),
        limits: InfoLimits {
            body_bytes: app.limits.body,
            config_map_bytes: CONFIG_MAP_LIMIT,
            page_size: Query::MAX_LIMIT,
            request_seconds: app.limits.time.as_secs(),
        },
    })
}
