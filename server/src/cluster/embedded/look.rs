//! Whether what a submit counts on is in the store. Nothing needs to be: there
//! are no pods that read it.

use redb::Database;

use super::{EmbeddedError, read};
use crate::cluster::{Finding, Key, Kind, State, Wanted};

pub(super) fn look(database: &Database, wanted: &Wanted) -> Result<Vec<Finding>, EmbeddedError> {
    let there = |kind, name: &String| {
        read::get(database, &Key { kind, namespace: wanted.namespace.clone(), name: name.clone() })
            .map(|found| found.is_some())
    };
    let mut found =
        vec![Finding::new("Namespace", &wanted.namespace, State::Found, "here every namespace is there by itself")];
    for name in &wanted.secrets {
        found.push(if there(Kind::SealedSecret, name)? {
            Finding::new("Secret", name, State::Found, "its SealedSecret is there")
        } else {
            Finding::new("Secret", name, State::Unknown, "no SealedSecret has this name, and there are no Secrets here")
        });
    }
    for name in &wanted.config_maps {
        found.push(if there(Kind::ConfigMap, name)? {
            Finding::new("ConfigMap", name, State::Found, "it is there")
        } else {
            Finding::new(
                "ConfigMap",
                name,
                State::Unknown,
                "there is none of this name, and no pod here that would need it",
            )
        });
    }
    Ok(found)
}
