//! Saving something as a file.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};

/// Hands `text` to the browser as a download called `name`.
pub(crate) fn save(name: &str, mime: &str, text: &str) {
    let _ = try_save(name, mime, text);
}

/// What files that come of a document are called, without an ending.
pub(crate) fn stem(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let stem = [".yaml", ".yml", ".json"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    // It stands in commands, too.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let stem: String = stem.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    if stem.is_empty() { "objects".to_owned() } else { stem }
}

fn try_save(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    save_blob(name, &web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &of(mime))?)
}

/// As [`save`], of bytes.
pub(super) fn save_bytes(name: &str, mime: &str, bytes: &js_sys::Uint8Array) {
    let parts = js_sys::Array::of1(bytes);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &of(mime));
    let _ = blob.and_then(|blob| save_blob(name, &blob));
}

fn of(mime: &str) -> web_sys::BlobPropertyBag {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    options
}

fn save_blob(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let url = web_sys::Url::create_object_url_with_blob(blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has started the download; the address may go a little later.
    super::clock::after(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_the_document() {
        for (name, expected) in [
            ("smoke.yaml", "smoke"),
            ("k6/smoke (2).yml", "smoke--2-"),
            ("a;curl${IFS}x|sh.yaml", "a-curl--IFS-x-sh"),
            (".yaml", "objects"),
            ("config", "config"),
        ] {
            assert_eq!(stem(name), expected);
        }
    }
}
