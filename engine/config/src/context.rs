//! What generation takes besides the document and the files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Inputs that are random or come from the surroundings, so that the same
/// inputs give the same objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationContext {
    /// Milliseconds since the epoch.
    pub at_ms: u64,
    pub suffix: Suffix,
    /// Command-line arguments for k6.
    #[serde(default)]
    pub arguments: String,
    /// The `GITHUB_*` variables that are set, by full name.
    #[serde(default)]
    pub github: BTreeMap<String, String>,
}

impl GenerationContext {
    /// The variables of a GitHub workflow that runs are given.
    pub const GITHUB: [&'static str; 8] = [
        "GITHUB_REPOSITORY",
        "GITHUB_SERVER_URL",
        "GITHUB_RUN_ID",
        "GITHUB_BASE_REF",
        "GITHUB_HEAD_REF",
        "GITHUB_REF",
        "GITHUB_REF_NAME",
        "GITHUB_SHA",
    ];
}

/// Five characters of `a-z0-9` that tell generations of one millisecond apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Suffix(String);

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a suffix: five characters of a-z and 0-9")]
pub struct SuffixError(String);

impl Suffix {
    /// From five random numbers; only their remainders by 36 count.
    pub fn from_random(random: [u8; 5]) -> Self {
        Self(random.iter().map(|r| digit(r % 36)).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The next suffix, counting in base 36 and starting over after `zzzzz`.
    #[must_use]
    pub fn next(&self) -> Self {
        let number = u32::from_str_radix(&self.0, 36).unwrap_or(0);
        let mut rest = (number + 1) % 36u32.pow(5);
        let mut digits = [0u8; 5];
        for slot in digits.iter_mut().rev() {
            *slot = u8::try_from(rest % 36).unwrap_or(0);
            rest /= 36;
        }
        Self::from_random(digits)
    }
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 36).unwrap_or('0')
}

impl TryFrom<String> for Suffix {
    type Error = SuffixError;
    fn try_from(text: String) -> Result<Self, SuffixError> {
        let fits = text.len() == 5 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if fits { Ok(Self(text)) } else { Err(SuffixError(text)) }
    }
}

impl From<Suffix> for String {
    fn from(suffix: Suffix) -> Self {
        suffix.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes() {
        let suffix = |t: &str| Suffix::try_from(t.to_owned());
        assert_eq!(suffix("abcde").unwrap().next().as_str(), "abcdf");
        assert_eq!(suffix("zzzzz").unwrap().next().as_str(), "00000");
        assert_eq!(suffix("a9z9z").unwrap().next().as_str(), "a9za0");
        for bad in ["", "abcd", "abcdef", "ABCDE", "ab-de", "æbcd"] {
            assert!(suffix(bad).is_err(), "{bad}");
        }
    }
}
