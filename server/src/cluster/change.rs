//! What happens in a cluster, as it happens.

use std::pin::Pin;

use futures::Stream;
use serde_json::Value;

use super::{ClusterError, Key};

/// One line of what happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// What was told before is forgotten; all that is there follows.
    Start,
    /// All that was there is told; what follows is new.
    Told,
    /// This one is there, or is otherwise now: as in a list, without its data.
    There(Value),
    Gone(Key),
}

/// Without an end of its own. After an error it goes on by itself, with
/// [`Change::Start`].
pub type Changes = Pin<Box<dyn Stream<Item = Result<Change, ClusterError>> + Send>>;
