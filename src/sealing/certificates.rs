//! Certificates to seal with: the platform's, the server's, and those that the
//! person gave names.

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{
    Sealing,
    task::{Answer, Ask, Facts, Refused},
};
use crate::{
    browser::{clock, http, storage},
    state::Server,
};

/// Where certificates are kept between visits. They are public.
const KEPT: &str = "k6cfg.certificates";

/// Those that are known, and the one that is sealed with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Certificates {
    pub(crate) all: Vec<Named>,
    pub(crate) chosen: String,
    /// One that has expired may be sealed with.
    pub(crate) allows_expired: bool,
    pub(crate) problem: Option<Refused>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) facts: Facts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    Given,
    Server,
    Platform,
}

impl Certificates {
    /// The one that is sealed with: the chosen one, else that of the server,
    /// else that of the platform.
    pub(crate) fn current(&self) -> Option<&Named> {
        let chosen = self.all.iter().find(|named| named.name == self.chosen);
        let of = |origin| self.all.iter().find(|named| named.origin == origin);
        chosen.or_else(|| of(Origin::Server)).or_else(|| of(Origin::Platform)).or_else(|| self.all.first())
    }
}

impl Sealing {
    pub(super) fn restore_certificates(self) {
        let kept: Value = storage::get(KEPT).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.certificates.update(|all| all.chosen = text(&kept, "chosen"));
        for one in kept.get("all").and_then(Value::as_array).into_iter().flatten() {
            self.take_certificate(text(one, "name"), Origin::Given, text(one, "pem").into_bytes(), false);
        }
        let platform = self.store().platform_certificate();
        Effect::new(move |_| {
            let (title, pem) = platform.get();
            if !pem.is_empty() {
                self.take_certificate(title, Origin::Platform, pem.into_bytes(), false);
            }
        });
        let server = self.store().server();
        Effect::new(move |_| {
            if let Server::There(info) = server.get() {
                self.fetch_certificate_of_server(format!("the {} cluster of this page's server", info.cluster));
            }
        });
    }

    fn fetch_certificate_of_server(self, name: String) {
        spawn_local(async move {
            let answer = http::call("GET", "api/v1/sealing/certificate", None).await;
            if let Some(pem) = answer.ok().filter(http::Response::is_success).map(|answer| answer.body) {
                self.take_certificate(name, Origin::Server, pem.into_bytes(), false);
            }
        });
    }

    /// One that the person gives; it is chosen then, and kept.
    pub(crate) fn give_certificate(self, name: String, bytes: Vec<u8>) {
        self.take_certificate(name, Origin::Given, bytes, true);
    }

    /// From an address that lets this page read it.
    pub(crate) fn fetch_certificate(self, address: String) {
        spawn_local(async move {
            match http::text_of(&address).await {
                Ok(text) => self.give_certificate(host_of(&address).to_owned(), text.into_bytes()),
                Err(http::Unreachable) => self.refuse_certificate(Refused {
                    message: format!("`{address}` cannot be read from this page"),
                    help: "its server may not allow it (CORS): save the certificate as a file and give that".to_owned(),
                }),
            }
        });
    }

    fn refuse_certificate(self, refused: Refused) {
        self.certificates.update(|all| all.problem = Some(refused));
    }

    fn take_certificate(self, name: String, origin: Origin, bytes: Vec<u8>, is_new: bool) {
        let ask = Ask::Certificate { bytes, at_ms: clock::now_ms() };
        self.link.with_value(|link| {
            link.ask(ask, move |answer| match answer {
                Answer::Certificate(facts) => self.add_certificate(Named { name, origin, facts: *facts }, is_new),
                Answer::Refused(refused) if is_new => self.refuse_certificate(refused),
                _ => {}
            });
        });
    }

    fn add_certificate(self, named: Named, is_new: bool) {
        self.certificates.update(|all| {
            let same = |other: &Named| other.name == named.name && other.origin == named.origin;
            let chosen = named.name.clone();
            match all.all.iter_mut().find(|other| same(other)) {
                Some(other) => *other = named,
                None => all.all.push(named),
            }
            all.all.sort_by_key(|named| std::cmp::Reverse(named.origin));
            if is_new {
                all.chosen = chosen;
                all.problem = None;
                all.allows_expired = false;
            }
        });
        if is_new {
            self.keep_certificates();
        }
    }

    pub(crate) fn choose_certificate(self, name: String) {
        self.certificates.update(|all| {
            all.chosen = name;
            all.allows_expired = false;
        });
        self.keep_certificates();
    }

    pub(crate) fn allow_expired(self, allowed: bool) {
        self.certificates.update(|all| all.allows_expired = allowed);
    }

    pub(crate) fn forget_certificate(self, name: &str) {
        self.certificates.update(|all| all.all.retain(|named| named.name != name || named.origin != Origin::Given));
        self.keep_certificates();
    }

    fn keep_certificates(self) {
        let kept = self.certificates.with_untracked(|all| {
            let given = all.all.iter().filter(|named| named.origin == Origin::Given);
            let given: Vec<Value> = given.map(|named| json!({"name": named.name, "pem": named.facts.pem})).collect();
            json!({"chosen": all.chosen, "all": given})
        });
        // Where nothing is kept, it is given again next time.
        let _ = storage::set(KEPT, &kept.to_string());
    }
}

/// `k6.example.org` of `https://k6.example.org/…`.
fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}
