//! Runs to Kubernetes objects, with the Jsonnet library under `lib/`.
//!
//! Start at [`generate`]: it goes the whole way from the config's text to
//! objects and their digest, all or nothing. [`Maker`] makes the objects of one
//! run, for previews of documents that are not finished.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod archiver;
mod check;
mod digest;
mod effective;
mod generate;
mod input;
mod jsonnet;
mod make;
mod overlay;
mod secrets;
mod shown;
mod side_by_side;
mod text;

pub use archiver::{Archiver, InProcess, Made, NoArchive, Order};
pub use check::{heed_scripts, learned, one_of_each, size, started};
pub use digest::{ObjectDigest, digest, object_digest};
pub use effective::{Refusal, effective};
pub use generate::{Input, Outcome, Which, failed, faulty, generate};
pub use jsonnet::LIBRARY;
pub use make::{GeneratedRun, MakeError, Maker};
pub use overlay::{Because, OVERLAY, Overlay, OverlayError, OverlayOrder, lay_over};
pub use secrets::{Secrets, Standing};
pub use shown::{calm, key, objects, shown};
pub use side_by_side::{Difference, side_by_side};
pub use text::{json, yaml};
