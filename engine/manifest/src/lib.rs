//! Runs to Kubernetes objects, with the Jsonnet library under `lib/`.
//!
//! Start at [`generate`]: it goes the whole way from the config's text to
//! objects and their digest, all or nothing. [`Maker`] makes the objects of one
//! run, for previews of documents that are not finished.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod digest;
mod generate;
mod input;
mod jsonnet;
mod make;
mod text;

pub use digest::{ObjectDigest, digest, object_digest};
pub use generate::{Archives, Input, Outcome, failed, generate, incomplete};
pub use make::{GeneratedRun, MakeError, Maker};
pub use text::{json, yaml};
