//! A configuration in a link: making one, and opening one without touching
//! what the visitor has.
//!
//! While a shared configuration is looked at, the page reads what the visitor
//! keeps here and writes none of it: [`visit`] says so to the storage, and
//! `state` refuses what would change the document.

mod banner;
mod content;
mod dialog;
mod github;
mod link;
mod visit;

pub(crate) use self::{
    banner::SharedBanner,
    content::{OVERLAY, Shared, restored},
    dialog::Share,
    visit::{arrive, is_open, is_visiting, shared},
};
