//! Values to `SealedSecret`s that only the cluster can open.
//!
//! Start at [`Certificate::read`] and [`seal`]: one value, encrypted for one
//! [`Target`]. [`SealedSecret`] holds such values and is what Kubernetes is
//! given; [`PlainSecret`] is a `Secret` that somebody pasted. Nothing here can
//! open what it sealed.
//!
//! Values stay in [`Value`]s, which are wiped when they are dropped and show
//! nothing of themselves; no error repeats one. Time and randomness are
//! arguments. The format is that of sealed-secrets, `kubeseal` and its
//! controller.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod certificate;
mod check;
mod encrypt;
mod flaw;
mod look;
mod name;
mod object;
mod scope;
mod secret;
mod secret_type;
#[cfg(test)]
mod testing;
mod text;

pub use certificate::{Certificate, CertificateError, Standing, day};
pub use check::check;
pub use encrypt::{SealError, seal};
pub use flaw::Flaw;
pub use look::{Look, Oddity, Trim, is_plain_secret, look, trimmed};
pub use name::{NameError, key, name, namespace};
pub use object::{ReadError, SealedSecret};
pub use scope::{Scope, Target};
pub use secret::{PlainSecret, SecretError};
pub use secret_type::SecretType;
pub use text::yaml;

/// The bytes of one value.
pub type Value = secrecy::SecretSlice<u8>;

/// The most that the values of one `Secret` may have together, in bytes: what
/// Kubernetes takes.
pub const MOST_BYTES: usize = 1024 * 1024;
