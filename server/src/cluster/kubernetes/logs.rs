//! The pods of a run, and what they print.

use futures::{AsyncReadExt as _, StreamExt as _, stream};
use k8s_openapi::api::core::v1::Pod as ApiPod;
use kube::api::{Api, ListParams, LogParams};

use super::persist::persist;
use super::who::{LOGS, PODS};
use super::{Kubernetes, KubernetesError};
use crate::cluster::logs::RUN_LABEL;
use crate::cluster::{ClusterError, Key, Log, Pod};

/// Bytes that are passed on at once.
const PIECE: usize = 16 * 1024;

pub(super) async fn pods(cluster: &Kubernetes, run: Key) -> Result<Vec<Pod>, ClusterError> {
    cluster.allow(PODS, Some(&run.namespace)).await?;
    let api: Api<ApiPod> = Api::namespaced(cluster.client.clone(), &run.namespace);
    let of_run = ListParams::default().labels(&format!("{RUN_LABEL}={}", run.name));
    let list = persist(|| api.list(&of_run)).await.map_err(KubernetesError::of_a_question)?;
    Ok(list.items.iter().map(pod).collect())
}

fn pod(pod: &ApiPod) -> Pod {
    let name = pod.metadata.name.clone().unwrap_or_default();
    let label = |name: &str| pod.metadata.labels.as_ref().and_then(|labels| labels.get(name)).map(String::as_str);
    let job = label("job-name").or_else(|| label("batch.kubernetes.io/job-name")).unwrap_or(&name);
    let role = match job {
        _ if label("runner") == Some("true") => "runner",
        job if job.contains("-initializer") => "initializer",
        job if job.contains("-starter") => "starter",
        _ => "other",
    };
    let status = pod.status.as_ref();
    let containers = status.and_then(|status| status.container_statuses.as_ref()).into_iter().flatten();
    let of_containers: Vec<_> = containers.filter_map(|container| container.state.as_ref()).collect();
    let ended = of_containers.iter().find_map(|state| state.terminated.as_ref());
    let waits = of_containers.iter().find_map(|state| state.waiting.as_ref());
    let of_wait = waits.and_then(|waits| waits.message.clone().or_else(|| waits.reason.clone()));
    let of_end = ended.and_then(|ended| ended.message.clone().or_else(|| ended.reason.clone()));
    let conditions = status.and_then(|status| status.conditions.as_ref()).into_iter().flatten();
    let unplaced =
        conditions.into_iter().find(|condition| condition.type_ == "PodScheduled" && condition.status == "False");
    Pod {
        name,
        role,
        phase: status.and_then(|status| status.phase.clone()).unwrap_or_else(|| "Unknown".to_owned()),
        reason: of_wait.or(of_end).or_else(|| unplaced.and_then(|condition| condition.message.clone())),
        exit_code: ended.map(|ended| ended.exit_code),
    }
}

/// Only of a pod that is the run's: a namespace has other pods too.
pub(super) async fn log(cluster: &Kubernetes, run: Key, pod: String, follow: bool) -> Result<Log, ClusterError> {
    cluster.allow(LOGS, Some(&run.namespace)).await?;
    let namespace = run.namespace.clone();
    if !pods(cluster, run).await?.iter().any(|known| known.name == pod) {
        return Err(ClusterError::NoPod(pod));
    }
    let api: Api<ApiPod> =
        Api::namespaced(if follow { &cluster.endless } else { &cluster.patient }.clone(), &namespace);
    let how = LogParams { follow, ..LogParams::default() };
    let read = api.log_stream(&pod, &how).await.map_err(KubernetesError::of_a_question)?;
    let pieces = stream::unfold(Box::pin(read), |mut read| async move {
        let mut piece = vec![0; PIECE];
        match read.read(&mut piece).await {
            Ok(0) => None,
            Ok(length) => {
                piece.truncate(length);
                Some((Ok(piece.into()), read))
            }
            Err(error) => Some((Err(error), read)),
        }
    });
    Ok(pieces.boxed())
}
