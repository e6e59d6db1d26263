//! The names that Kubernetes and k6 accept.

/// Longest DNS label and label value.
pub const LABEL: usize = 63;
/// Longest name of a ConfigMap or Secret.
pub const SUBDOMAIN: usize = 253;

/// RFC 1123 label: `[a-z0-9]([-a-z0-9]*[a-z0-9])?`, 63 characters at most.
pub fn is_dns_label(name: &str) -> bool {
    name.len() <= LABEL && is_dns_part(name)
}

/// RFC 1123 subdomain: labels joined by dots, 253 characters at most.
pub fn is_dns_subdomain(name: &str) -> bool {
    name.len() <= SUBDOMAIN && name.split('.').all(is_dns_part)
}

fn is_dns_part(part: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !part.is_empty() && part.bytes().all(inner) && !part.starts_with('-') && !part.ends_with('-')
}

/// What `--tag name=value` takes unquoted, and no longer than a label value.
pub fn is_tag_value(value: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"._/-".contains(&b);
    !value.is_empty() && value.len() <= LABEL && value.bytes().all(fits)
}

/// What the value of a label may be: empty, or 63 characters at most of
/// `[-._A-Za-z0-9]` that start and end with a letter or digit.
pub fn is_label_value(value: &str) -> bool {
    let edge = |c: char| c.is_ascii_alphanumeric();
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-._".contains(&b);
    value.is_empty()
        || (value.len() <= LABEL && value.bytes().all(fits) && value.starts_with(edge) && value.ends_with(edge))
}

/// `[A-Za-z_][A-Za-z0-9_]*`
pub fn is_env_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The nearest DNS label to `text`: lower case, everything else a hyphen.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'æ' => slug.push_str("ae"),
            'ø' | 'ö' => slug.push('o'),
            'å' | 'ä' => slug.push('a'),
            'é' | 'è' => slug.push('e'),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_matches('-').chars().take(LABEL).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for good in ["a", "a-b", "9", "at22-get-deployments-smoke"] {
            assert!(is_dns_label(good), "{good}");
        }
        for bad in ["", "-a", "a-", "A", "a.b", "a b", "a_b", "å", &"a".repeat(64)] {
            assert!(!is_dns_label(bad), "{bad}");
        }
        assert!(is_dns_subdomain("a.b-c"));
        assert!(!is_dns_subdomain("a..b") && !is_dns_subdomain(&"a".repeat(254)));
    }

    #[test]
    fn label_values() {
        for good in ["", "a", "A_b.c-9", &"a".repeat(63)] {
            assert!(is_label_value(good), "{good}");
        }
        for bad in ["-a", "a.", "a b", "a/b", "å", &"a".repeat(64)] {
            assert!(!is_label_value(bad), "{bad}");
        }
    }

    #[test]
    fn slugs_are_labels() {
        for (text, slug_of) in [
            ("Get Deployments", "get-deployments"),
            ("a.test.js", "a-test-js"),
            ("Blåbær_grøt", "blabaer-grot"),
            ("--", ""),
        ] {
            assert_eq!(slug(text), slug_of);
        }
    }

    #[test]
    fn env_names() {
        assert!(is_env_name("_A1") && !is_env_name("1A") && !is_env_name("A-B") && !is_env_name(""));
    }
}
