//! The commands. Each says whether its input was fine.

pub(crate) mod archive;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod profile;
pub(crate) mod profile_schema;
pub(crate) mod schema;
pub(crate) mod seal;
pub(crate) mod validate;
