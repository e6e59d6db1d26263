//! What server this is.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::cluster::{CONFIG_MAP_LIMIT, Query};
use crate::logging::with_causes;
use crate::who::SignIn;
use crate::who::oidc::Endpoints;

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Info {
    /// Of the server, and so of its engine.
    version: &'static str,
    /// Which cluster: `embedded` or `kubernetes`.
    cluster: &'static str,
    /// The platform profile's name.
    profile: String,
    limits: InfoLimits,
    sign_in: InfoSignIn,
}

/// How people sign in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InfoSignIn {
    /// `none`, `oidc` or `proxy`.
    mode: &'static str,
    /// Of the provider; only with `oidc`, and left out while it does not answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    oidc: Option<InfoOidc>,
}

/// What the page needs to send somebody to the provider.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InfoOidc {
    issuer: String,
    client_id: String,
    scope: String,
    #[serde(flatten)]
    endpoints: Endpoints,
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
    let oidc = match app.sign_in.as_ref() {
        SignIn::Oidc(oidc) => match oidc.provider.endpoints().await {
            Ok(endpoints) => Some(InfoOidc {
                issuer: oidc.provider.issuer().to_owned(),
                client_id: oidc.client_id.clone(),
                scope: oidc.scope.clone(),
                endpoints,
            }),
            Err(error) => {
                tracing::warn!(error = with_causes(&error), "the sign-in provider does not answer");
                None
            }
        },
        SignIn::Nobody | SignIn::Proxy(_) => None,
    };
    Json(Info {
        sign_in: InfoSignIn { mode: app.sign_in.name(), oidc },
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
