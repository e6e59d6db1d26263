//! Numbers and times as people read them, in the page and in its worker.

/// Two decimals at most: `2`, `0.5`.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Seconds as k6 writes them: `1h 2m 3s`, `0.5s`.
pub(crate) fn duration(seconds: f64) -> String {
    if seconds > 0.0 && seconds < 1.0 {
        return format!("{}s", number(seconds));
    }
    let whole = whole(seconds);
    let parts = [(whole / 3600, "h"), (whole % 3600 / 60, "m"), (whole % 60, "s")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}{unit}")).collect();
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

/// The nearest whole second.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shown to people")]
pub(crate) fn whole(seconds: f64) -> u64 {
    seconds.max(0.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!([0.0, 0.25, 59.6, 5400.0].map(duration), ["0s", "0.25s", "1m", "1h 30m"]);
        assert_eq!([2.0, 0.5, 1.0 / 3.0].map(number), ["2", "0.5", "0.33"]);
    }
}
