//! Scripts of other people, loaded without danger to whoever loads them.
//!
//! [`Sandbox`] gives scripts to processes of their own, which may take only so
//! much memory and time: a loop that does not end, or a text of a gigabyte, ends
//! there as a [`Fault`](k6cfg_archive::Fault). The program must call
//! [`serve_if_asked`] first thing in its `main`. [`Loader`] makes the archives;
//! [`Disk`] are the files that the processes may read, [`Remote`] fetches what
//! scripts import from the network.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod disk;
mod kept;
mod loader;
mod remote;
mod sandbox;
mod serve;

pub use disk::Disk;
pub use loader::Loader;
pub use remote::{Remote, RemoteError};
pub use sandbox::Sandbox;
pub use serve::serve_if_asked;

use k6cfg_archive::{LoadOrder, Location};
use k6cfg_manifest::{OverlayError, OverlayOrder};
use serde::{Deserialize, Serialize};

/// What the other process is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// Answered with an [`Attempt`](k6cfg_archive::Attempt).
    Load(Request),
    /// Answered with a [`Laid`].
    LayOver(OverlayOrder),
}

/// The objects under an overlay.
pub(crate) type Laid = Result<Vec<String>, OverlayError>;

/// A script to load.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) order: LoadOrder,
    /// Files of the disk that it may read.
    pub(crate) disk: Option<Disk>,
    /// Files that are given along.
    pub(crate) files: Vec<(Location, Vec<u8>)>,
}
