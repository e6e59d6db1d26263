//! A real cluster: objects are applied to a Kubernetes API server.
//!
//! Start at [`Kubernetes`]. [`apply`] goes the way of a submit, [`read`] answers
//! questions, [`error`] keeps the API server's own words. Whoever the kubeconfig
//! or the pod's account names is who asks; the cluster's RBAC decides.

mod apply;
mod config;
mod error;
mod read;

use kube::api::{Api, ApiResource, DynamicObject, GroupVersionKind};
use serde_json::Value;

pub use config::{ConfigError, Source};
pub use error::KubernetesError;

use super::{Answer, Applied, Cluster, Key, Kind, Object, Page, Query};

/// Who is noted as the one that set a field, with server-side apply.
const MANAGER: &str = "k6cfg";

/// A connection to an API server.
#[derive(Clone)]
pub struct Kubernetes {
    client: kube::Client,
}

impl Kubernetes {
    /// The cluster of a kubeconfig, or the one that this process runs in.
    /// Nothing is asked of it yet.
    ///
    /// # Errors
    /// When no cluster is configured, or what is cannot be used.
    pub async fn connect(source: &Source) -> Result<Self, ConfigError> {
        Ok(Self { client: config::client(source).await? })
    }

    fn objects(&self, kind: Kind, namespace: &str) -> Api<DynamicObject> {
        Api::namespaced_with(self.client.clone(), namespace, &resource(kind))
    }

    fn of_all_namespaces(&self, kind: Kind) -> Api<DynamicObject> {
        Api::all_with(self.client.clone(), &resource(kind))
    }
}

/// How the API calls a kind.
fn resource(kind: Kind) -> ApiResource {
    let (group, version) = kind.api_version().split_once('/').unwrap_or(("", kind.api_version()));
    ApiResource::from_gvk_with_plural(&GroupVersionKind::gvk(group, version, kind.name()), kind.plural())
}

impl Cluster for Kubernetes {
    fn name(&self) -> &'static str {
        "kubernetes"
    }

    fn apply(&self, objects: Vec<Object>) -> Answer<'_, Vec<Applied>> {
        Box::pin(apply::apply(self, objects))
    }

    fn get(&self, key: Key) -> Answer<'_, Option<Value>> {
        Box::pin(read::get(self, key))
    }

    fn list(&self, query: Query) -> Answer<'_, Page> {
        Box::pin(read::list(self, query))
    }

    fn delete(&self, key: Key) -> Answer<'_, bool> {
        Box::pin(apply::delete(self, key))
    }

    fn health(&self) -> Answer<'_, ()> {
        Box::pin(read::health(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_the_names_of_the_api() {
        let named = |kind| {
            let resource = resource(kind);
            (resource.group, resource.version, resource.api_version, resource.plural)
        };
        let expected = |texts: [&str; 4]| {
            let [group, version, api_version, plural] = texts.map(str::to_owned);
            (group, version, api_version, plural)
        };
        assert_eq!(named(Kind::ConfigMap), expected(["", "v1", "v1", "configmaps"]));
        assert_eq!(named(Kind::TestRun), expected(["k6.io", "v1alpha1", "k6.io/v1alpha1", "testruns"]));
        assert_eq!(
            named(Kind::SealedSecret),
            expected(["bitnami.com", "v1alpha1", "bitnami.com/v1alpha1", "sealedsecrets"])
        );
    }
}
