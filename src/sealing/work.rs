//! From what was typed to a SealedSecret.

use std::sync::Arc;

use k6cfg_seal::{Target, Value};
use leptos::prelude::*;

use super::{
    Moved, Sealing,
    link::Link,
    task::{Answer, Ask, Bytes, Opened, Order, Refused, Standing},
};
use crate::{browser::clock, protocol::SealedHere, state::Action};

/// How far it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    #[default]
    Idle,
    /// Somebody wanted to seal, and something was missing: from now on that is
    /// shown while it is mended.
    Tried,
    Sealing,
    Failed(Refused),
    /// Under this name, with variables of the document.
    Sealed {
        name: String,
        moved: Vec<Moved>,
    },
}

impl Sealing {
    /// After each change: what was said of the last try holds no more.
    pub(super) fn settle(self) {
        let next = self.stage.with_untracked(|stage| match stage {
            Stage::Failed(_) => Some(Stage::Tried),
            Stage::Sealed { .. } => Some(Stage::Idle),
            _ => None,
        });
        if let Some(next) = next {
            self.stage.set(next);
        }
    }

    /// The keys of what is sealed here under the typed name already.
    pub(crate) fn sealed_already(self) -> Option<Vec<String>> {
        let name = self.draft.with(|draft| draft.into.is_none().then(|| draft.name.clone()))?;
        self.namespace.with(|namespace| {
            let same = |one: &&SealedHere| one.name == name && one.namespace == *namespace;
            self.store().analysis().with(|analysis| analysis.sealed.iter().find(same).map(|one| one.keys.clone()))
        })
    }

    /// Those of them that would be gone.
    pub(crate) fn would_lose(self) -> Vec<String> {
        let keys = self.sealed_already().unwrap_or_default();
        self.draft.with(|draft| keys.into_iter().filter(|key| !draft.rows.iter().any(|row| row.key == *key)).collect())
    }

    /// Why the namespace is not certain.
    fn doubt(self, namespace: &str) -> Option<Refused> {
        let refused = |message: String, help: &str| Some(Refused { message, help: help.to_owned() });
        if self.draft.with_untracked(|draft| draft.into.is_some()) {
            return None;
        }
        if !self.store().form_is_live().get_untracked() {
            return refused(
                "the config file cannot be read now, and with it the namespace".to_owned(),
                "mend it under Configure; what you typed stays here",
            );
        }
        let before = self.draft.with_untracked(|draft| draft.namespace.clone());
        if before.is_empty() || before == namespace {
            return None;
        }
        // Said once: who seals again means it.
        self.draft.update(|draft| namespace.clone_into(&mut draft.namespace));
        refused(
            format!("the namespace was `{before}` when you began to type, and is `{namespace}` now"),
            "seal once more to have it in this one",
        )
    }

    /// Why there is nothing to seal with.
    pub(crate) fn no_certificate(self) -> Option<&'static str> {
        self.certificates.with(|all| match all.current() {
            None => Some("there is no certificate to seal with: give one under “Certificate of the cluster”"),
            Some(named) => match named.facts.standing {
                Standing::NotYet | Standing::Good | Standing::EndsSoon { .. }
                    if clock::now_ms() <= named.facts.not_after_ms =>
                {
                    None
                }
                _ if all.allows_expired == named.facts.fingerprint => None,
                _ => Some("the certificate has expired"),
            },
        })
    }

    pub(crate) fn seal(self) {
        let namespace = self.namespace.get_untracked();
        let draft = self.draft.get_untracked();
        let pem = self.certificates.with_untracked(|all| all.current().map(|named| named.facts.pem.clone()));
        let (Some(certificate), None) = (pem, untrack(|| self.no_certificate())) else {
            return self.stage.set(Stage::Tried);
        };
        if !draft.flaws(&namespace).is_empty() {
            return self.stage.set(Stage::Tried);
        }
        if let Some(refused) = self.doubt(&namespace) {
            return self.stage.set(Stage::Failed(refused));
        }
        self.stage.set(Stage::Sealing);
        let target = draft.target(&namespace);
        let moved = draft.rows.iter().filter_map(|row| row.moved_from.clone()).collect();
        let sent: Vec<_> = draft.rows.iter().map(super::Row::sent).collect();
        let order = Order {
            certificate,
            namespace: target.namespace.clone(),
            name: target.name.clone(),
            scope: target.scope.to_string(),
            secret_type: draft.secret_type.clone(),
            values: draft.rows.iter().map(|row| (row.key.clone(), Bytes::new(row.bytes().to_vec()))).collect(),
            into: draft.into.as_ref().map(|into| into.yaml.clone()),
        };
        drop(draft);
        self.link.with_value(|link| {
            link.ask(Ask::Seal(Box::new(order)), move |answer| match answer {
                Answer::Sealed { yaml } => {
                    self.sealed(&sent, Stage::Sealed { name: target.name.clone(), moved });
                    let Target { namespace, name, .. } = target;
                    self.store().dispatch(Action::KeepSealed { namespace, name, yaml });
                }
                Answer::Refused(refused) => self.stage.set(Stage::Failed(refused)),
                _ => self.stage.set(Stage::Tried),
            });
        });
    }

    /// The values go, from here and from the worker.
    fn sealed(self, sent: &[(u32, Arc<Value>)], stage: Stage) {
        self.link.with_value(Link::renew);
        self.draft.update(|draft| *draft = draft.without(sent));
        self.import.set(None);
        self.open();
        self.stage.set(stage);
    }

    /// Begins to add keys to one that was sealed here.
    pub(crate) fn add_keys_to(self, yaml: &str) {
        let bytes = Bytes::new(yaml.as_bytes().to_vec());
        self.link.with_value(|link| {
            link.ask(Ask::Read { bytes }, move |answer| {
                if let Answer::SealedSecret(opened) = answer {
                    self.merge_into(Opened::clone(&opened));
                }
            });
        });
    }
}
