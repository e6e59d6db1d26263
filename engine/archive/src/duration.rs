//! Durations as k6 reads and writes them: a number is milliseconds, a text is
//! a bare number, a Go duration or days before one (`1d2h`).

use serde_json::Value;

/// Nanoseconds; `None` for what k6 would refuse.
pub(crate) fn parse(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => millis(&number.to_string()),
        Value::String(text) => text_nanos(text.trim()),
        _ => None,
    }
}

fn text_nanos(text: &str) -> Option<i128> {
    if let Some(nanos) = millis(text) {
        return Some(nanos);
    }
    let (days, rest) = match text.split_once('d') {
        Some((days, rest)) => (days.parse::<i128>().ok()?, rest),
        None => (0, text),
    };
    let rest = if rest.is_empty() && text.ends_with('d') { "0" } else { rest };
    Some(days * 24 * HOUR + go(rest)?)
}

const SECOND: i128 = 1_000_000_000;
const MINUTE: i128 = 60 * SECOND;
const HOUR: i128 = 60 * MINUTE;

fn millis(text: &str) -> Option<i128> {
    let value: f64 = text.parse().ok()?;
    if !value.is_finite() || value.abs() > 9e12 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
    Some((value * 1e6).round() as i128)
}

/// Go's `time.ParseDuration`.
fn go(text: &str) -> Option<i128> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total = 0i128;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, tail) = rest.split_at(end);
        let (scale, unit) = [
            ("ns", 1),
            ("us", 1_000),
            ("µs", 1_000),
            ("μs", 1_000),
            ("ms", 1_000_000),
            ("s", SECOND),
            ("m", MINUTE),
            ("h", HOUR),
        ]
        .into_iter()
        .filter(|(unit, _)| tail.starts_with(unit))
        .max_by_key(|(unit, _)| unit.len())
        .map(|(unit, scale)| (scale, unit))?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let digits = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i128>().ok() };
        total += digits(whole)?.checked_mul(scale)?;
        let fraction = fraction.get(..fraction.len().min(18)).unwrap_or_default();
        total += digits(fraction)? * scale / 10i128.pow(u32::try_from(fraction.len()).ok()?);
        rest = tail.get(unit.len()..)?;
    }
    Some(if negative { -total } else { total })
}

/// Go's `Duration.String`: `1m0s`, `1.5s`, `26h0m0s`, `10ms`, `0s`.
pub(crate) fn text(nanos: i128) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.abs();
    if nanos == 0 {
        return "0s".to_owned();
    }
    if nanos < SECOND {
        let (scale, unit) = match nanos {
            0..1_000 => (1, "ns"),
            1_000..1_000_000 => (1_000, "µs"),
            _ => (1_000_000, "ms"),
        };
        return format!("{sign}{}{unit}", decimal(nanos, scale));
    }
    let (hours, minutes) = (nanos / HOUR, nanos % HOUR / MINUTE);
    let seconds = decimal(nanos % MINUTE, SECOND);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}s"),
        (0, _) => format!("{sign}{minutes}m{seconds}s"),
        _ => format!("{sign}{hours}h{minutes}m{seconds}s"),
    }
}

fn decimal(nanos: i128, scale: i128) -> String {
    let fraction = nanos % scale;
    if fraction == 0 {
        return (nanos / scale).to_string();
    }
    let width = scale.to_string().len() - 1;
    format!("{}.{}", nanos / scale, format!("{fraction:0width$}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_and_writes_as_k6_does() {
        for (value, expected) in [
            (json!("1m"), "1m0s"),
            (json!(30000), "30s"),
            (json!("1d2h"), "26h0m0s"),
            (json!(1500), "1.5s"),
            (json!("10"), "10ms"),
            (json!("3661s"), "1h1m1s"),
            (json!(0), "0s"),
            (json!("1h30m"), "1h30m0s"),
            (json!("100us"), "100µs"),
            (json!("1.5h"), "1h30m0s"),
        ] {
            assert_eq!(parse(&value).map(text).as_deref(), Some(expected), "{value}");
        }
        for bad in [json!("x"), json!("1 m"), json!(null), json!("1m5"), json!("")] {
            assert_eq!(parse(&bad), None, "{bad}");
        }
    }
}
