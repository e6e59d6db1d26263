//! What stands around every screen: header, notices, dropping files anywhere.

mod documents;
mod drop_anywhere;
mod header;
pub(crate) mod newer;
mod not_found;
mod notices;
mod shortcuts;
mod status;
mod theme;

pub(crate) use self::{
    documents::ChangedElsewhere,
    drop_anywhere::{DropAnywhere, Drops},
    header::Header,
    newer::Newer,
    not_found::NotFound,
    notices::Notices,
    shortcuts::Shortcuts,
};
