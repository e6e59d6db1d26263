//! What this browser remembers for the page between visits.

use leptos::prelude::window;

/// The store may be full, or switched off by the person's settings.
pub(crate) struct NotKept;

pub(crate) fn get(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

pub(crate) fn set(key: &str, value: &str) -> Result<(), NotKept> {
    let storage = window().local_storage().ok().flatten().ok_or(NotKept)?;
    storage.set_item(key, value).map_err(|_| NotKept)
}
