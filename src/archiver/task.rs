//! What the engine's worker and the one that loads scripts say to each other:
//! postcard's bytes over `postMessage`, one [`Done`] per [`Task::Load`].

use k6cfg_archive::{Fault, LoadOrder, Loaded, Location};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// Replaces all files.
    SetFiles { files: Vec<(Location, Vec<u8>)> },
    /// Adds files, such as modules that were fetched.
    AddFiles { files: Vec<(Location, Vec<u8>)> },
    /// Loads a script.
    Load { id: u32, order: LoadOrder },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) id: u32,
    pub(crate) result: Result<Loaded, Vec<Fault>>,
}
