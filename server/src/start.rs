//! From the command line to a listening server, and its orderly end.

use std::future::Future;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use k6cfg_loader::Sandbox;
use k6cfg_profile::{Profile, ProfileError};
use k6cfg_seal::CertificateError;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use crate::args::{ActChoice, Args, ClusterChoice, SignInChoice};
use crate::cluster::Cluster;
use crate::cluster::embedded::{Embedded, EmbeddedError, Stamps};
use crate::cluster::kubernetes::{Act, ConfigError, Kubernetes, Source};
use crate::links::{LinkError, Links};
use crate::sealing::{self, Controller, ControllerError, Sealing};
use crate::who::oidc::{Claims, Oidc, Provider, ProviderError};
use crate::who::{Proxy, SignIn};
use crate::{App, Hosts, Limits};

/// How long requests that are under way may take when the server ends.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// How long one script may take to load.
const SCRIPT_PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug, Error)]
pub enum StartError {
    #[error("this program cannot be started once more, for scripts")]
    Program(#[source] io::Error),
    #[error(
        "{0} is reached by other machines, and nobody signs in: choose with --sign-in how, listen on 127.0.0.1, or add --allow-without-sign-in"
    )]
    WithoutSignIn(SocketAddr),
    #[error("{0} is reached by other machines, and nobody signs in: choose with --sign-in how, or listen on 127.0.0.1")]
    ClusterWithoutSignIn(SocketAddr),
    #[error("--oidc-issuer")]
    Provider(#[source] ProviderError),
    #[error("no folder for the store: set --data, XDG_DATA_HOME or HOME")]
    NoDataFolder,
    #[error("the folder {} cannot be made", path.display())]
    DataFolder { path: PathBuf, source: io::Error },
    #[error("{} is in use by another k6cfg-server: stop it, or choose another folder with --data", path.display())]
    StoreInUse { path: PathBuf },
    #[error("the store {} cannot be used", path.display())]
    Store { path: PathBuf, source: EmbeddedError },
    #[error("no cluster to apply to")]
    Kubernetes(#[source] ConfigError),
    #[error("the store of short links {} cannot be used", path.display())]
    Links { path: PathBuf, source: LinkError },
    #[error("the profile {} cannot be read", path.display())]
    ProfileFile { path: PathBuf, source: io::Error },
    #[error("{}", path.display())]
    Profile { path: PathBuf, source: ProfileError },
    #[error("the certificate {} cannot be read", path.display())]
    CertificateFile { path: PathBuf, source: io::Error },
    #[error("{} is nothing to seal with: {}", path.display(), source.help())]
    Certificate { path: PathBuf, source: CertificateError },
    #[error("--sealing-controller")]
    Controller(#[source] ControllerError),
    #[error("no certificate can be made for the embedded cluster")]
    OwnCertificate(#[source] io::Error),
    #[error("{0} is in use by another program: choose another with --listen")]
    AddressInUse(SocketAddr),
    #[error("cannot listen on {address}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("the server cannot go on")]
    Serve(#[source] io::Error),
}

/// Serves until the process is told to end.
pub async fn run(args: Args) -> Result<(), StartError> {
    if args.sign_in == SignInChoice::None && !args.listen.ip().is_loopback() {
        // With the server's rights in a cluster nobody is let in who is not known.
        if args.cluster == ClusterChoice::Kubernetes {
            return Err(StartError::ClusterWithoutSignIn(args.listen));
        }
        if !args.allow_without_sign_in {
            return Err(StartError::WithoutSignIn(args.listen));
        }
    }
    let sign_in = sign_in(&args)?;
    let profile = profile(args.profile.as_deref())?;
    let listener = listen(args.listen).await?;
    let address = listener.local_addr().map_err(StartError::Serve)?;
    let data = data_folder(args.data.clone())?;
    let own = args.cluster == ClusterChoice::Embedded;
    let cluster: Arc<dyn Cluster> = if own { Arc::new(store(&data)?) } else { Arc::new(kubernetes(&args).await?) };
    let sealing = sealing(args.sealing_certificate, args.sealing_controller.as_deref(), own.then_some(&data))?;
    let limits = Limits { body: args.max_body, submits: args.submits_per_minute, ..Limits::default() };
    let sandbox = Sandbox::of_this_program(SCRIPT_PATIENCE).map_err(StartError::Program)?;
    let hosts = Hosts::new(address, &args.public_host).with_pages(&args.page_origin);
    let app = App::new(cluster, profile, args.page, limits, hosts, sandbox);
    let app = app.with_sealing(sealing).with_sign_in(sign_in);
    let app = if args.no_short_links { app } else { app.with_links(links(&data)?) };
    let end = end_asked_for()?;
    announce(address).map_err(StartError::Serve)?;
    serve(listener, app, end).await
}

/// The cluster that is named.
pub(crate) async fn kubernetes(args: &Args) -> Result<Kubernetes, StartError> {
    let source = source(args.kubeconfig.clone(), args.context.clone());
    Kubernetes::connect(&source, act(args.act)).await.map_err(StartError::Kubernetes)
}

pub(crate) fn sign_in(args: &Args) -> Result<SignIn, StartError> {
    match args.sign_in {
        SignInChoice::None => Ok(SignIn::Nobody),
        SignInChoice::Proxy => Ok(SignIn::Proxy(Proxy {
            from: args.proxy_from.clone(),
            user: args.proxy_user_header.clone(),
            groups: args.proxy_groups_header.clone(),
        })),
        SignInChoice::Oidc => {
            let provider = Provider::at(args.oidc_issuer.as_deref().unwrap_or_default());
            let client_id = args.oidc_client_id.clone().unwrap_or_default();
            Ok(SignIn::Oidc(Box::new(Oidc {
                provider: Arc::new(provider.map_err(StartError::Provider)?),
                audience: args.oidc_audience.clone().unwrap_or_else(|| client_id.clone()),
                client_id,
                scope: args.oidc_scope.clone(),
                claims: Claims {
                    user: args.oidc_user_claim.clone(),
                    groups: args.oidc_groups_claim.clone(),
                    user_prefix: args.oidc_user_prefix.clone(),
                    groups_prefix: args.oidc_groups_prefix.clone(),
                },
            })))
        }
    }
}

fn act(choice: ActChoice) -> Act {
    match choice {
        ActChoice::Impersonate => Act::Impersonate,
        ActChoice::OnBehalf => Act::OnBehalf,
    }
}

pub(crate) fn profile(path: Option<&Path>) -> Result<Profile, StartError> {
    let Some(path) = path else { return Ok(Profile::built_in().clone()) };
    let file = |source| StartError::ProfileFile { path: path.to_owned(), source };
    let yaml = std::fs::read_to_string(path).map_err(file)?;
    Profile::from_yaml(&yaml).map_err(|source| StartError::Profile { path: path.to_owned(), source })
}

/// The pod's account, unless a kubeconfig is named or this is no pod.
fn source(kubeconfig: Option<PathBuf>, context: Option<String>) -> Source {
    let is_pod = std::env::var_os("KUBERNETES_SERVICE_HOST").is_some();
    if is_pod && kubeconfig.is_none() && context.is_none() {
        return Source::Pod;
    }
    Source::File { path: kubeconfig, context }
}

/// `own`: the folder in which the embedded cluster has a certificate of its own.
fn sealing(
    certificate: Option<PathBuf>,
    controller: Option<&str>,
    own: Option<&PathBuf>,
) -> Result<Sealing, StartError> {
    if let Some(address) = controller {
        return Controller::at(address).map(Sealing::Controller).map_err(StartError::Controller);
    }
    let Some(path) = certificate else {
        let Some(data) = own else { return Ok(Sealing::default()) };
        return sealing::embedded(data).map_err(StartError::OwnCertificate);
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(source) => return Err(StartError::CertificateFile { path, source }),
    };
    Sealing::of_certificate(&bytes).map_err(|source| StartError::Certificate { path, source })
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => StartError::AddressInUse(address),
        _ => StartError::Listen { address, source },
    })
}

/// As the XDG base directory specification says.
pub(crate) fn data_folder(given: Option<PathBuf>) -> Result<PathBuf, StartError> {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    given
        .or_else(|| variable("XDG_DATA_HOME").map(|data| data.join("k6cfg")))
        .or_else(|| variable("HOME").map(|home| home.join(".local/share/k6cfg")))
        .ok_or(StartError::NoDataFolder)
}

pub(crate) fn store(folder: &Path) -> Result<Embedded, StartError> {
    make_private(folder).map_err(|source| StartError::DataFolder { path: folder.to_owned(), source })?;
    let path = folder.join("cluster.redb");
    Embedded::open(&path, Stamps::real()).map_err(|source| match source {
        EmbeddedError::Locked => StartError::StoreInUse { path },
        source => StartError::Store { path, source },
    })
}

fn links(folder: &Path) -> Result<Links, StartError> {
    let path = folder.join("links.redb");
    Links::open(&path).map_err(|source| StartError::Links { path, source })
}

/// A folder that only its owner can look into; one that is there stays as it is.
fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The one line on standard output.
fn announce(address: SocketAddr) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "k6cfg is ready at http://{address}/")?;
    out.flush()
}

/// Ends with SIGTERM or SIGINT.
fn end_asked_for() -> Result<impl Future<Output = ()> + Send + 'static, StartError> {
    let mut terminate = signal(SignalKind::terminate()).map_err(StartError::Serve)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(StartError::Serve)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Serves until `end`, then finishes the requests that are under way, within
/// [`LAST_REQUESTS`].
async fn serve(
    listener: TcpListener,
    app: App,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let (ending, ended) = oneshot::channel();
    let (listening, left) = (app.clone(), app.clone());
    let serving = axum::serve(listener, app.router().into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            end.await;
            tracing::info!("ending: finishing the requests that are under way");
            listening.end();
            // Nobody listens any more only when serving is over.
            let _ = ending.send(());
        });
    let too_long = async {
        if ended.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    let all = async {
        serving.await?;
        // A submit goes on when whoever sent it hung up.
        left.settled().await;
        Ok(())
    };
    tokio::select! {
        served = all => served.map_err(StartError::Serve),
        () = too_long => {
            tracing::warn!("ended while requests were still under way");
            Ok(())
        }
    }
}
