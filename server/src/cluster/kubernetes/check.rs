//! What the server can and cannot do in a cluster, before anyone relies on it.

use k8s_openapi::api::authentication::v1::SelfSubjectReview;
use kube::api::{Api, ListParams, PostParams};

use super::client::impersonating;
use super::who::{Act, LOGS, NAMESPACES, PODS, QUOTAS, REVIEWS, Right, SECRETS, right};
use super::{Kubernetes, resource};
use crate::cluster::{ClusterError, Kind};
use crate::logging::with_causes;
use crate::who::Person;

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub is_good: bool,
    pub text: String,
}

impl Line {
    pub(crate) fn good(text: impl Into<String>) -> Self {
        Self { is_good: true, text: text.into() }
    }

    pub(crate) fn bad(text: impl Into<String>) -> Self {
        Self { is_good: false, text: text.into() }
    }
}

/// Whoever this is has no rights, and none are needed.
const NOBODY: &str = "k6cfg-check";

impl Kubernetes {
    /// `signs_in`: whether the server acts for people, or for itself. `namespaces`: those of the teams.
    pub async fn check(&self, signs_in: bool, namespaces: &[String]) -> Vec<Line> {
        let version = match self.client.apiserver_version().await {
            Ok(version) => version.git_version,
            Err(error) => return vec![Line::bad(format!("the API server gives no answer: {}", with_causes(&error)))],
        };
        let mut lines = vec![Line::good(format!("the API server answers: {version}"))];
        let Some(account) = self.account(&mut lines).await else { return lines };
        for kind in [Kind::TestRun, Kind::SealedSecret] {
            lines.push(self.knows(kind, namespaces.first()).await);
        }
        if signs_in && self.act == Act::Impersonate {
            lines.push(self.impersonates(&account).await);
        } else {
            // With its own rights, for itself or for others.
            if signs_in {
                lines.push(self.may(REVIEWS, None, &account).await);
            }
            for namespace in namespaces {
                lines.extend(self.rights(namespace, &account).await);
            }
        }
        let secrets = self.review(None, SECRETS, namespaces.first().map(String::as_str)).await;
        if matches!(secrets, Ok(true)) {
            lines.push(Line::bad(format!("{account} may get secrets: it never needs to, take that right away")));
        }
        lines
    }

    async fn account(&self, lines: &mut Vec<Line>) -> Option<String> {
        let api: Api<SelfSubjectReview> = Api::all(self.client.clone());
        match api.create(&PostParams::default(), &SelfSubjectReview::default()).await {
            Ok(review) => {
                let user = review.status.and_then(|status| status.user_info).and_then(|info| info.username);
                let user = user.unwrap_or_default();
                lines.push(Line::good(format!("the server is `{user}` there")));
                Some(format!("`{user}`"))
            }
            Err(error) => {
                lines.push(Line::bad(format!("the API server does not know the server: {}", with_causes(&error))));
                None
            }
        }
    }

    /// Whether the cluster knows a kind: a list is answered, or refused for want of a right, and not with 404.
    async fn knows(&self, kind: Kind, namespace: Option<&String>) -> Line {
        let name = right("list", kind).name;
        let api = self.objects(kind, namespace.map_or("default", String::as_str));
        match api.list(&ListParams::default().limit(1)).await {
            Err(kube::Error::Api(status)) if status.code == 404 => Line::bad(format!(
                "the cluster does not know {name} {}: install what defines it",
                resource(kind).version
            )),
            Err(kube::Error::Api(status)) if status.code != 403 => Line::bad(format!("{name}: {}", status.message)),
            Err(kube::Error::Api(_)) | Ok(_) => {
                Line::good(format!("the cluster knows {name}, as far as the server may see"))
            }
            Err(error) => Line::bad(format!("{name}: {}", with_causes(&error))),
        }
    }

    /// By doing it: there are several ways to be let.
    async fn impersonates(&self, account: &str) -> Line {
        let Ok(nobody) = Person::new(NOBODY.to_owned(), vec![NOBODY.to_owned()]) else {
            return Line::bad("nobody can be impersonated");
        };
        let seen = Self { client: impersonating(&self.client, &nobody), ..self.clone() };
        match seen.review(None, right("list", Kind::TestRun), Some("default")).await {
            Ok(_) => {
                Line::good(format!("{account} may impersonate people and groups: the cluster's RBAC decides for each"))
            }
            Err(error) => Line::bad(format!("{account} may not impersonate: {}", words(&error))),
        }
    }

    async fn rights(&self, namespace: &str, account: &str) -> Vec<Line> {
        let of = |kind: Kind, verbs: &[&'static str]| verbs.iter().map(|verb| right(verb, kind)).collect::<Vec<_>>();
        let needed = [
            of(Kind::TestRun, &["get", "list", "watch", "create", "delete"]),
            of(Kind::ConfigMap, &["get", "list", "watch", "create", "patch", "delete"]),
            of(Kind::SealedSecret, &["get", "list", "watch", "create", "patch", "delete"]),
            vec![PODS, LOGS, QUOTAS, NAMESPACES],
        ]
        .concat();
        match self.missing(&needed, namespace).await {
            Ok(missing) if missing.is_empty() => {
                vec![Line::good(format!("{account} may do in `{namespace}` all that is needed there"))]
            }
            Ok(missing) => {
                let missing: Vec<String> = missing.iter().map(|one| format!("{} {}", one.verb, one.resource)).collect();
                vec![Line::bad(format!("{account} may not do in `{namespace}`: {}", missing.join(", ")))]
            }
            Err(error) => vec![Line::bad(format!("rights in `{namespace}`: {}", words(&error)))],
        }
    }

    async fn may(&self, wanted: Right, namespace: Option<&str>, account: &str) -> Line {
        match self.review(None, wanted, namespace).await {
            Ok(true) => Line::good(format!("{account} may {} {}", wanted.verb, wanted.name)),
            Ok(false) => Line::bad(format!("{account} may not {} {}", wanted.verb, wanted.name)),
            Err(error) => Line::bad(format!("{}: {}", wanted.name, words(&error))),
        }
    }
}

fn words(error: &ClusterError) -> String {
    with_causes(error)
}
