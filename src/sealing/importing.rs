//! What is pasted or dropped as a whole: Secrets, SealedSecrets, variables.

use k6cfg_seal::Value;
use leptos::prelude::*;

use super::{
    Sealing,
    draft::Draft,
    task::{Answer, Ask, Opened, Plain, Refused},
};

impl Sealing {
    /// Reads it as what it is, and fills the form with it.
    pub(crate) fn import(self, bytes: Vec<u8>) {
        self.import.set(None);
        self.link.with_value(|link| link.ask(Ask::Read { bytes }, move |answer| self.take_in(answer)));
    }

    fn take_in(self, answer: Answer) {
        let said = match answer {
            Answer::Secrets(secrets) => self.take_secrets(secrets),
            Answer::Variables(variables) => {
                self.take_values(variables);
                None
            }
            Answer::SealedSecret(opened) => self.take_sealed(*opened),
            Answer::Refused(refused) => Some(refused),
            Answer::Certificate(_) | Answer::Sealed { .. } => None,
        };
        self.import.set(said);
    }

    /// The first of them; what of it is left behind is told.
    fn take_secrets(self, secrets: Vec<Plain>) -> Option<Refused> {
        let others = secrets.len().saturating_sub(1);
        let Plain { name, namespace, scope, secret_type, values, dropped } = secrets.into_iter().next()?;
        self.change(|draft| {
            if draft.into.is_none() {
                draft.name = name;
                draft.scope = scope.and_then(|scope| scope.parse().ok()).unwrap_or_default();
                draft.secret_type = if secret_type == "Opaque" { String::new() } else { secret_type };
            }
        });
        self.take_values(values);
        let own = self.store().namespace().get_untracked();
        let mut said = Vec::new();
        if others > 0 {
            said.push(format!("{others} more in it are not taken: give one at a time"));
        }
        if !namespace.is_empty() && namespace != own {
            said.push(format!(
                "it says the namespace `{namespace}`; it is sealed for `{own}`, that of the config file"
            ));
        }
        if !dropped.is_empty() {
            said.push(format!(
                "left out, since the cluster writes it or it may hold the values: `{}`",
                dropped.join("`, `")
            ));
        }
        (!said.is_empty()).then(|| Refused { message: said.join("; "), help: String::new() })
    }

    fn take_values(self, values: Vec<(String, Vec<u8>)>) {
        self.change(|draft| {
            draft.rows.retain(|row| !row.key.is_empty() || row.look.bytes > 0);
            for (key, value) in values {
                draft.rows.retain(|row| row.key != key);
                draft.add(key, Value::from(value));
            }
        });
        if self.draft.with_untracked(|draft: &Draft| draft.rows.is_empty()) {
            self.open();
        }
    }

    fn take_sealed(self, opened: Opened) -> Option<Refused> {
        let own = self.store().namespace().get_untracked();
        let flaw = opened.flaws.first().cloned();
        let elsewhere = !own.is_empty() && opened.namespace != own && opened.scope != "cluster-wide";
        let namespace = opened.namespace.clone();
        self.merge_into(opened);
        if elsewhere {
            return Some(Refused {
                message: format!("it is for the namespace `{namespace}`, and the config file's is `{own}`"),
                help: "keys are added for its own namespace; to have it in the other, seal all its values again".into(),
            });
        }
        flaw.map(|message| Refused { message, help: "seal the damaged value again".to_owned() })
    }
}
