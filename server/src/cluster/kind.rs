//! The kinds of object a run is made of.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// In the order they are applied: what a TestRun needs is there before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub enum Kind {
    SealedSecret,
    ConfigMap,
    TestRun,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::SealedSecret, Self::ConfigMap, Self::TestRun];

    /// As in an object's `kind`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SealedSecret => "SealedSecret",
            Self::ConfigMap => "ConfigMap",
            Self::TestRun => "TestRun",
        }
    }

    /// As in an object's `apiVersion`.
    pub const fn api_version(self) -> &'static str {
        match self {
            Self::SealedSecret => "bitnami.com/v1alpha1",
            Self::ConfigMap => "v1",
            Self::TestRun => "k6.io/v1alpha1",
        }
    }

    /// As in a URL.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::SealedSecret => "sealedsecrets",
            Self::ConfigMap => "configmaps",
            Self::TestRun => "testruns",
        }
    }

    /// Whether Kubernetes counts its generations and keeps its status apart.
    pub const fn has_generation(self) -> bool {
        !matches!(self, Self::ConfigMap)
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    pub fn from_plural(plural: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.plural() == plural)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_by_its_names_only() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert_eq!(Kind::from_plural(kind.plural()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        for stranger in ["", "Secret", "testrun", "TESTRUNS", "TestRuns"] {
            assert_eq!((Kind::from_name(stranger), Kind::from_plural(stranger)), (None, None), "{stranger}");
        }
    }

    #[test]
    fn what_a_run_needs_comes_first() {
        let mut kinds = [Kind::TestRun, Kind::SealedSecret, Kind::ConfigMap];
        kinds.sort();
        assert_eq!(kinds, [Kind::SealedSecret, Kind::ConfigMap, Kind::TestRun]);
    }
}
