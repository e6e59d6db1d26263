//! The API's own description.

use std::sync::LazyLock;

use axum::Json;
use utoipa::OpenApi;

/// What is not a route's own.
#[derive(OpenApi)]
#[openapi(info(
    title = "k6cfg",
    description = "Submits k6 runs and shows what is applied. Errors are RFC 9457 problem details."
))]
pub(super) struct Document;

static DESCRIPTION: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(|| super::described().into_openapi());

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "server",
    responses((status = 200, description = "OpenAPI 3.1", body = Object))
)]
pub(super) async fn openapi() -> Json<&'static utoipa::openapi::OpenApi> {
    Json(&DESCRIPTION)
}
