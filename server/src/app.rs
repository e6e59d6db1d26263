//! The server put together: routes, then what every request passes.

use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::DefaultBodyLimit;
use axum::{Router, middleware};
use futures::{Stream, StreamExt as _};
use k6cfg_loader::{Remote, Sandbox};
use k6cfg_profile::Profile;
use tokio::sync::{RwLock, Semaphore, watch};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::cluster::Cluster;
use crate::gate::{self, Hosts};
use crate::links::Links;
use crate::listeners::Listeners;
use crate::problem::Problem;
use crate::rate::Rate;
use crate::sealing::Sealing;
use crate::who::{Caller, SignIn};
use crate::{api, page};

/// Short links that one caller may make at once; they come back over the period.
const LINKS_AT_ONCE: u32 = 20;
const LINK_PERIOD: Duration = Duration::from_mins(10);

/// Answers without an end that are given at once, to all and to one person.
const LISTENERS: usize = 1000;
const LISTENERS_OF_ONE: usize = 50;

/// What handlers share.
#[derive(Clone)]
pub struct App {
    pub cluster: Arc<dyn Cluster>,
    pub profile: Arc<Profile>,
    /// Folder of the built page; need not be there.
    pub page: Arc<PathBuf>,
    pub limits: Limits,
    pub hosts: Arc<Hosts>,
    /// Where scripts are loaded.
    pub sandbox: Arc<Sandbox>,
    /// Fetches modules from the profile's hosts.
    pub remote: Arc<Remote>,
    /// The cluster's sealed-secrets controller.
    pub sealing: Arc<Sealing>,
    /// Short links, where they are kept.
    pub links: Option<Arc<Links>>,
    /// How often one caller may make one.
    pub(crate) link_rate: Arc<Rate<IpAddr>>,
    /// How it is known who asks.
    pub sign_in: Arc<SignIn>,
    /// How often one person may submit.
    pub(crate) submit_rate: Arc<Rate<String>>,
    /// Answers without an end.
    listeners: Arc<Listeners>,
    /// Held by each submit that is under way, also when nobody waits for it any more.
    pub(crate) submitting: Arc<RwLock<()>>,
    /// Whether the server is about to end.
    ending: watch::Sender<bool>,
    /// One permit per run of the engine at a time.
    pub engine: Arc<Semaphore>,
    /// One permit per request under way.
    pub requests: Arc<Semaphore>,
}

/// How much one caller may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request body.
    pub body: usize,
    /// From the request's headers to the answer's.
    pub time: Duration,
    /// API requests under way at once.
    pub requests: usize,
    /// How long an API request waits for its turn.
    pub queue: Duration,
    /// How long an answer without an end goes on.
    pub listen: Duration,
    /// Submits and dry runs of one person in a minute.
    pub submits: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 32 * 1024 * 1024,
            time: Duration::from_mins(1),
            requests: 64,
            queue: Duration::from_secs(10),
            listen: Duration::from_mins(10),
            submits: 60,
        }
    }
}

impl App {
    pub fn new(
        cluster: Arc<dyn Cluster>,
        profile: Profile,
        page: PathBuf,
        limits: Limits,
        hosts: Hosts,
        sandbox: Sandbox,
    ) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            cluster,
            sandbox: Arc::new(sandbox),
            remote: Arc::new(Remote::guarded(&profile.module_hosts)),
            profile: Arc::new(profile),
            page: Arc::new(page),
            limits,
            hosts: Arc::new(hosts),
            sealing: Arc::default(),
            links: None,
            link_rate: Arc::new(Rate::new(LINKS_AT_ONCE, LINK_PERIOD)),
            sign_in: Arc::default(),
            submit_rate: Arc::new(Rate::new(limits.submits, Duration::from_mins(1))),
            listeners: Arc::new(Listeners::new(LISTENERS, LISTENERS_OF_ONE)),
            submitting: Arc::default(),
            ending: watch::Sender::new(false),
            engine: Arc::new(Semaphore::new(processors)),
            requests: Arc::new(Semaphore::new(limits.requests)),
        }
    }

    #[must_use]
    pub fn with_sealing(self, sealing: Sealing) -> Self {
        Self { sealing: Arc::new(sealing), ..self }
    }

    #[must_use]
    pub fn with_links(self, links: Links) -> Self {
        Self { links: Some(Arc::new(links)), ..self }
    }

    #[must_use]
    pub fn with_sign_in(self, sign_in: SignIn) -> Self {
        Self { sign_in: Arc::new(sign_in), ..self }
    }

    /// Answers without an end are to end now.
    pub fn end(&self) {
        self.ending.send_replace(true);
    }

    /// When no submit is under way any more.
    pub async fn settled(&self) {
        drop(self.submitting.write().await);
    }

    /// When [`App::end`] is called.
    fn ended(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut ending = self.ending.subscribe();
        async move {
            // The sender lives as long as the server.
            let _ = ending.wait_for(|ending| *ending).await;
        }
    }

    /// An answer without an end, for as long as one may go on.
    pub(crate) fn listening(
        &self,
        caller: &Caller,
        pieces: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
    ) -> Result<Body, Problem> {
        let kept = self.listeners.admit(caller)?;
        let pieces = pieces.take_until(self.ended()).take_until(tokio::time::sleep(self.limits.listen));
        Ok(Body::from_stream(pieces.map(move |piece| {
            let _kept = &kept;
            piece
        })))
    }

    /// Whether this person may submit once more now. Whoever runs the server for themselves always may.
    pub(crate) fn may_submit(&self, caller: &Caller) -> bool {
        caller.user().is_none_or(|user| self.submit_rate.allows(user.to_owned(), Instant::now()))
    }

    /// The whole server as one service.
    pub fn router(self) -> Router {
        // The first one added is the first that a request meets.
        let gates = ServiceBuilder::new()
            .layer(middleware::from_fn(gate::log))
            .layer(middleware::from_fn(gate::security_headers))
            .layer(gate::pages_elsewhere(&self.hosts))
            .layer(CatchPanicLayer::custom(gate::panicked))
            .layer(middleware::from_fn_with_state(self.clone(), gate::same_host))
            .layer(middleware::from_fn_with_state(self.clone(), gate::signed_in))
            .layer(middleware::from_fn_with_state(self.clone(), gate::within_limits))
            .layer(DefaultBodyLimit::max(self.limits.body));
        // Layers reach only routes that are there already: they come last.
        api::router().fallback(page::serve).with_state(self).layer(gates)
    }
}
