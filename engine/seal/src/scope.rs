//! What a sealed value is bound to.

use std::fmt;
use std::str::FromStr;

/// Where a sealed value can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Scope {
    /// Under its name, in its namespace.
    #[default]
    Strict,
    /// Under any name, in its namespace.
    NamespaceWide,
    /// Anywhere in the cluster.
    ClusterWide,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::Strict, Self::NamespaceWide, Self::ClusterWide];

    /// As `kubeseal --scope` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::NamespaceWide => "namespace-wide",
            Self::ClusterWide => "cluster-wide",
        }
    }

    /// What it means, in one line.
    pub fn consequence(self) -> &'static str {
        match self {
            Self::Strict => "opens under this name in this namespace only; with another name it must be sealed again",
            Self::NamespaceWide => "opens under any name in this namespace: whoever may write there can take it over",
            Self::ClusterWide => "opens under any name in any namespace: whoever may write in one can take it over",
        }
    }

    /// The annotation that tells the controller, on the object and its template.
    pub fn annotation(self) -> Option<&'static str> {
        match self {
            Self::Strict => None,
            Self::NamespaceWide => Some("sealedsecrets.bitnami.com/namespace-wide"),
            Self::ClusterWide => Some("sealedsecrets.bitnami.com/cluster-wide"),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scope {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|scope| scope.name() == text).ok_or(())
    }
}

/// The `Secret` that a value is sealed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub namespace: String,
    pub name: String,
    pub scope: Scope,
}

impl Target {
    /// What the encryption is bound to: another label does not open it.
    pub fn label(&self) -> String {
        match self.scope {
            Scope::Strict => format!("{}/{}", self.namespace, self.name),
            Scope::NamespaceWide => self.namespace.clone(),
            Scope::ClusterWide => String::new(),
        }
    }
}
