//! Certificates to seal with: the platform's, the server's, and those that the
//! person gave names.

use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::{
    Sealing,
    task::{Answer, Ask, Bytes, Facts, Refused},
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
    /// By its fingerprint.
    pub(crate) chosen: String,
    /// The fingerprint of one that has expired and may be sealed with.
    pub(crate) allows_expired: String,
    pub(crate) problem: Option<Refused>,
    /// How many kept ones are still to be read.
    unread: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) facts: Facts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// Of the embedded cluster: nobody can open what is sealed with it.
    Embedded,
    Given,
    Platform,
    Server,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// Just now: it is chosen, and kept.
    Person,
    Storage,
    Elsewhere,
}

impl Certificates {
    /// The one that is sealed with: the chosen one, else that of the server's
    /// cluster, of the platform, or another.
    pub(crate) fn current(&self) -> Option<&Named> {
        let chosen = self.all.iter().find(|named| named.facts.fingerprint == self.chosen);
        chosen.or_else(|| self.all.iter().max_by_key(|named| named.origin))
    }
}

impl Sealing {
    pub(super) fn restore_certificates(self) {
        let kept: Value = storage::get(KEPT).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.certificates.update(|all| all.chosen = text(&kept, "chosen"));
        let count = kept.get("all").and_then(Value::as_array).map_or(0, Vec::len);
        self.certificates.update(|all| all.unread = count);
        for one in kept.get("all").and_then(Value::as_array).into_iter().flatten() {
            self.take_certificate(text(one, "name"), Origin::Given, text(one, "pem").into_bytes(), From::Storage);
        }
        let platform = self.store().platform_certificate();
        Effect::new(move |_| {
            let (title, pem) = platform.get();
            if !pem.is_empty() {
                self.take_certificate(title, Origin::Platform, pem.into_bytes(), From::Elsewhere);
            }
        });
        let server = self.store().server();
        Effect::new(move |_| {
            if let Server::There(info) = server.get() {
                let origin = if info.cluster == "embedded" { Origin::Embedded } else { Origin::Server };
                self.fetch_certificate_of_server(format!("the {} cluster of this page's server", info.cluster), origin);
            }
        });
    }

    fn fetch_certificate_of_server(self, name: String, origin: Origin) {
        spawn_local(async move {
            let answer = http::call("GET", "api/v1/sealing/certificate", None).await;
            if let Some(pem) = answer.ok().filter(http::Response::is_success).map(|answer| answer.body) {
                self.take_certificate(name, origin, pem.into_bytes(), From::Elsewhere);
            }
        });
    }

    /// One that the person gives; it is chosen then, and kept.
    pub(crate) fn give_certificate(self, name: String, bytes: Vec<u8>) {
        self.take_certificate(name, Origin::Given, bytes, From::Person);
    }

    /// From an address, by way of the server: it fetches from the hosts that the
    /// profile lists, and this page talks to nobody else.
    pub(crate) fn fetch_certificate(self, name: String, address: String) {
        let refused =
            |message: String| Refused { message, help: "save the certificate as a file, and give that".to_owned() };
        spawn_local(async move {
            let asked = format!("api/v1/modules?url={}", http::segment(&address));
            match http::call("GET", &asked, None).await {
                Ok(answer) if answer.is_success() => self.give_certificate(name, answer.body.into_bytes()),
                Ok(answer) => {
                    let detail = answer.json().and_then(|problem| problem.get("detail")?.as_str().map(str::to_owned));
                    self.refuse_certificate(refused(
                        detail.unwrap_or_else(|| format!("`{address}` cannot be fetched")),
                    ));
                }
                Err(http::Unreachable) => {
                    self.refuse_certificate(refused(
                        "an address is fetched by this page's server, and there is none".to_owned(),
                    ));
                }
            }
        });
    }

    fn refuse_certificate(self, refused: Refused) {
        self.certificates.update(|all| all.problem = Some(refused));
    }

    fn take_certificate(self, name: String, origin: Origin, bytes: Vec<u8>, from: From) {
        let ask = Ask::Certificate { bytes: Bytes::new(bytes), at_ms: clock::now_ms() };
        self.link.with_value(|link| {
            link.ask(ask, move |answer| {
                if from == From::Storage {
                    self.certificates.update(|all| all.unread = all.unread.saturating_sub(1));
                }
                match answer {
                    Answer::Certificate(facts) => {
                        self.add_certificate(Named { name, origin, facts: *facts }, from == From::Person);
                    }
                    Answer::Refused(refused) if from == From::Person => self.refuse_certificate(refused),
                    _ => {}
                }
            });
        });
    }

    fn add_certificate(self, named: Named, is_new: bool) {
        self.certificates.update(|all| {
            let same = |other: &Named| other.origin == named.origin && other.name == named.name;
            let chosen = named.facts.fingerprint.clone();
            match all.all.iter_mut().find(|other| same(other)) {
                Some(other) => *other = named,
                None => all.all.push(named),
            }
            all.all.sort_by_key(|named| std::cmp::Reverse(named.origin));
            if is_new {
                all.chosen = chosen;
                all.problem = None;
            }
        });
        if is_new {
            self.keep_certificates();
        }
    }

    /// By its fingerprint.
    pub(crate) fn choose_certificate(self, fingerprint: String) {
        self.certificates.update(|all| all.chosen = fingerprint);
        self.keep_certificates();
    }

    /// Of the one with this fingerprint, or none.
    pub(crate) fn allow_expired(self, fingerprint: String) {
        self.certificates.update(|all| all.allows_expired = fingerprint);
    }

    pub(crate) fn forget_certificate(self, name: &str) {
        self.certificates.update(|all| all.all.retain(|named| named.name != name || named.origin != Origin::Given));
        self.keep_certificates();
    }

    fn keep_certificates(self) {
        // Until all are read again, what is kept stays.
        if self.certificates.with_untracked(|all| all.unread > 0) {
            return;
        }
        let kept = self.certificates.with_untracked(|all| {
            let given = all.all.iter().filter(|named| named.origin == Origin::Given);
            let given: Vec<Value> = given.map(|named| json!({"name": named.name, "pem": named.facts.pem})).collect();
            json!({"chosen": all.chosen, "all": given})
        });
        // Where nothing is kept, it is given again next time.
        let _ = storage::set(KEPT, &kept.to_string());
    }
}
