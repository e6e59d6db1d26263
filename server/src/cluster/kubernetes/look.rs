//! Whether what a submit counts on is there. Secrets are never read: what is known
//! of them is what seals them.

use std::collections::BTreeSet;

use futures::future::join_all;
use k8s_openapi::api::core::v1::{Namespace, ResourceQuota};
use kube::api::{Api, ListParams};

use super::error::{is_forbidden, is_missing};
use super::persist::persist;
use super::who::{QUOTAS, right};
use super::{Kubernetes, set};
use crate::cluster::{ClusterError, Finding, Key, Kind, State, Wanted};

pub(super) async fn look(cluster: &Kubernetes, wanted: Wanted) -> Result<Vec<Finding>, ClusterError> {
    cluster.allow(super::who::SUBMIT, Some(&wanted.namespace)).await?;
    let mut found = vec![namespace(cluster, &wanted.namespace).await];
    if found.iter().any(|finding| finding.state == State::Missing) {
        return Ok(found);
    }
    found.extend(quotas(cluster, &wanted).await);
    let (secrets, maps): (BTreeSet<_>, BTreeSet<_>) =
        (wanted.secrets.iter().collect(), wanted.config_maps.iter().collect());
    found.extend(join_all(secrets.into_iter().map(|name| secret(cluster, &wanted.namespace, name))).await);
    found.extend(join_all(maps.into_iter().map(|name| config_map(cluster, &wanted.namespace, name))).await);
    Ok(found)
}

/// Why it cannot be told, from what the API server said.
fn unknown(kind: &'static str, name: &str, error: &kube::Error) -> Finding {
    let words = if is_forbidden(error) {
        format!("whoever acts here may not look at {kind}s: cannot tell")
    } else {
        format!("the cluster did not say: {}", crate::logging::with_causes(error))
    };
    Finding::new(kind, name, State::Unknown, words)
}

async fn namespace(cluster: &Kubernetes, name: &str) -> Finding {
    const KIND: &str = "Namespace";
    let api: Api<Namespace> = Api::all(cluster.client.clone());
    match persist(|| api.get(name)).await {
        Ok(found) if found.metadata.deletion_timestamp.is_some() => {
            Finding::new(KIND, name, State::Missing, "it is being deleted: nothing new can be made in it")
        }
        Ok(_) => Finding::new(KIND, name, State::Found, "it is there"),
        Err(error) if is_missing(&error) => {
            Finding::new(KIND, name, State::Missing, "there is none of this name: ask the platform's operators for it")
        }
        Err(error) => unknown(KIND, name, &error),
    }
}

async fn quotas(cluster: &Kubernetes, wanted: &Wanted) -> Vec<Finding> {
    const KIND: &str = "ResourceQuota";
    // On behalf of somebody it is told only to who may look for themselves.
    if cluster.allow(QUOTAS, Some(&wanted.namespace)).await.is_err() {
        return vec![Finding::new(KIND, "", State::Unknown, "you may not list resourcequotas: cannot tell")];
    }
    let api: Api<ResourceQuota> = Api::namespaced(cluster.client.clone(), &wanted.namespace);
    let every = ListParams::default();
    match persist(|| api.list(&every)).await {
        Ok(list) if list.items.is_empty() => vec![Finding::new(KIND, "", State::Found, "there is no limit")],
        Ok(list) => list.items.iter().map(|quota| of_quota(quota, wanted)).collect(),
        Err(error) => vec![unknown(KIND, "", &error)],
    }
}

/// What a quota counts that a submit adds to.
const COUNTED: [&str; 3] = ["count/testruns.k6.io", "count/configmaps", "configmaps"];

fn of_quota(quota: &ResourceQuota, wanted: &Wanted) -> Finding {
    let name = quota.metadata.name.clone().unwrap_or_default();
    let count = |values: Option<&std::collections::BTreeMap<String, _>>, resource: &str| -> Option<u64> {
        let quantity: &k8s_openapi::apimachinery::pkg::api::resource::Quantity = values?.get(resource)?;
        quantity.0.parse().ok()
    };
    let status = quota.status.as_ref();
    let mut words = Vec::new();
    let mut state = State::Found;
    for resource in COUNTED {
        let hard = count(status.and_then(|status| status.hard.as_ref()), resource)
            .or_else(|| count(quota.spec.as_ref().and_then(|spec| spec.hard.as_ref()), resource));
        let (Some(hard), used) = (hard, count(status.and_then(|status| status.used.as_ref()), resource)) else {
            continue;
        };
        let used = used.unwrap_or_default();
        // An archive that is there already is not counted again, so only runs are sure to be more.
        if resource.contains("testruns") && used + wanted.runs > hard {
            state = State::Missing;
            words.push(format!("{used} of {hard} {resource} are used, and this submit adds {}", wanted.runs));
        } else {
            words.push(format!("{used} of {hard} {resource} are used"));
        }
    }
    if words.is_empty() {
        words.push("it limits nothing that a submit makes by itself; pods may still have to wait for it".to_owned());
    }
    Finding::new("ResourceQuota", name, state, words.join("; "))
}

/// A SealedSecret of the name says that there is a Secret, or that there will be.
async fn secret(cluster: &Kubernetes, namespace: &str, name: &str) -> Finding {
    const KIND: &str = "Secret";
    if cluster.allow(right("list", Kind::SealedSecret), Some(namespace)).await.is_err() {
        return Finding::new(
            KIND,
            name,
            State::Unknown,
            "you may not list SealedSecrets, and Secrets are never read: cannot tell",
        );
    }
    // By a list of the one name: platforms let developers list SealedSecrets, and not get one.
    let api = cluster.objects(Kind::SealedSecret, namespace);
    let named = ListParams::default().fields(&format!("metadata.name={name}"));
    match persist(|| api.list(&named)).await {
        Ok(list) if list.items.is_empty() => Finding::new(
            KIND,
            name,
            State::Unknown,
            "no SealedSecret has this name, and Secrets are never read: cannot tell",
        ),
        Ok(list) => {
            let opened = list.items.iter().filter_map(|sealed| sealed.data.pointer("/status/conditions")?.as_array());
            let refused =
                opened.flatten().find(|condition| condition["type"] == "Synced" && condition["status"] == "False");
            match refused.and_then(|condition| condition["message"].as_str()) {
                Some(message) => {
                    let words = format!("its SealedSecret could not be opened in the cluster: {message}");
                    Finding::new(KIND, name, State::Missing, words)
                }
                None => Finding::new(KIND, name, State::Found, "its SealedSecret is there"),
            }
        }
        Err(error) => unknown("SealedSecret", name, &error),
    }
}

async fn config_map(cluster: &Kubernetes, namespace: &str, name: &str) -> Finding {
    const KIND: &str = "ConfigMap";
    if cluster.allow(right("get", Kind::ConfigMap), Some(namespace)).await.is_err() {
        return Finding::new(KIND, name, State::Unknown, "you may not get ConfigMaps: cannot tell");
    }
    let key = Key { kind: Kind::ConfigMap, namespace: namespace.to_owned(), name: name.to_owned() };
    match set::before(cluster, &key).await {
        Ok(Some(_)) => Finding::new(KIND, name, State::Found, "it is there"),
        Ok(None) => {
            Finding::new(KIND, name, State::Missing, "there is none of this name: pods that need it do not start")
        }
        Err(error) => unknown(KIND, name, &error),
    }
}
