//! Help while the text is being written: what stands at a place, and what
//! could.
//!
//! [`hover`] says what a key or a value is, [`complete`] what may be written
//! here, [`path_at`] and [`extent`] take the editor's place to the form's and
//! back. The first two find their way by lines and columns (`outline`), since
//! a text that is being written is seldom valid YAML; what a run comes to they
//! know from the last [`Reading`](crate::Reading).

mod complete;
mod derived;
mod files;
mod flow;
mod hover;
mod keys;
mod line;
mod meaning;
mod outline;
mod place;
mod spot;
mod values;
mod write;

pub use complete::{Completions, Kind, Suggestion, complete};
pub use hover::{Hover, Subject, hover};
pub use place::{extent, path_at};

#[cfg(test)]
mod tests;
