//! How long a browser may keep a file of the page.

use axum::http::HeaderValue;

/// Hex digits that make a part of a file name a hash of its content.
const HASH_DIGITS: usize = 16;

/// A file whose name holds its hash never changes; any other is asked for anew.
pub(super) fn control(path: &str) -> HeaderValue {
    HeaderValue::from_static(if has_hash(path) { "public, max-age=31536000, immutable" } else { "no-cache" })
}

/// Trunk's names: `app-5f1d6c0a9b3e7d42.js`, `app-5f1d6c0a9b3e7d42_bg.wasm`.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_hexdigit).count();
    name.split('-').skip(1).any(|part| {
        let count = digits(part);
        count >= HASH_DIGITS && matches!(part.as_bytes().get(count), Some(b'.' | b'_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names() {
        for hashed in ["/a-0123456789abcdef.js", "/x/k6cfg-app-0123456789abcdef_bg.wasm", "/a-0123456789abcdef01.css"] {
            assert!(has_hash(hashed), "{hashed}");
        }
        for plain in [
            "/index.html",
            "/a-0123456789abcde.js",
            "/0123456789abcdef.js",
            "/a-0123456789abcdefg.js",
            "/a-0123456789abcdef",
            "/a-0123456789abcdef/index.html",
        ] {
            assert!(!has_hash(plain), "{plain}");
        }
    }
}
