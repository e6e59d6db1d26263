//! Which secret tells a team's channel about a run, and why that one.

use std::fmt;

use serde::Serialize;

use crate::Profile;

/// The notification secret of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notified {
    pub secret: String,
    pub because: NotifiedBecause,
}

/// What decided on the secret; the text is for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifiedBecause {
    /// `GITHUB_REF` is not set.
    NoRef,
    /// `GITHUB_REF` is none of `secrets.notification.on_refs`.
    OtherRef { github_ref: String },
    /// `GITHUB_REF` is one of them, and the environment names a secret.
    Environment { github_ref: String, environment: String },
    /// `GITHUB_REF` is one of them, and the environment names no secret.
    NoSecretOfEnvironment { github_ref: String, environment: String },
}

impl fmt::Display for NotifiedBecause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRef => f.write_str("`GITHUB_REF` is not set"),
            Self::OtherRef { github_ref } => write!(f, "`GITHUB_REF` is `{github_ref}`"),
            Self::Environment { github_ref, environment } => {
                write!(f, "`GITHUB_REF` is `{github_ref}` and the environment is `{environment}`")
            }
            Self::NoSecretOfEnvironment { github_ref, environment } => {
                write!(f, "`GITHUB_REF` is `{github_ref}`, but the environment `{environment}` has no channel")
            }
        }
    }
}

impl Profile {
    /// The secret that tells the team's channel about runs in `environment`
    /// started from the git ref `github_ref`; `None` where the platform tells
    /// nobody.
    pub fn notification(&self, environment: &str, github_ref: Option<&str>) -> Option<Notified> {
        let rule = self.secrets.notification.as_ref()?;
        let default = |because| Notified { secret: rule.default.clone(), because };
        let Some(github_ref) = github_ref.filter(|r| !r.is_empty()) else {
            return Some(default(NotifiedBecause::NoRef));
        };
        let github_ref = github_ref.to_owned();
        if !rule.on_refs.contains(&github_ref) {
            return Some(default(NotifiedBecause::OtherRef { github_ref }));
        }
        let own = self.environment(environment).and_then(|e| e.notification_secret.clone());
        let environment = environment.to_owned();
        Some(match own {
            Some(secret) => Notified { secret, because: NotifiedBecause::Environment { github_ref, environment } },
            None => default(NotifiedBecause::NoSecretOfEnvironment { github_ref, environment }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIN: &str = "refs/heads/main";

    #[test]
    fn the_secret_follows_ref_and_environment() {
        for (environment, github_ref, secret, because) in [
            ("at22", None, "slack-test", "`GITHUB_REF` is not set"),
            ("at22", Some(""), "slack-test", "`GITHUB_REF` is not set"),
            ("prod", Some("refs/heads/x"), "slack-test", "`GITHUB_REF` is `refs/heads/x`"),
            ("yt01", Some(MAIN), "slack-dev", "`GITHUB_REF` is `refs/heads/main` and the environment is `yt01`"),
            ("tt02", Some(MAIN), "slack-prod", "`GITHUB_REF` is `refs/heads/main` and the environment is `tt02`"),
            (
                "moon",
                Some(MAIN),
                "slack-test",
                "`GITHUB_REF` is `refs/heads/main`, but the environment `moon` has no channel",
            ),
        ] {
            let notified = Profile::built_in().notification(environment, github_ref).unwrap();
            assert_eq!((notified.secret.as_str(), notified.because.to_string().as_str()), (secret, because));
        }
    }

    #[test]
    fn a_platform_without_channels_tells_nobody() {
        let mut profile = Profile::built_in().clone();
        profile.secrets.notification = None;
        assert_eq!(profile.notification("at22", Some(MAIN)), None);
    }
}
