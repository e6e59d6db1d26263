//! An API server that restarts is asked again.

use std::future::Future;
use std::time::Duration;

use kube::Error;

/// How long is waited before each further try.
const PAUSES: [Duration; 3] = [Duration::from_millis(250), Duration::from_secs(1), Duration::from_secs(3)];

/// What may be done twice without harm, until it is answered.
pub(super) async fn persist<T, F: Future<Output = Result<T, Error>>>(mut ask: impl FnMut() -> F) -> Result<T, Error> {
    for pause in PAUSES {
        match ask().await {
            Err(error) if passes(&error) => tokio::time::sleep(pause).await,
            answered => return answered,
        }
    }
    ask().await
}

/// Whether another try may be answered otherwise: there was no answer, or it says that it is too much just now.
fn passes(error: &Error) -> bool {
    match error {
        // 500 with "etcdserver: request timed out" or "leader changed" is what a slow etcd gives.
        Error::Api(status) => {
            matches!(status.code, 429 | 502 | 503 | 504)
                || (status.code == 500 && status.message.contains("etcdserver"))
        }
        Error::HyperError(_) | Error::Service(_) | Error::ReadEvents(_) => true,
        _ => false,
    }
}
