//! The code that someone typed.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::code::Code;
use crate::nearest::nearest;

/// Text that is no code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct UnknownCode {
    text: String,
    nearest: Option<&'static str>,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the code of a problem", self.text)?;
        self.nearest.map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
    }
}

/// Letter case and leading zeros do not count, and `12` is `K6C012`.
impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let number = number(text);
        let meant = number.map_or_else(|| text.to_owned(), |number| format!("K6C{number:03}"));
        if let Some(code) = Self::ALL.iter().find(|code| code.as_str() == meant) {
            return Ok(*code);
        }
        // Of those that are equally near as text, the nearest as a number.
        let mut codes: Vec<&str> = Self::ALL.iter().map(|code| code.as_str()).collect();
        codes.sort_by_key(|code| self::number(code).unwrap_or(0).abs_diff(number.unwrap_or(0)));
        Err(UnknownCode { text: text.to_owned(), nearest: nearest(&meant, codes) })
    }
}

fn number(text: &str) -> Option<u16> {
    let text = text.trim();
    let prefix = text.get(..3).filter(|prefix| prefix.eq_ignore_ascii_case("k6c"));
    let digits = text.get(prefix.map_or(0, str::len)..)?;
    digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_as_people_type_them() {
        for text in ["K6C012", "k6c012", "K6c12", "012", "12", " 12 "] {
            assert_eq!(text.parse(), Ok(Code::Missing), "{text}");
        }
    }

    #[test]
    fn others_are_told_the_nearest() {
        let said = |text: &str| text.parse::<Code>().unwrap_err().to_string();
        assert_eq!(said("K6C068"), "`K6C068` is not the code of a problem; did you mean `K6C067`?");
        assert_eq!(said("k6x012"), "`k6x012` is not the code of a problem; did you mean `K6C012`?");
        for text in ["", "namespace", "+12", "99999999", "æøå"] {
            assert_eq!(said(text), format!("`{text}` is not the code of a problem"));
        }
    }
}
