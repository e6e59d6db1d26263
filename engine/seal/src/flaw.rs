//! What is wrong with a `SealedSecret`, at its place.

/// One thing that keeps it from being opened, or from being what it seems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// `spec.encryptedData.password`; empty for the whole.
    pub path: String,
    /// Lower case, without a full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl Flaw {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>, help: &'static str) -> Self {
        Self { path: path.into(), message: message.into(), help }
    }
}
