//! What is known of Secrets beside the document: those sealed in this page, and
//! those that the cluster has.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_config::Plan;
use k6cfg_manifest::{Secrets, Standing};
use k6cfg_profile::Profile;
use k6cfg_seal::SealedSecret;

use crate::protocol::{NamedSecret, SEALED, SealedHere, SecretStanding};

/// Known until the page says otherwise.
#[derive(Default)]
pub(crate) struct Known {
    sealed: Vec<SealedSecret>,
    /// What is told of each, but for the runs that name it.
    here: Vec<SealedHere>,
    in_cluster: Option<BTreeSet<String>>,
}

impl Known {
    /// The files among which the page keeps what was sealed in it.
    pub(crate) fn take(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        let kept = files.iter().filter(|(path, _)| path.starts_with(SEALED));
        let read = kept.filter_map(|(path, bytes)| {
            Some((path.clone(), SealedSecret::read(std::str::from_utf8(bytes).ok()?).ok()?))
        });
        let (paths, sealed): (Vec<String>, Vec<SealedSecret>) = read.unzip();
        // Its values are decoded for that: not with each letter that is typed.
        self.here = paths.into_iter().zip(&sealed).map(|(path, sealed)| facts(path, sealed)).collect();
        self.sealed = sealed;
    }

    pub(crate) fn learn(&mut self, names: Option<BTreeSet<String>>) {
        self.in_cluster = names;
    }

    pub(crate) fn known(&self) -> Secrets<'_> {
        Secrets { sealed: &self.sealed, in_cluster: self.in_cluster.as_ref() }
    }

    /// The Secrets that runs name, each once, in the order of the document.
    pub(crate) fn named(&self, plan: &Plan, profile: &Profile) -> Vec<NamedSecret> {
        let mut named: Vec<NamedSecret> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for run in &plan.runs {
            for name in run.secrets.iter().filter(|name| !name.is_empty()) {
                let at = *places.entry(name).or_insert_with(|| {
                    named.push(NamedSecret {
                        name: name.clone(),
                        standing: standing(self.known().standing(&run.facts.namespace, name, profile)),
                        runs: 0,
                        run: run.id.clone(),
                    });
                    named.len() - 1
                });
                if let Some(secret) = named.get_mut(at) {
                    secret.runs += 1;
                }
            }
        }
        named
    }

    pub(crate) fn sealed(&self, plan: &Plan) -> Vec<SealedHere> {
        let counted = |one: &SealedHere| {
            let names_it =
                |run: &&k6cfg_config::Run| run.facts.namespace == one.namespace && run.secrets.contains(&one.name);
            SealedHere { runs: plan.runs.iter().filter(names_it).count(), ..one.clone() }
        };
        self.here.iter().map(counted).collect()
    }
}

fn facts(path: String, sealed: &SealedSecret) -> SealedHere {
    let target = sealed.target();
    SealedHere {
        path,
        scope: target.scope.to_string(),
        secret_type: sealed.secret_type().to_string(),
        keys: sealed.keys().into_iter().map(str::to_owned).collect(),
        flaw: sealed.flaws(None).first().map(|flaw| flaw.message.clone()).unwrap_or_default(),
        runs: 0,
        namespace: target.namespace,
        name: target.name,
    }
}

fn standing(standing: Standing) -> SecretStanding {
    match standing {
        Standing::Sealed => SecretStanding::Sealed,
        Standing::SealedFor { namespace } => SecretStanding::SealedFor(namespace),
        Standing::Platform => SecretStanding::Platform,
        Standing::InCluster => SecretStanding::InCluster,
        Standing::Missing => SecretStanding::Missing,
        Standing::Unknown => SecretStanding::Unknown,
    }
}
