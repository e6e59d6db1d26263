//! Archives that a browser sent: each is made once more from what is in it, in
//! a process apart, and must be the same bytes.

use std::collections::BTreeMap;

use k6cfg_archive::{Contents, Files, Location};
use k6cfg_loader::{Loader, Sandbox};
use k6cfg_manifest::{Archiver, Made, NoArchive, Order, OverlayError, OverlayOrder};

pub(crate) struct Given<'a> {
    /// By run id. With none, archives are made from `files`.
    pub(crate) archives: &'a BTreeMap<String, Vec<u8>>,
    /// By path in the repository.
    pub(crate) files: &'a BTreeMap<String, Vec<u8>>,
    pub(crate) sandbox: &'a Sandbox,
}

impl Given<'_> {
    fn made_from(&self, files: Files, order: &Order) -> Result<Made, NoArchive> {
        // What is not in it is not fetched: the archive would be another.
        Loader::new(self.sandbox, None, files, None).archive(order)
    }
}

impl Archiver for Given<'_> {
    fn archive(&self, order: &Order) -> Result<Made, NoArchive> {
        if self.archives.is_empty() {
            let files = self.files.iter().map(|(path, bytes)| (Location::file(path), bytes.clone()));
            return self.made_from(Files(files.collect()), order);
        }
        let given = self.archives.get(&order.run).ok_or(NoArchive::NotGiven)?;
        let made = self.made_from(Contents::read(given)?.sources(), order)?;
        if made.bytes == *given { Ok(made) } else { Err(NoArchive::Other) }
    }

    fn lay_over(&self, order: &OverlayOrder) -> Result<Vec<String>, OverlayError> {
        self.sandbox.lay_over(order)
    }
}
