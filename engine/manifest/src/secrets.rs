//! The Secrets that runs name: which of them are sealed here, and which the
//! cluster has.

use std::collections::{BTreeMap, BTreeSet};

use k6cfg_config::{Code, Finding, Path, Plan, Run};
use k6cfg_profile::Profile;
use k6cfg_seal::SealedSecret;

/// What is known beside the config.
#[derive(Debug, Clone, Copy, Default)]
pub struct Secrets<'a> {
    /// Sealed here, each namespace and name once.
    pub sealed: &'a [SealedSecret],
    /// The SealedSecrets of the config's namespace in the cluster; `None` where
    /// nobody was asked.
    pub in_cluster: Option<&'a BTreeSet<String>>,
}

/// Where a Secret that a run names comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Sealed here: it is applied beside the run.
    Sealed,
    /// Sealed here for another namespace, which does not open in this one.
    SealedFor {
        namespace: String,
    },
    /// The platform brings it.
    Platform,
    InCluster,
    /// The cluster has no SealedSecret of that name.
    Missing,
    /// Nobody asked the cluster.
    Unknown,
}

impl Secrets<'_> {
    pub fn standing(&self, namespace: &str, name: &str, profile: &Profile) -> Standing {
        let same_name = || self.sealed.iter().map(SealedSecret::target).filter(|target| target.name == name);
        if same_name().any(|target| target.namespace == namespace) {
            Standing::Sealed
        } else if profile.secrets.always_attached.iter().any(|always| always == name) {
            Standing::Platform
        } else if self.in_cluster.is_some_and(|known| known.contains(name)) {
            Standing::InCluster
        } else if let Some(other) = same_name().next() {
            Standing::SealedFor { namespace: other.namespace }
        } else if self.in_cluster.is_some() {
            Standing::Missing
        } else {
            Standing::Unknown
        }
    }

    /// Those that are applied beside `runs`: what they name, in the order of
    /// the names.
    pub fn applied<'r>(&self, runs: impl IntoIterator<Item = &'r Run>) -> Vec<SealedSecret> {
        let named: BTreeSet<(&str, &str)> = runs
            .into_iter()
            .flat_map(|run| run.secrets.iter().map(|name| (run.facts.namespace.as_str(), name.as_str())))
            .collect();
        let mut applied: Vec<&SealedSecret> = self
            .sealed
            .iter()
            .filter(|sealed| {
                let target = sealed.target();
                named.contains(&(target.namespace.as_str(), target.name.as_str()))
            })
            .collect();
        applied.sort_by_key(|sealed| sealed.target().name);
        applied.into_iter().cloned().collect()
    }

    /// What is to be said of the Secrets that runs name.
    pub fn findings(&self, plan: &Plan, profile: &Profile) -> Vec<Finding> {
        if self.sealed.is_empty() && self.in_cluster.is_none() {
            return Vec::new();
        }
        // A name is judged once, however many runs have it.
        let mut judged = BTreeMap::new();
        let mut findings = Vec::new();
        for run in &plan.runs {
            let namespace = run.facts.namespace.as_str();
            for (index, name) in run.secrets.iter().enumerate() {
                let verdict = judged.entry((namespace, name)).or_insert_with(|| self.verdict(namespace, name, profile));
                if let Some((code, message, help)) = verdict {
                    let place = Path::context(run.test, run.context).key("test_run").key("secrets").item(index);
                    findings.push(Finding::new(*code, place, message.clone()).help(*help));
                }
            }
        }
        findings
    }

    /// What is to be said of a Secret that runs in `namespace` name, and what to do.
    fn verdict(&self, namespace: &str, name: &str, profile: &Profile) -> Option<(Code, String, &'static str)> {
        match self.standing(namespace, name, profile) {
            Standing::Sealed => self.broken(namespace, name),
            Standing::SealedFor { namespace: other } => {
                let message =
                    format!("`{name}` is sealed for the namespace `{other}`, and the run is in `{namespace}`");
                Some((Code::SealedElsewhere, message, "seal its values again for this namespace"))
            }
            Standing::Missing => {
                let message = format!("`{name}` is neither sealed here nor a SealedSecret in `{namespace}`");
                let help = "seal it here, or mend the name; a run whose Secret is missing does not start";
                Some((Code::SecretMissing, message, help))
            }
            Standing::Platform | Standing::InCluster | Standing::Unknown => None,
        }
    }

    fn broken(&self, namespace: &str, name: &str) -> Option<(Code, String, &'static str)> {
        let is_it = |sealed: &&SealedSecret| {
            let target = sealed.target();
            (target.namespace.as_str(), target.name.as_str()) == (namespace, name)
        };
        let flaw = self.sealed.iter().find(is_it)?.flaws(None).into_iter().next()?;
        let message = format!("the SealedSecret `{name}` cannot be opened: `{}`: {}", flaw.path, flaw.message);
        Some((Code::SealedBroken, message, flaw.help))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sealed(namespace: &str, name: &str) -> SealedSecret {
        let metadata = json!({"namespace": namespace, "name": name});
        SealedSecret::of(json!({"kind": "SealedSecret", "metadata": metadata})).unwrap()
    }

    #[test]
    fn where_a_secret_comes_from_is_told() {
        let all = [sealed("team", "here"), sealed("other", "there"), sealed("other", "both")];
        let cluster: BTreeSet<String> = ["both", "cluster", "here"].map(str::to_owned).into();
        let profile = Profile::built_in();
        let of = |name: &str, in_cluster| Secrets { sealed: &all, in_cluster }.standing("team", name, profile);
        for (name, asked, unasked) in [
            ("here", Standing::Sealed, Standing::Sealed),
            ("token-generator-creds", Standing::Platform, Standing::Platform),
            ("both", Standing::InCluster, Standing::SealedFor { namespace: "other".to_owned() }),
            (
                "there",
                Standing::SealedFor { namespace: "other".to_owned() },
                Standing::SealedFor { namespace: "other".to_owned() },
            ),
            ("cluster", Standing::InCluster, Standing::Unknown),
            ("nowhere", Standing::Missing, Standing::Unknown),
        ] {
            assert_eq!((of(name, Some(&cluster)), of(name, None)), (asked, unasked), "{name}");
        }
    }
}
