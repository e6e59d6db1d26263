//! Execution segments: which part of the test one k6 runs.

use super::super::json::{Escape, Json, Kind, string};
use super::super::number::prefixed;
use super::{Problem, Read, wrong};

/// A fraction in lowest terms, at least 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    above: u128,
    below: u128,
}

impl Part {
    const START: Self = Self { above: 0, below: 1 };
    const END: Self = Self { above: 1, below: 1 };

    fn new(above: u128, below: u128) -> Option<Self> {
        let divisor = gcd(above, below);
        Some(Self { above: above.checked_div(divisor)?, below: below.checked_div(divisor)? })
    }

    /// `10%`, `1/3`, `0.25`, `1e-1`.
    fn parse(text: &str) -> Option<Self> {
        if let Some(percent) = text.strip_suffix('%') {
            let digits = percent.strip_prefix('+').unwrap_or(percent);
            return Self::new(digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??, 100);
        }
        let text = text.strip_prefix('+').unwrap_or(text);
        if let Some((above, below)) = text.split_once('/') {
            return Self::new(prefixed(above)?, prefixed(below).filter(|below| *below > 0)?);
        }
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
        let value = all.bytes().all(|b| b.is_ascii_digit()).then(|| all.parse::<u128>().ok())??;
        let power = 10u128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Self::new(value, power) } else { Self::new(value.checked_mul(power)?, 1) }
    }

    fn less(self, other: Self) -> Option<bool> {
        Some(self.above.checked_mul(other.below)? < other.above.checked_mul(self.below)?)
    }

    fn text(self) -> String {
        if self.below == 1 { self.above.to_string() } else { format!("{}/{}", self.above, self.below) }
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

const HELP: &str = "write a part like `0:1/3`, `25%:50%` or `0.5`";

fn part(text: &str, path: &str) -> Result<Part, Problem> {
    Part::parse(text).ok_or_else(|| Problem::new(path, format!("`{text}` is not a fraction from 0 to 1"), HELP))
}

/// A segment of two ends.
fn ends(from: Part, to: Part, path: &str) -> Result<(), Problem> {
    let inside = from.less(to) == Some(true) && Part::END.less(to) == Some(false);
    if inside {
        return Ok(());
    }
    let message = format!("the segment from `{}` to `{}` is none", from.text(), to.text());
    Err(Problem::new(path, message, "a segment begins before it ends and ends at 1 at the latest"))
}

/// `1/2` -> `0:1/2`.
pub(crate) fn normal(text: &str, path: &str) -> Result<String, Problem> {
    let (from, to) = match text.split_once(':') {
        _ if text.is_empty() => (Part::START, Part::END),
        Some((from, to)) => (part(from, path)?, part(to, path)?),
        None => (Part::START, part(text, path)?),
    };
    ends(from, to, path)?;
    Ok(string(&format!("{}:{}", from.text(), to.text()), Escape::Plain))
}

/// `0,0.5,1` -> `0,1/2,1`.
pub(crate) fn normal_sequence(text: &str, path: &str) -> Result<String, Problem> {
    if text.is_empty() {
        return Ok(string("", Escape::Plain));
    }
    let parts: Vec<Part> = text.split(',').map(|text| part(text, path)).collect::<Result<_, _>>()?;
    if parts.len() < 2 {
        return Err(Problem::new(path, format!("`{text}` has one point only"), "write all points, like `0,1/2,1`"));
    }
    for (from, to) in parts.iter().zip(parts.iter().skip(1)) {
        ends(*from, *to, path)?;
    }
    let parts: Vec<String> = parts.into_iter().map(Part::text).collect();
    Ok(string(&parts.join(","), Escape::Plain))
}

pub(crate) fn read(json: Json<'_>, path: &str) -> Read {
    text(json, path).and_then(|text| text.map(|text| normal(&text, path)).transpose())
}

pub(crate) fn read_sequence(json: Json<'_>, path: &str) -> Read {
    text(json, path).and_then(|text| text.map(|text| normal_sequence(&text, path)).transpose())
}

fn text(json: Json<'_>, path: &str) -> Result<Option<String>, Problem> {
    match json.kind() {
        Kind::Null => Ok(None),
        Kind::String(text) => Ok(Some(text)),
        _ => Err(wrong(path, json, "a text like `0:1/2`")),
    }
}
