//! Lists of applied objects.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Deserialize;
use utoipa::IntoParams;

use super::named;
use crate::App;
use crate::cluster::{self, Page};
use crate::problem::Problem;
use crate::who::Caller;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only of this namespace.
    namespace: Option<String>,
    /// Only of this kind: `TestRun`, `ConfigMap` or `SealedSecret`.
    kind: Option<String>,
    /// Objects on a page, 1 to 500; 100 where it is not said.
    limit: Option<usize>,
    /// `continue` of the page before.
    #[serde(rename = "continue")]
    after: Option<String>,
}

/// Applied objects without their data, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/objects",
    tag = "objects",
    params(Filter),
    responses(
        (status = 200, description = "a page of objects", body = Page),
        (status = 400, description = "the filter cannot be read", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<Page>, Problem> {
    let Query(filter) = filter.map_err(|rejection| Problem::bad_request(rejection.body_text()))?;
    Ok(Json(app.cluster.seen_by(&caller).list(filter.read()?).await?))
}

impl Filter {
    fn read(self) -> Result<cluster::Query, Problem> {
        let kind = self.kind.filter(|kind| !kind.is_empty()).map(|kind| named::kind(&kind)).transpose()?;
        let after = self.after.map(|token| {
            let unknown = |_| Problem::bad_request("`continue` is not one that a list gave");
            token.parse().map_err(unknown)
        });
        let limit = self.limit.unwrap_or(cluster::Query::DEFAULT_LIMIT);
        if !(1..=cluster::Query::MAX_LIMIT).contains(&limit) {
            let detail = format!("`limit` is 1 to {}", cluster::Query::MAX_LIMIT);
            return Err(Problem::bad_request(detail));
        }
        let namespace = self.namespace.filter(|namespace| !namespace.is_empty());
        let namespace = namespace.map(named::namespace).transpose()?;
        Ok(cluster::Query { namespace, kind, limit, after: after.transpose()? })
    }
}
