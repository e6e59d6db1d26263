//! The tar file of an archive, byte for byte as k6 writes it: USTAR, no owner,
//! two zero blocks at the end.
//!
//! Order: `metadata.json`, `data` (the script), folders, files. The script's
//! own entry is a hard link to `data`.

use std::collections::{BTreeMap, BTreeSet};

use tar::{EntryType, Header};

/// What an archive holds.
pub(crate) struct Contents<'a> {
    pub(crate) metadata: &'a [u8],
    pub(crate) script: &'a [u8],
    /// Name of the script's entry: `file/…` or `https/…`.
    pub(crate) link: &'a str,
    /// All files by the name of their entry, the script's among them.
    pub(crate) files: &'a BTreeMap<String, &'a [u8]>,
    /// Unix time of every entry but the link.
    pub(crate) seconds: u64,
}

pub(crate) fn archive(contents: &Contents<'_>) -> Vec<u8> {
    let size: usize = contents.files.values().map(|bytes| bytes.len() + 1024).sum();
    let mut out = Vec::with_capacity(size + contents.script.len() + contents.metadata.len() + 8192);
    let seconds = contents.seconds;
    let regular = |content| Entry { kind: EntryType::Regular, mode: 0o644, seconds, content, link: "" };
    entry(&mut out, "metadata.json", &regular(contents.metadata));
    entry(&mut out, "data", &regular(contents.script));
    for system in ["file/", "https/"] {
        let files = || contents.files.iter().filter(|(name, _)| name.starts_with(system));
        let folders: BTreeSet<&str> = files().flat_map(|(name, _)| folders(name)).collect();
        let folder = Entry { kind: EntryType::Directory, mode: 0o755, seconds, content: b"", link: "" };
        for name in folders {
            entry(&mut out, name, &folder);
        }
        for (name, bytes) in files() {
            if name == contents.link {
                let link = Entry { kind: EntryType::Link, mode: 0, seconds: 0, content: b"", link: "data" };
                entry(&mut out, name, &link);
            } else {
                entry(&mut out, name, &regular(bytes));
            }
        }
    }
    out.extend_from_slice(&[0; 1024]);
    out
}

/// `a`, `a/b` of `a/b/c.js`.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(i, _)| path.get(..i))
}

struct Entry<'a> {
    kind: EntryType,
    mode: u32,
    seconds: u64,
    content: &'a [u8],
    link: &'a str,
}

fn entry(out: &mut Vec<u8>, name: &str, entry: &Entry<'_>) {
    let split = split(name);
    if split.is_none() {
        pax_path(out, name);
    }
    let ascii = plain(name);
    let (prefix, short) = split.unwrap_or_else(|| ("", cut(&ascii)));
    let mut header = header(prefix, short, entry);
    checksum(&mut header);
    push(out, &header, entry.content);
}

fn header(prefix: &str, name: &str, entry: &Entry<'_>) -> Header {
    let mut header = Header::new_ustar();
    if let Some(ustar) = header.as_ustar_mut() {
        write(&mut ustar.name, name);
        write(&mut ustar.prefix, prefix);
        write(&mut ustar.linkname, entry.link);
        // Go leaves them out of PAX headers.
        if entry.kind != EntryType::XHeader {
            ustar.set_device_major(0);
            ustar.set_device_minor(0);
        }
    }
    header.set_entry_type(entry.kind);
    header.set_mode(entry.mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(entry.content.len() as u64);
    header.set_mtime(entry.seconds);
    header
}

/// Go writes six octal digits, a NUL and a space.
fn checksum(header: &mut Header) {
    header.set_cksum();
    let sum = header.cksum().unwrap_or_default();
    write(&mut header.as_old_mut().cksum, &format!("{sum:06o}\0 "));
}

fn write(field: &mut [u8], text: &str) {
    field.fill(0);
    for (slot, byte) in field.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
}

/// Prefix and name of a USTAR header; `None` when the name fits in neither.
fn split(name: &str) -> Option<(&str, &str)> {
    if !name.is_ascii() {
        return None;
    }
    if name.len() <= 100 {
        return Some(("", name));
    }
    let slash = name.get(..name.len().min(156))?.rfind('/')?;
    let (prefix, rest) = (name.get(..slash)?, name.get(slash + 1..)?);
    (!rest.is_empty() && rest.len() <= 100).then_some((prefix, rest))
}

/// A name without what a header cannot hold.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii).collect()
}

/// As much of a plain name as a header holds; none of it ends in a slash.
fn cut(name: &str) -> &str {
    name.get(..100).map_or(name, |cut| cut.trim_end_matches('/'))
}

/// A PAX header that gives the next entry its long or non-ASCII name.
fn pax_path(out: &mut Vec<u8>, name: &str) {
    let body = format!(" path={name}\n");
    let mut length = body.len();
    while format!("{length}{body}").len() != length {
        length = format!("{length}{body}").len();
    }
    let record = format!("{length}{body}");
    let (folder, base) = name.rsplit_once('/').unwrap_or(("", name));
    let place = plain(&format!("{folder}/PaxHeaders.0/{base}"));
    let link = Entry { kind: EntryType::XHeader, mode: 0, seconds: 0, content: record.as_bytes(), link: "" };
    let mut header = header("", cut(place.trim_start_matches('/')), &link);
    checksum(&mut header);
    push(out, &header, record.as_bytes());
}

fn push(out: &mut Vec<u8>, header: &Header, content: &[u8]) {
    out.extend_from_slice(header.as_bytes());
    out.extend_from_slice(content);
    out.resize(out.len().next_multiple_of(512), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(path: &str, seconds: u64) -> Vec<u8> {
        let files = BTreeMap::from([(path.to_owned(), b"x".as_slice())]);
        archive(&Contents { metadata: b"{}", script: b"x", link: path, files: &files, seconds })
    }

    fn names(path: &str) -> Vec<String> {
        let bytes = one(path, 1);
        assert_eq!(bytes.len() % 512, 0);
        let mut archive = tar::Archive::new(bytes.as_slice());
        archive.entries().unwrap().map(|e| e.unwrap().path().unwrap().display().to_string()).collect()
    }

    #[test]
    fn order_and_names() {
        assert_eq!(names("file/a/b/t.js"), ["metadata.json", "data", "file", "file/a", "file/a/b", "file/a/b/t.js"]);
    }

    #[test]
    fn long_and_foreign_names_come_back() {
        let long = format!("file/{}/{}.js", "a".repeat(90), "b".repeat(60));
        assert_eq!(names(&long).last(), Some(&long));
        let longer = format!("file/{}.js", "c".repeat(200));
        assert_eq!(names(&longer).last(), Some(&longer));
        assert_eq!(names("file/blåbær.js").last().map(String::as_str), Some("file/blåbær.js"));
    }

    #[test]
    fn fields_are_gos() {
        let bytes = one("file/t.js", 0o1234);
        assert_eq!(&bytes[100..108], b"0000644\0");
        assert_eq!(&bytes[124..136], b"00000000002\0");
        assert_eq!(&bytes[136..148], b"00000001234\0");
        assert_eq!(&bytes[154..156], b"\0 ");
        assert_eq!(&bytes[257..265], b"ustar\x0000");
        assert_eq!(&bytes[329..345], b"0000000\x000000000\0");
    }
}
