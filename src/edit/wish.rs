//! What the page asks of this module, as JSON.

use k6cfg_config::edit::{Change, Defaults};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Wish {
    pub(crate) change: Change,
    pub(crate) defaults: Defaults,
    /// Says what the change would do instead of doing it.
    pub(crate) preview: bool,
}
