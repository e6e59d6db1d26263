//! k6's options: read from the four places where they are set, put together
//! with k6's precedence, checked.
//!
//! Read each place with [`from_config`] (`--config`), [`from_script`] (what the
//! script exports), [`from_env`] (`K6_…`) and [`from_flags`] (k6's own flags),
//! then [`consolidate`] the tiers and [`Consolidated::validate`] them. What an
//! archive stores is [`Consolidated::to_json`]; what k6 runs is
//! [`Consolidated::scenarios`].
//!
//! Everything here was found by asking k6 2.2 itself; `tests/archive/options`
//! holds its answers.

mod consolidate;
mod env;
mod error;
mod executor;
mod facts;
mod flags;
pub(crate) mod json;
mod key;
mod near;
pub(crate) mod number;
mod read;
mod tier;
mod validate;
mod values;

pub use consolidate::{Consolidated, Overridden, Setting, Why, consolidate};
pub use env::from_env;
pub use error::{OptionsError, Problem};
pub use executor::{Executor, Scenario, Stage};
pub(crate) use facts::built_in_metric;
pub use facts::{MetricType, ScriptFacts, metrics_of_module};
pub use flags::{from_flags, takes_value};
pub use read::{Unknown, from_config, from_script};
pub use tier::{Origin, Tier};

pub(crate) use json::indent;
