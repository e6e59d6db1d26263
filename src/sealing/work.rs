//! From what was typed to a SealedSecret.

use leptos::prelude::*;

use super::{
    Sealing,
    draft::Draft,
    task::{Answer, Ask, Opened, Order, Refused, Standing},
};
use crate::state::Action;

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
    /// Under this name; the variables that moved into it, by their paths.
    Sealed {
        name: String,
        moved: Vec<String>,
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

    /// Why there is nothing to seal with.
    pub(crate) fn no_certificate(self) -> Option<&'static str> {
        self.certificates.with(|all| match all.current() {
            None => Some("there is no certificate to seal with: give one above"),
            Some(named) => match named.facts.standing {
                Standing::Expired { .. } if !all.allows_expired => Some("the certificate has expired"),
                _ => None,
            },
        })
    }

    pub(crate) fn seal(self) {
        let namespace = self.store().namespace().get_untracked();
        let draft = self.draft.get_untracked();
        let pem = self.certificates.with_untracked(|all| all.current().map(|named| named.facts.pem.clone()));
        let (Some(certificate), None) = (pem, untrack(|| self.no_certificate())) else {
            return self.stage.set(Stage::Tried);
        };
        if !draft.flaws(&namespace).is_empty() {
            return self.stage.set(Stage::Tried);
        }
        self.stage.set(Stage::Sealing);
        let target = draft.target(&namespace);
        let moved = draft.rows.iter().map(|row| row.moved_from.clone()).filter(|path| !path.is_empty()).collect();
        let order = Order {
            certificate,
            namespace: target.namespace.clone(),
            name: target.name.clone(),
            scope: target.scope.to_string(),
            secret_type: draft.secret_type.clone(),
            values: draft.rows.iter().map(|row| (row.key.clone(), row.bytes().to_vec())).collect(),
            into: draft.into.as_ref().map(|into| into.yaml.clone()),
        };
        drop(draft);
        self.link.with_value(|link| {
            link.ask(Ask::Seal(Box::new(order)), move |answer| match answer {
                Answer::Sealed { yaml } => self.sealed(target.namespace, target.name, yaml, moved),
                Answer::Refused(refused) => self.stage.set(Stage::Failed(refused)),
                _ => self.stage.set(Stage::Tried),
            });
        });
    }

    /// The values go, from here and from the worker.
    fn sealed(self, namespace: String, name: String, yaml: String, moved: Vec<String>) {
        self.link.with_value(|link| {
            link.end();
            link.start();
        });
        self.draft.set(Draft::default());
        self.import.set(None);
        self.open();
        self.store().dispatch(Action::KeepSealed { namespace, name: name.clone(), yaml });
        self.stage.set(Stage::Sealed { name, moved });
    }

    /// Begins to add keys to one that was sealed here.
    pub(crate) fn add_keys_to(self, yaml: &str) {
        let bytes = yaml.as_bytes().to_vec();
        self.link.with_value(|link| {
            link.ask(Ask::Read { bytes }, move |answer| {
                if let Answer::SealedSecret(opened) = answer {
                    self.merge_into(Opened::clone(&opened));
                }
            });
        });
    }
}
