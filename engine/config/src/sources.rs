//! The team's files, as generation sees them.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Files by their path in the repository, with `/` between folders.
pub trait Sources {
    /// The bytes of the file at `path`; `None` when it is not there.
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>>;

    /// Whether a file that is not here does not exist. `false` while files are
    /// still being handed over one by one.
    fn complete(&self) -> bool {
        true
    }
}

impl Sources for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.get(path).map(|bytes| Cow::Borrowed(bytes.as_slice()))
    }
}

/// The files handed over so far; more may come.
#[derive(Debug, Clone, Default)]
pub struct Dropped(pub BTreeMap<String, Vec<u8>>);

impl Sources for Dropped {
    fn read(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        self.0.read(path)
    }

    fn complete(&self) -> bool {
        false
    }
}
