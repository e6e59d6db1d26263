//! What happens, as the API server tells it. After a pause, or when it has
//! forgotten what was told (410), everything is told again.

use futures::{StreamExt as _, TryFutureExt as _, stream};
use kube::api::DynamicObject;
use kube::runtime::watcher::{self, Event};
use kube::runtime::{WatchStreamExt as _, watcher as watch};

use super::who::right;
use super::{Kubernetes, KubernetesError, read};
use crate::cluster::{Change, Changes, ClusterError, Key, Kind};

pub(super) fn changes(cluster: Kubernetes, kind: Kind, namespace: Option<String>) -> Changes {
    let api = cluster.patient(kind, namespace.as_deref());
    let events = watch(api, watcher::Config::default()).default_backoff();
    let told = events.filter_map(move |event| {
        let told = match event {
            Ok(Event::Init) => Some(Ok(Change::Start)),
            Ok(Event::InitDone) => Some(Ok(Change::Told)),
            Ok(Event::Apply(object) | Event::InitApply(object)) => {
                read::is_of_a_run(kind, &object).then(|| Ok(Change::There(read::line(read::whole(kind, &object)))))
            }
            Ok(Event::Delete(object)) => Some(Ok(Change::Gone(key(kind, &object)))),
            Err(error) => Some(Err(told(error))),
        };
        async { told }
    });
    // On behalf of somebody nothing is told before it is known that this one may list and watch.
    let may = async move {
        cluster.allow(right("watch", kind), namespace.as_deref()).await?;
        cluster.allow(right("list", kind), namespace.as_deref()).await
    };
    until_refused(may.map_ok(move |()| told).try_flatten_stream().boxed())
}

/// Ends with the first answer that the caller may not: asking again and again changes nothing.
fn until_refused(changes: Changes) -> Changes {
    let pieces = stream::unfold(Some(changes), |changes| async {
        let mut changes = changes?;
        let change = changes.next().await?;
        let is_refused = matches!(
            &change,
            Err(ClusterError::Forbidden { .. }
                | ClusterError::Kubernetes(KubernetesError::Refused { status: 401 | 403, .. }))
        );
        Some((change, (!is_refused).then_some(changes)))
    });
    pieces.boxed()
}

fn key(kind: Kind, object: &DynamicObject) -> Key {
    let metadata = &object.metadata;
    Key {
        kind,
        namespace: metadata.namespace.clone().unwrap_or_default(),
        name: metadata.name.clone().unwrap_or_default(),
    }
}

fn told(error: watcher::Error) -> ClusterError {
    let message = error.to_string();
    match error {
        watcher::Error::InitialListFailed(error)
        | watcher::Error::WatchStartFailed(error)
        | watcher::Error::WatchFailed(error) => KubernetesError::of_a_question(error),
        watcher::Error::WatchError(status) => {
            ClusterError::Kubernetes(KubernetesError::Refused { status: status.code, message: status.message.clone() })
        }
        watcher::Error::NoResourceVersion => {
            ClusterError::Kubernetes(KubernetesError::Refused { status: 502, message })
        }
    }
}
