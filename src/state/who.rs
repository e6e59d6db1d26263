//! Who asks the server, and what that one may do there.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{Listing, Server, Store, Submission, outcome::Trouble, server::get};
use crate::browser::{
    http,
    server::{self, Stop},
};

/// Who the server takes the person for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// The server was not asked yet.
    Unknown,
    /// Nobody: sign in first. Why it did not work, where that was tried.
    Out(String),
    /// In the provider's window.
    Going,
    /// By this name, where people have names here.
    In(Option<String>),
}

/// What somebody may do in a namespace, and what is lacking: a verb and what it is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Access {
    pub(crate) namespace: String,
    pub(crate) missing: Vec<(String, String)>,
    pub(crate) may_submit: bool,
    pub(crate) may_delete: bool,
}

impl Store {
    /// After the server was found, and after somebody signed in.
    pub(super) fn ask_who(self) {
        let signs_in = self.server.with_untracked(|server| match server {
            Server::There(info) => info.signs_in,
            _ => false,
        });
        if !signs_in {
            return self.who.set(Who::In(None));
        }
        spawn_local(async move {
            self.who.set(match get("api/v1/me").await {
                Ok(me) => Who::In(me.get("user").and_then(Value::as_str).map(str::to_owned)),
                Err(trouble) if trouble.is_signed_out => Who::Out(String::new()),
                Err(trouble) => Who::Out(trouble.in_a_line()),
            });
            self.ask_for_secrets();
        });
    }

    /// Right after a click: the browser opens the provider's window then only.
    pub(super) fn sign_in(self) {
        let provider = self.server.with_untracked(|server| match server {
            Server::There(info) => info.provider.clone(),
            _ => None,
        });
        let (Some(provider), Some(stop)) = (provider, Stop::new()) else {
            // It did not answer when the server was asked.
            return self.look_for_server();
        };
        self.signing_in.set_value(Some(stop.clone()));
        self.who.set(Who::Going);
        spawn_local(async move {
            match server::sign_in(&provider, &stop).await {
                Ok(()) => self.ask_who(),
                Err(why) => self.who.set(Who::Out(why)),
            }
        });
    }

    pub(super) fn give_up_signing_in(self) {
        self.signing_in.with_value(|stop| stop.as_ref().map(Stop::stop));
    }

    pub(super) fn sign_out(self) {
        server::sign_out();
        // The next one who signs in here is perhaps another.
        self.look_away_from_runs();
        self.listing.set(Listing::Unread);
        self.opened.set(None);
        self.submission.set(Submission::Idle);
        self.who.set(Who::Out(String::new()));
    }

    /// The token is not taken any more; what was typed and chosen stays.
    pub(super) fn signed_out(self, trouble: &Trouble) {
        if trouble.is_signed_out && self.who.with_untracked(|who| matches!(who, Who::In(_))) {
            server::sign_out();
            // The next one who signs in here is perhaps another.
            self.listing.set(Listing::Unread);
            self.who.set(Who::Out(trouble.in_a_line()));
        }
    }
}

/// What the person may do in a namespace.
pub(crate) async fn access(namespace: &str) -> Result<Access, Trouble> {
    Ok(read_access(&get(&format!("api/v1/namespaces/{}/access", http::segment(namespace))).await?))
}

/// Where the person may submit, of the platform's namespaces.
pub(crate) async fn namespaces() -> Result<Vec<String>, Trouble> {
    let all = get("api/v1/namespaces").await?;
    let all = all.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(all.iter().map(read_access).filter(|access| access.may_submit).map(|access| access.namespace).collect())
}

fn read_access(value: &Value) -> Access {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let missing = value.pointer("/submit/missing").and_then(Value::as_array).into_iter().flatten();
    let may = |what: &str| value.pointer(&format!("/{what}/allowed")) == Some(&Value::Bool(true));
    Access {
        namespace: text(value, "namespace"),
        missing: missing.map(|one| (text(one, "verb"), text(one, "resource"))).collect(),
        may_submit: may("submit"),
        may_delete: may("delete"),
    }
}
