//! Everything that touches the browser itself: the only place that names
//! `web-sys`, `js-sys` and `wasm-bindgen`. The rest of the page calls these
//! functions and knows nothing of JavaScript values.

pub(crate) mod broken;
pub(crate) mod clock;
pub(crate) mod documents;
pub(crate) mod download;
pub(crate) mod editor;
pub(crate) mod edits;
pub(crate) mod files;
pub(crate) mod folder;
pub(crate) mod http;
pub(crate) mod keys;
pub(crate) mod location;
pub(crate) mod looks;
mod module;
pub(crate) mod offline;
pub(crate) mod page;
pub(crate) mod server;
pub(crate) mod share;
pub(crate) mod storage;
pub(crate) mod tree;
pub(crate) mod worker;
pub(crate) mod zip;
