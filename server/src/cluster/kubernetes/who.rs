//! As whom the API server is asked, and what it lets that one do.

use std::sync::Arc;

use futures::future::try_join_all;
use k8s_openapi::api::authorization::v1::{
    ResourceAttributes, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec, SubjectAccessReview,
    SubjectAccessReviewSpec,
};
use kube::api::{Api, PostParams};

use super::client::impersonating;
use super::persist::persist;
use super::{Kubernetes, KubernetesError};
use crate::cluster::{Access, ClusterError, Kind, Missing, Permission};
use crate::who::{Caller, Person};

/// How the server acts for somebody who signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// As that person: the cluster's RBAC decides on every verb.
    Impersonate,
    /// As the server's own account, where the person may create runs.
    OnBehalf,
}

/// Who asks, and for whom.
#[derive(Clone)]
pub(super) enum As {
    /// The client's own account, for itself, or for somebody who is impersonated.
    Own,
    /// The client's own account, for this person.
    For(Arc<Person>),
}

/// A verb on a resource, as RBAC names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Right {
    pub(super) verb: &'static str,
    pub(super) group: &'static str,
    pub(super) resource: &'static str,
    pub(super) subresource: &'static str,
    /// Both, as people read them.
    pub(super) name: &'static str,
}

impl Right {
    fn missing(self) -> Missing {
        Missing { verb: self.verb, resource: self.name }
    }
}

/// On a kind of object that a run is made of.
pub(super) const fn right(verb: &'static str, kind: Kind) -> Right {
    let (group, name) = match kind {
        Kind::TestRun => ("k6.io", "testruns.k6.io"),
        Kind::ConfigMap => ("", "configmaps"),
        Kind::SealedSecret => ("bitnami.com", "sealedsecrets.bitnami.com"),
    };
    Right { verb, group, resource: kind.plural(), subresource: "", name }
}

/// On one of Kubernetes' own.
const fn core(verb: &'static str, resource: &'static str) -> Right {
    Right { verb, group: "", resource, subresource: "", name: resource }
}

/// What the person needs who submits, whichever way the server acts.
pub(super) const SUBMIT: Right = right("create", Kind::TestRun);
pub(super) const PODS: Right = core("list", "pods");
pub(super) const LOGS: Right = Right { subresource: "log", name: "pods/log", ..core("get", "pods") };
pub(super) const QUOTAS: Right = core("list", "resourcequotas");
pub(super) const NAMESPACES: Right = core("get", "namespaces");
pub(super) const SECRETS: Right = core("get", "secrets");
pub(super) const REVIEWS: Right = Right {
    group: "authorization.k8s.io",
    name: "subjectaccessreviews.authorization.k8s.io",
    ..core("create", "subjectaccessreviews")
};

impl Kubernetes {
    pub(super) fn seen(&self, caller: &Caller) -> Self {
        match caller {
            Caller::Operator => self.clone(),
            Caller::Person(person) => match self.act {
                Act::Impersonate => Self {
                    client: impersonating(&self.client, person),
                    patient: impersonating(&self.patient, person),
                    endless: impersonating(&self.endless, person),
                    acting: As::Own,
                    ..self.clone()
                },
                Act::OnBehalf => Self { acting: As::For(Arc::clone(person)), ..self.clone() },
            },
        }
    }

    /// Before the server uses a right of its own for somebody: that this one has it too, or what stands for it.
    /// For itself, and for one who is impersonated, the API server decides when it is asked.
    pub(super) async fn allow(&self, right: Right, namespace: Option<&str>) -> Result<(), ClusterError> {
        let As::For(person) = &self.acting else { return Ok(()) };
        let allowed = self.review(Some(person), right, namespace).await?;
        let namespace = namespace.map(str::to_owned);
        if allowed {
            Ok(())
        } else {
            Err(ClusterError::Forbidden { verb: right.verb, resource: right.name, namespace })
        }
    }

    /// Whether the API server would let the caller, or `person`.
    pub(super) async fn review(
        &self,
        person: Option<&Person>,
        right: Right,
        namespace: Option<&str>,
    ) -> Result<bool, ClusterError> {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let attributes = ResourceAttributes {
            verb: text(right.verb),
            group: Some(right.group.to_owned()),
            resource: text(right.resource),
            subresource: text(right.subresource),
            namespace: namespace.map(str::to_owned),
            ..ResourceAttributes::default()
        };
        let how = PostParams::default();
        let status = if let Some(person) = person {
            // The API server adds this group for everybody it knows; a review takes what it is given.
            let everybody = "system:authenticated".to_owned();
            let spec = SubjectAccessReviewSpec {
                user: Some(person.user().to_owned()),
                groups: Some(person.groups().iter().cloned().chain([everybody]).collect()),
                resource_attributes: Some(attributes),
                ..SubjectAccessReviewSpec::default()
            };
            let review = SubjectAccessReview { spec, ..SubjectAccessReview::default() };
            let api: Api<SubjectAccessReview> = Api::all(self.client.clone());
            persist(|| api.create(&how, &review)).await.map(|review| review.status)
        } else {
            let spec = SelfSubjectAccessReviewSpec {
                resource_attributes: Some(attributes),
                ..SelfSubjectAccessReviewSpec::default()
            };
            let review = SelfSubjectAccessReview { spec, ..SelfSubjectAccessReview::default() };
            let api: Api<SelfSubjectAccessReview> = Api::all(self.client.clone());
            persist(|| api.create(&how, &review)).await.map(|review| review.status)
        };
        let status = status.map_err(KubernetesError::of_a_question)?;
        Ok(status.is_some_and(|status| status.allowed && status.denied != Some(true)))
    }

    pub(super) async fn missing(&self, rights: &[Right], namespace: &str) -> Result<Vec<Missing>, ClusterError> {
        let person = match &self.acting {
            As::Own => None,
            As::For(person) => Some(person.as_ref()),
        };
        let asked = rights.iter().map(|right| self.review(person, *right, Some(namespace)));
        let allowed = try_join_all(asked).await?;
        Ok(rights.iter().zip(allowed).filter(|(_, allowed)| !allowed).map(|(right, _)| right.missing()).collect())
    }
}

/// What the caller may do in a namespace.
pub(super) async fn access(cluster: &Kubernetes, namespace: String) -> Result<Access, ClusterError> {
    let of = |verbs: &[&'static str], kind| verbs.iter().map(|verb| right(verb, kind)).collect::<Vec<_>>();
    // On behalf of somebody the server's own account does the rest.
    let (submit, seal) = match cluster.acting {
        As::For(_) => (vec![SUBMIT], vec![SUBMIT]),
        As::Own => {
            let runs = of(&["get", "list", "create"], Kind::TestRun);
            let maps = of(&["get", "create", "patch"], Kind::ConfigMap);
            ([runs, maps].concat(), of(&["create", "patch"], Kind::SealedSecret))
        }
    };
    let see = of(&["list"], Kind::TestRun);
    let delete = of(&["delete"], Kind::TestRun);
    let logs = [PODS, LOGS];
    let (submit, seal, see, delete, logs) = futures::try_join!(
        cluster.missing(&submit, &namespace),
        cluster.missing(&seal, &namespace),
        cluster.missing(&see, &namespace),
        cluster.missing(&delete, &namespace),
        cluster.missing(&logs, &namespace),
    )?;
    let [submit, seal, see, delete, logs] = [submit, seal, see, delete, logs].map(Permission::lacking);
    Ok(Access { namespace, submit, seal, see, delete, logs })
}
