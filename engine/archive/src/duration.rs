//! Durations as k6 reads and writes them, in nanoseconds.
//!
//! Options take more than Go: a number is milliseconds, and days may come
//! first (`1d2h`). Flags and stages written as text take Go's own form alone.

use crate::options::number::{float, int};

pub(crate) const MILLISECOND: i64 = 1_000_000;
pub(crate) const SECOND: i64 = 1_000 * MILLISECOND;
pub(crate) const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// A number of milliseconds. What does not fit becomes the smallest duration,
/// as in k6.
pub(crate) fn millis(value: f64) -> i64 {
    let nanos = value * 1e6;
    if (-9.223_372_036_854_776e18..9.223_372_036_854_776e18).contains(&nanos) {
        #[expect(clippy::cast_possible_truncation, reason = "in range, and k6 truncates")]
        return nanos as i64;
    }
    i64::MIN
}

/// A text in an option: a bare number of milliseconds, a Go duration, or days
/// and a Go duration.
pub(crate) fn option(text: &str) -> Option<i64> {
    if let Some(value) = float(text) {
        return Some(millis(value));
    }
    let Some((days, rest)) = text.split_once('d') else { return go(text) };
    let rest = if rest.is_empty() { 0 } else { go(rest).filter(|rest| *rest >= 0)? };
    let days = int(days)?;
    let rest = if days < 0 { rest.wrapping_neg() } else { rest };
    Some(days.wrapping_mul(24 * HOUR).wrapping_add(rest))
}

/// Go's `time.ParseDuration`.
pub(crate) fn go(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    if rest.is_empty() {
        return None;
    }
    let mut total = 0u64;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let end = tail.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        total = total.checked_add(part(number, unit)?).filter(|total| *total <= 1 << 63)?;
        rest = tail;
    }
    if negative { 0i64.checked_sub_unsigned(total) } else { i64::try_from(total).ok() }
}

/// `1.5` and `h`.
fn part(number: &str, unit: &str) -> Option<u64> {
    let unit: u64 = match unit {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => SECOND.unsigned_abs(),
        "m" => MINUTE.unsigned_abs(),
        "h" => HOUR.unsigned_abs(),
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if (whole.is_empty() && fraction.is_empty()) || fraction.contains('.') {
        return None;
    }
    let whole = if whole.is_empty() { 0 } else { whole.parse::<u64>().ok()? };
    let whole = whole.checked_mul(unit).filter(|whole| *whole <= 1 << 63)?;
    // 18 digits are more than a nanosecond of an hour.
    let fraction = fraction.get(..fraction.len().min(18)).unwrap_or_default();
    let digits = if fraction.is_empty() { 0 } else { fraction.parse::<u64>().ok()? };
    let scale = 10u128.pow(u32::try_from(fraction.len()).ok()?);
    let fraction = u64::try_from(u128::from(digits) * u128::from(unit) / scale).ok()?;
    whole.checked_add(fraction)
}

/// Go's `Duration.String`: `1m0s`, `1.5s`, `26h0m0s`, `10ms`, `0s`.
pub(crate) fn text(nanos: i64) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    let (second, minute, hour) = (SECOND.unsigned_abs(), MINUTE.unsigned_abs(), HOUR.unsigned_abs());
    if nanos == 0 {
        return "0s".to_owned();
    }
    if nanos < second {
        let (scale, unit) = match nanos {
            0..1_000 => (1, "ns"),
            1_000..1_000_000 => (1_000, "µs"),
            _ => (1_000_000, "ms"),
        };
        return format!("{sign}{}{unit}", decimal(nanos, scale));
    }
    let (hours, minutes) = (nanos / hour, nanos % hour / minute);
    let seconds = decimal(nanos % minute, second);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}s"),
        (0, _) => format!("{sign}{minutes}m{seconds}s"),
        _ => format!("{sign}{hours}h{minutes}m{seconds}s"),
    }
}

fn decimal(nanos: u64, scale: u64) -> String {
    let fraction = nanos % scale;
    if fraction == 0 {
        return (nanos / scale).to_string();
    }
    let width = scale.to_string().len() - 1;
    format!("{}.{}", nanos / scale, format!("{fraction:0width$}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_as_k6_does() {
        for (value, expected) in [
            ("1m", "1m0s"),
            ("30000", "30s"),
            ("1d2h", "26h0m0s"),
            ("-1d2h", "-26h0m0s"),
            ("1500.5", "1.5005s"),
            ("3661s", "1h1m1s"),
            ("0", "0s"),
            ("1_000", "1s"),
            ("100us", "100µs"),
            ("1.5h", "1h30m0s"),
            ("-0d1h", "1h0m0s"),
            ("1d0", "24h0m0s"),
            ("1.999999999999s", "1.999999999s"),
            ("9223372036854775807ns", "2562047h47m16.854775807s"),
            ("106751d23h47m", "2562047h47m0s"),
            ("0.1", "100µs"),
        ] {
            assert_eq!(option(value).map(text).as_deref(), Some(expected), "{value}");
        }
        for bad in [
            "x",
            "1 m",
            "1m5",
            "",
            "d",
            "1.5d",
            "1d-2h",
            " 10",
            "1e400",
            "2h1d",
            "1.2.3s",
            "1S",
            "9223372036854775808ns",
        ] {
            assert_eq!(option(bad), None, "{bad}");
        }
    }

    #[test]
    fn too_much_is_negative_as_in_k6() {
        for value in ["106752d", "inf", "nan"] {
            assert!(option(value).is_some_and(|nanos| nanos < 0), "{value}");
        }
        assert_eq!(text(i64::MIN), "-2562047h47m16.854775808s");
    }

    #[test]
    fn flags_take_gos_form_alone() {
        assert_eq!(go("1m30s"), Some(90 * SECOND));
        for bad in ["10", "1d", "1e3"] {
            assert_eq!(go(bad), None, "{bad}");
        }
    }
}
