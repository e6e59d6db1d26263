//! Which cluster, and as whom.

use std::path::PathBuf;
use std::time::Duration;

use kube::config::{InClusterError, KubeConfigOptions, Kubeconfig, KubeconfigError};
use kube::{Client, Config};
use thiserror::Error;

/// How long the API server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long it may be silent while it tells what happens: it says something at least once a minute.
const SILENCE: Duration = Duration::from_mins(5);

/// Where it says how to reach the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A kubeconfig, `$KUBECONFIG` or `~/.kube/config` where no file is named, and the context in it, its current one
    /// where none is named.
    File { path: Option<PathBuf>, context: Option<String> },
    /// The account of the pod that this process runs in.
    Pod,
}

#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("the kubeconfig cannot be used")]
    File(#[source] Box<KubeconfigError>),
    #[error("this process does not run in a pod with a service account: name a kubeconfig with --kubeconfig")]
    Pod(#[source] InClusterError),
    #[error("no connection can be made of the cluster's configuration")]
    Client(#[source] Box<kube::Error>),
}

/// By how long an answer may be silent.
pub(super) struct Clients {
    /// For what is answered at once.
    pub(super) prompt: Client,
    /// For what happens in the cluster.
    pub(super) patient: Client,
    /// For what a pod prints, which may be nothing.
    pub(super) endless: Client,
}

pub(super) async fn clients(source: &Source) -> Result<Clients, ConfigError> {
    let file = |error| ConfigError::File(Box::new(error));
    let mut config = match source {
        Source::Pod => Config::incluster().map_err(ConfigError::Pod)?,
        Source::File { path, context } => {
            let options = KubeConfigOptions { context: context.clone(), ..KubeConfigOptions::default() };
            let kubeconfig = path.as_ref().map_or_else(Kubeconfig::read, Kubeconfig::read_from).map_err(file)?;
            Config::from_custom_kubeconfig(kubeconfig, &options).await.map_err(file)?
        }
    };
    config.connect_timeout = Some(PATIENCE);
    config.write_timeout = Some(PATIENCE);
    let client = |silence| {
        let mut config = config.clone();
        config.read_timeout = silence;
        Client::try_from(config).map_err(|error| ConfigError::Client(Box::new(error)))
    };
    Ok(Clients { prompt: client(Some(PATIENCE))?, patient: client(Some(SILENCE))?, endless: client(None)? })
}
