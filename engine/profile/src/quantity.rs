//! Kubernetes resource quantities: `250m`, `2`, `200Mi`, `1.5Gi`, `1e3`.
//!
//! The rule is `k8s.io/apimachinery/pkg/api/resource`: a signed decimal number
//! and one suffix of `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei`, or `e`/`E` with an
//! exponent.

use std::cmp::Ordering;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A quantity that parses. Keeps its text; compares by value.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("format" = "quantity"))]
pub struct Quantity {
    text: String,
    /// In billionths of a unit: what Kubernetes keeps at most.
    nano: i128,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a Kubernetes quantity such as `250m`, `2` or `200Mi`")]
pub struct QuantityError(pub String);

impl Quantity {
    /// # Errors
    /// When `text` is not a quantity, or one too large to compare (over 10^29).
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let nano = nano(text).ok_or_else(|| QuantityError(text.to_owned()))?;
        Ok(Self { text: text.to_owned(), nano })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn is_positive(&self) -> bool {
        self.nano > 0
    }

    /// How many whole times it goes into `room`; as often as one likes where it
    /// is nothing.
    pub fn times_into(&self, room: &Self) -> u64 {
        if !self.is_positive() {
            return u64::MAX;
        }
        u64::try_from(room.nano.max(0) / self.nano).unwrap_or(u64::MAX)
    }
}

fn nano(text: &str) -> Option<i128> {
    let (negative, body) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let digits_end = body.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(body.len());
    let (number, suffix) = body.split_at(digits_end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') || number.len() > 30 {
        return None;
    }
    let (mul, exp10) = scale(suffix)?;
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    // digits * mul * 10^(exp10 - fraction + 9), rounded up as Kubernetes does.
    let exponent = exp10 + 9 - i32::try_from(fraction.len()).ok()?;
    let scaled = digits.checked_mul(mul)?;
    let value = if exponent >= 0 {
        scaled.checked_mul(10i128.checked_pow(u32::try_from(exponent).ok()?)?)?
    } else {
        match 10i128.checked_pow(exponent.unsigned_abs()) {
            Some(div) => scaled / div + i128::from(scaled % div != 0),
            None => i128::from(scaled != 0),
        }
    };
    Some(if negative { -value } else { value })
}

fn scale(suffix: &str) -> Option<(i128, i32)> {
    Some(match suffix {
        "" => (1, 0),
        "n" => (1, -9),
        "u" => (1, -6),
        "m" => (1, -3),
        "k" => (1, 3),
        "M" => (1, 6),
        "G" => (1, 9),
        "T" => (1, 12),
        "P" => (1, 15),
        "E" => (1, 18),
        "Ki" => (1 << 10, 0),
        "Mi" => (1 << 20, 0),
        "Gi" => (1 << 30, 0),
        "Ti" => (1 << 40, 0),
        "Pi" => (1 << 50, 0),
        "Ei" => (1 << 60, 0),
        _ => {
            let exponent = suffix.strip_prefix(['e', 'E'])?;
            let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            (1, exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?)
        }
    })
}

impl TryFrom<String> for Quantity {
    type Error = QuantityError;
    fn try_from(text: String) -> Result<Self, QuantityError> {
        Self::parse(&text)
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.text
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.nano == other.nano
    }
}
impl Eq for Quantity {}
impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        self.nano.cmp(&other.nano)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_kubernetes_reads() {
        for good in ["0", "1", "250m", "200Mi", "4Gi", "1.5Gi", ".5", "2.", "1e3", "1E3", "12e-3", "+1", "-1", "100u"] {
            assert!(Quantity::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "Mi", "1 Gi", "1GiB", "250M i", "1.2.3", "0x10", "ten", "1_000", "1mi", "--1", "1e", "٣"] {
            assert!(Quantity::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn compares_by_value() {
        let q = |t| Quantity::parse(t).unwrap();
        assert_eq!(q("1"), q("1000m"));
        assert_eq!(q("1Ki"), q("1024"));
        assert!(q("2") > q("1900m"));
        assert!(q("13107Mi") < q("16Gi"));
        for (asked, room, times) in [
            ("250m", "1", 4),
            ("2", "3800m", 1),
            ("4Gi", "13107Mi", 3),
            ("2", "1", 0),
            ("1", "-1", 0),
            ("0", "1", u64::MAX),
        ] {
            assert_eq!(q(asked).times_into(&q(room)), times, "{asked} into {room}");
        }
        assert!(!q("0").is_positive() && !q("-1").is_positive() && q("1n").is_positive());
    }
}
