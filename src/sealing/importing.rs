//! What is pasted or dropped as a whole: Secrets, SealedSecrets, variables.

use k6cfg_seal::Value;
use leptos::prelude::*;

use super::{
    Sealing,
    draft::Draft,
    task::{Answer, Ask, Bytes, Opened, Plain, Refused},
};
use crate::browser::files::Found;

impl Sealing {
    /// Reads it as what it is, and fills the form with it.
    pub(crate) fn import(self, bytes: Vec<u8>) {
        self.import.set(None);
        let bytes = Bytes::new(bytes);
        self.link.with_value(|link| {
            link.ask(Ask::Read { bytes }, move |answer| self.take_in(answer));
            link.renew();
        });
    }

    /// Files that were dropped or picked; one is taken.
    pub(crate) fn import_files(self, found: Found) {
        let Found { files, refused } = found;
        let more = files.len().saturating_sub(1);
        match files.into_iter().next() {
            Some(file) if more == 0 => self.import(file.bytes),
            Some(_) => self.refuse_import(format!("{} files are several", more + 1), "give one at a time"),
            None => {
                self.refuse_import(
                    refused.into_iter().next().unwrap_or_else(|| "there was no file in that".into()),
                    "",
                );
            }
        }
    }

    fn refuse_import(self, message: String, help: &str) {
        self.import.set(Some(Refused { message, help: help.to_owned() }));
    }

    fn take_in(self, answer: Answer) {
        let said = match answer {
            Answer::Secrets(secrets) => self.take_secrets(secrets),
            Answer::Variables(variables) => {
                let replaced = self.take_values(variables);
                told_of(&replaced).map(|message| Refused { message, help: String::new() })
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
        let mut said = Vec::new();
        self.change(|draft| {
            if draft.into.is_some() {
                return;
            }
            if draft.name.is_empty() {
                draft.name.clone_from(&name);
            } else if !name.is_empty() && draft.name != name {
                said.push(format!("it is called `{name}`; the name that you typed, `{}`, stays", draft.name));
            }
            if let Some(scope) = scope.and_then(|scope| scope.parse().ok()) {
                draft.scope = scope;
            }
            if secret_type != "Opaque" {
                draft.secret_type = secret_type;
            }
        });
        said.extend(told_of(&self.take_values(values)));
        let own = self.namespace.get_untracked();
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
                "left out, since the cluster writes it, it may hold the values, or this form has no field for it: `{}`",
                dropped.join("`, `")
            ));
        }
        (!said.is_empty()).then(|| Refused { message: said.join("; "), help: String::new() })
    }

    /// The keys whose values it took the place of.
    fn take_values(self, values: Vec<(String, Bytes)>) -> Vec<String> {
        let mut replaced = Vec::new();
        self.change(|draft| {
            draft.rows.retain(|row| !row.key.is_empty() || row.look.bytes > 0);
            for (key, mut value) in values {
                if draft.rows.iter().any(|row| row.key == key && row.look.bytes > 0) {
                    replaced.push(key.clone());
                }
                draft.rows.retain(|row| row.key != key);
                draft.add(key, Value::from(std::mem::take(&mut *value)));
            }
        });
        if self.draft.with_untracked(|draft: &Draft| draft.rows.is_empty()) {
            self.open();
        }
        replaced
    }

    fn take_sealed(self, opened: Opened) -> Option<Refused> {
        let own = self.namespace.get_untracked();
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

fn told_of(replaced: &[String]) -> Option<String> {
    (!replaced.is_empty()).then(|| format!("what was typed is replaced: `{}`", replaced.join("`, `")))
}
