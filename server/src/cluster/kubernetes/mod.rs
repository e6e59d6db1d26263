//! A real cluster: objects are applied to a Kubernetes API server.
//!
//! Start at [`Kubernetes`]. [`apply`] goes the way of a submit, with [`set`] for each
//! object and [`owned`] for who owns it; [`foresee`] tries it without doing it; [`read`], [`look`], [`watch`] and
//! [`logs`] answer questions; [`check`] says what could be done; [`error`] keeps the API server's own words. [`who`] is
//! as whom it is all asked: the cluster's RBAC decides.

mod apply;
mod check;
mod client;
mod config;
mod error;
mod foresee;
mod logs;
mod look;
mod owned;
mod persist;
mod read;
mod set;
mod watch;
mod who;

use std::sync::Arc;

use kube::api::{Api, ApiResource, DynamicObject, GroupVersionKind};
use serde_json::Value;

pub use check::Line;
pub use config::{ConfigError, Source};
pub use error::KubernetesError;
pub use who::Act;

use self::who::As;
use super::{
    Access, Answer, Applied, Changes, Cluster, Finding, Foreseen, Key, Kind, Log, Page, Pod, Query, Submit, Tell,
    Wanted,
};
use crate::who::Caller;

/// Who is noted as the one that set a field, with server-side apply.
const MANAGER: &str = "k6cfg";

/// A connection to an API server, as somebody.
#[derive(Clone)]
pub struct Kubernetes {
    client: kube::Client,
    /// For answers that go on for hours.
    patient: kube::Client,
    /// The same, where nothing may come for long.
    endless: kube::Client,
    acting: As,
    act: Act,
}

impl Kubernetes {
    /// The cluster of a kubeconfig, or the one that this process runs in.
    /// Nothing is asked of it yet. `act`: for whoever signs in.
    ///
    /// # Errors
    /// When no cluster is configured, or what is cannot be used.
    pub async fn connect(source: &Source, act: Act) -> Result<Self, ConfigError> {
        let config::Clients { prompt, patient, endless } = config::clients(source).await?;
        Ok(Self { client: prompt, patient, endless, acting: As::Own, act })
    }

    fn objects(&self, kind: Kind, namespace: &str) -> Api<DynamicObject> {
        Api::namespaced_with(self.client.clone(), namespace, &resource(kind))
    }

    fn of_all_namespaces(&self, kind: Kind) -> Api<DynamicObject> {
        Api::all_with(self.client.clone(), &resource(kind))
    }

    /// To watch.
    fn patient(&self, kind: Kind, namespace: Option<&str>) -> Api<DynamicObject> {
        let client = self.patient.clone();
        match namespace {
            Some(namespace) => Api::namespaced_with(client, namespace, &resource(kind)),
            None => Api::all_with(client, &resource(kind)),
        }
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

    fn seen_by(&self, caller: &Caller) -> Arc<dyn Cluster> {
        Arc::new(self.seen(caller))
    }

    fn apply(&self, submit: Submit, tell: Tell) -> Answer<'_, Vec<Applied>> {
        Box::pin(apply::apply(self, submit, tell))
    }

    fn foresee(&self, submit: Submit) -> Answer<'_, Vec<Foreseen>> {
        Box::pin(foresee::foresee(self, submit))
    }

    fn get(&self, key: Key) -> Answer<'_, Option<Value>> {
        Box::pin(read::get(self, key))
    }

    fn list(&self, query: Query) -> Answer<'_, Page> {
        Box::pin(read::list(self, query))
    }

    fn watch(&self, kind: Kind, namespace: Option<String>) -> Changes {
        watch::changes(self.clone(), kind, namespace)
    }

    fn delete(&self, key: Key) -> Answer<'_, bool> {
        Box::pin(apply::delete(self, key))
    }

    fn access(&self, namespace: String) -> Answer<'_, Access> {
        Box::pin(who::access(self, namespace))
    }

    fn look(&self, wanted: Wanted) -> Answer<'_, Vec<Finding>> {
        Box::pin(look::look(self, wanted))
    }

    fn pods(&self, run: Key) -> Answer<'_, Vec<Pod>> {
        Box::pin(logs::pods(self, run))
    }

    fn log(&self, run: Key, pod: String, follow: bool) -> Answer<'_, Log> {
        Box::pin(logs::log(self, run, pod, follow))
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
