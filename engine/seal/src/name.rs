//! Names that Kubernetes takes.

use thiserror::Error;

/// The most characters that a name, and the name of a key, may have.
const MOST: usize = 253;
const MOST_OF_NAMESPACE: usize = 63;

/// Why it is no name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NameError {
    #[error("there is no {0}")]
    Empty(&'static str),
    #[error("the {what} has {length} characters, over the {most} that there may be")]
    Long { what: &'static str, length: usize, most: usize },
    #[error("`{given}` is not a {what}: {rule}")]
    Characters { what: &'static str, given: String, rule: &'static str },
}

/// The name of a `Secret`: a DNS subdomain.
///
/// # Errors
/// When it is none.
pub fn name(text: &str) -> Result<(), NameError> {
    let rule = "small letters, digits, `-` and `.`, a letter or digit first and last";
    check("name", text, MOST, text.split('.').all(is_label), rule)
}

/// The name of a namespace: a DNS label.
///
/// # Errors
/// When it is none.
pub fn namespace(text: &str) -> Result<(), NameError> {
    let rule = "small letters, digits and `-`, a letter or digit first and last";
    check("namespace", text, MOST_OF_NAMESPACE, is_label(text), rule)
}

/// The name of a key: a script reads it as a variable.
///
/// # Errors
/// When it is none.
pub fn key(text: &str) -> Result<(), NameError> {
    let letter = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
    let good = text.bytes().all(letter) && text != "." && !text.starts_with("..");
    check("key", text, MOST, good, "letters, digits, `-`, `_` and `.`, not `.` alone and no `..` first")
}

fn is_label(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let ends = |end: Option<u8>| end.is_some_and(plain);
    ends(text.bytes().next()) && ends(text.bytes().last()) && text.bytes().all(|b| plain(b) || b == b'-')
}

fn check(what: &'static str, text: &str, most: usize, good: bool, rule: &'static str) -> Result<(), NameError> {
    let length = text.chars().count();
    if text.is_empty() {
        Err(NameError::Empty(what))
    } else if length > most {
        Err(NameError::Long { what, length, most })
    } else if good {
        Ok(())
    } else {
        Err(NameError::Characters { what, given: text.to_owned(), rule })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_kubernetes() {
        let long = "a".repeat(254);
        let table: [(&str, bool, bool, bool); 12] = [
            ("creds", true, true, true),
            ("creds-1", true, true, true),
            ("my.creds", true, false, true),
            ("my..creds", false, false, true),
            ("-creds", false, false, true),
            ("creds-", false, false, true),
            ("Creds", false, false, true),
            ("API_KEY", false, false, true),
            ("nøkkel", false, false, false),
            (".", false, false, false),
            ("..data", false, false, false),
            (&long, false, false, false),
        ];
        for (text, is_name, is_namespace, is_key) in table {
            let found = (name(text).is_ok(), namespace(text).is_ok(), key(text).is_ok());
            assert_eq!(found, (is_name, is_namespace, is_key), "{text}");
        }
        assert_eq!(key("a b").unwrap_err().to_string().split(':').next(), Some("`a b` is not a key"));
    }
}
