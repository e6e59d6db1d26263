//! The platform as data: environments, node types, test types, images, names
//! and labels of one organisation's shared k6 cluster.
//!
//! Start at [`Profile`]. The built-in one is `profiles/altinn.yaml`; another
//! organisation's is read with [`Profile::from_yaml`] and changes no code.
//! Text in `{braces}` is a [`Template`], filled in from a run's [`Facts`].

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod check;
pub mod nearest;
mod noted;
mod notification;
mod operator;
mod places;
mod platform;
mod problem;
mod quantity;
mod shape;
mod template;
mod test_type;

pub use noted::Noted;
pub use notification::{Notified, NotifiedBecause};
pub use platform::{
    EnvVar, Environment, EnvironmentConfigMap, Labels, Limits, Names, NodeType, Nodes, Notification, Overlays, Profile,
    Prometheus, Requests, Secrets, Toleration,
};
pub use problem::{ProfileCode, ProfileError, ProfileProblem};
pub use quantity::{Quantity, QuantityError};
pub use template::{Facts, Template, TemplateError};
pub use test_type::{OptionsFrom, TestType, TestTypeOptions, TunedBy};
