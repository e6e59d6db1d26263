//! What somebody may do in a namespace, so that nothing is offered that would be
//! refused. Nothing depends on it: the cluster decides again each time.

use serde::Serialize;
use utoipa::ToSchema;

/// What the caller may do in a namespace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Access {
    pub namespace: String,
    /// Runs and their archives.
    pub submit: Permission,
    /// SealedSecrets together with runs.
    pub seal: Permission,
    /// List runs.
    pub see: Permission,
    /// Delete runs.
    pub delete: Permission,
    /// Read what runs print.
    pub logs: Permission,
}

/// What is lacking; nothing where it is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Permission {
    pub allowed: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
}

/// A verb that the cluster does not let the caller use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Missing {
    pub verb: &'static str,
    /// With its group: `testruns.k6.io`.
    pub resource: &'static str,
}

impl Permission {
    pub(super) fn lacking(missing: Vec<Missing>) -> Self {
        Self { allowed: missing.is_empty(), missing }
    }
}

impl Access {
    /// Where nobody is kept from anything.
    pub(super) fn to_all(namespace: String) -> Self {
        let [submit, seal, see, delete, logs] = [(); 5].map(|()| Permission::lacking(Vec::new()));
        Self { namespace, submit, seal, see, delete, logs }
    }
}
