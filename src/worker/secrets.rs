//! What is known of Secrets beside the document: those sealed in this page, and
//! those that the cluster has.

use std::collections::BTreeMap;

use k6cfg_manifest::Secrets;
use k6cfg_seal::SealedSecret;

/// Where among the files the page keeps what was sealed in it:
/// `.k6cfg/sealed/<namespace>/<name>.yaml`.
const SEALED: &str = ".k6cfg/sealed/";

/// Known until the page says otherwise.
#[derive(Default)]
pub(crate) struct Known {
    sealed: Vec<SealedSecret>,
}

impl Known {
    /// The files among which the page keeps what was sealed in it.
    pub(crate) fn take(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        let sealed = files.iter().filter(|(path, _)| path.starts_with(SEALED));
        self.sealed = sealed.filter_map(|(_, bytes)| SealedSecret::read(str::from_utf8(bytes).ok()?).ok()).collect();
    }

    pub(crate) fn known(&self) -> Secrets<'_> {
        Secrets { sealed: &self.sealed, in_cluster: None }
    }
}
