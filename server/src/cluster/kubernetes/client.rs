//! Requests to the API server, as the one who asks.

use kube::Client;
use kube::client::Body;
use tower::service_fn;

use axum::http::{HeaderName, HeaderValue, Request};

use crate::who::Person;

const USER: HeaderName = HeaderName::from_static("impersonate-user");
const GROUP: HeaderName = HeaderName::from_static("impersonate-group");

/// A client whose every request the API server takes for this person's. It adds
/// `system:authenticated` by itself.
pub(super) fn impersonating(client: &Client, person: &Person) -> Client {
    let headers: Vec<(HeaderName, Option<HeaderValue>)> = std::iter::once((USER, person.user()))
        .chain(person.groups().iter().map(|group| (GROUP, group.as_str())))
        .map(|(name, value)| (name, HeaderValue::from_bytes(value.as_bytes()).ok()))
        .collect();
    let namespace = client.default_namespace().to_owned();
    let client = client.clone();
    let service = service_fn(move |mut request: Request<Body>| {
        let (client, headers) = (client.clone(), headers.clone());
        async move {
            for (name, value) in headers {
                // Without one of the names this would be somebody else.
                let value = value.ok_or_else(|| kube::Error::Service("a name that no header can hold".into()))?;
                request.headers_mut().append(name, value);
            }
            client.send(request).await
        }
    });
    Client::new(service, namespace)
}
