//! JSON as k6 reads and writes it.
//!
//! Reading keeps what `serde_json::Value` loses and k6 does not: the order and
//! repetition of keys and the text of numbers. Writing is Go's: no spaces,
//! `<`, `>` and `&` escaped where k6 escapes them, U+2028 and U+2029 always.

mod layout;
mod read;
mod write;

pub(crate) use layout::{compact, indent};
pub(crate) use read::{Json, Kind, position};
pub(crate) use write::{Escape, array, exported, object, sorted, string};
