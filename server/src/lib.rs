//! The k6cfg server: serves the page, checks what is submitted with the same
//! engine the page previewed it with, applies it to a cluster, and shows what
//! is applied.
//!
//! Start at [`start`], which goes from the command line to a listening server;
//! [`app`] puts the parts together: [`gate`] is what every request passes,
//! [`api`] and [`page`] are what it reaches, [`cluster`] is where objects
//! live, [`who`] is who asks, [`sealing`] is who opens what was sealed, and [`links`] are short ones to
//! what the page shares.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod api;
pub mod app;
mod archives;
pub mod args;
mod audit;
pub mod check;
pub mod cluster;
pub mod engine;
mod gate;
pub mod links;
mod listeners;
pub mod logging;
mod page;
mod problem;
mod rate;
pub mod sealing;
pub mod start;
pub mod who;

pub use app::{App, Limits};
pub use gate::Hosts;
