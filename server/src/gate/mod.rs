//! What every request passes, outermost first: the log, security headers, a
//! net for panics, pages elsewhere, whose request it is, who asks, and limits.

mod headers;
mod hosts;
mod limits;
mod log;
mod pages;
mod panic;
mod same_host;
mod sign_in;

pub(crate) use headers::security_headers;
pub use hosts::Hosts;
pub(crate) use limits::within_limits;
pub(crate) use log::log;
pub(crate) use pages::pages_elsewhere;
pub(crate) use panic::panicked;
pub(crate) use same_host::same_host;
pub(crate) use sign_in::signed_in;
