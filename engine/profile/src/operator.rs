//! What the cluster's k6-operator does with text that it passes on.

use crate::Limits;

impl Limits {
    /// Whether the operator puts arguments and the values of variables into a
    /// shell command, as it does before 1.6 (grafana/k6-operator#748 and #868).
    /// A version that does not read is taken for a newer one.
    pub fn operator_uses_shell(&self) -> bool {
        version(&self.k6_operator).is_some_and(|version| version < (1, 6))
    }
}

/// Major and minor of `1.5`, `v1.5.2` or `2`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().trim_start_matches('v').split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next().map_or(Some(0), |minor| minor.parse().ok())?;
    Some((major, minor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shells_end_with_1_6() {
        for (text, shell) in [
            ("1.5", true),
            ("v1.5.2", true),
            ("0.0.21", true),
            ("1", true),
            ("1.6", false),
            ("1.10.0", false),
            ("2", false),
            ("newest", false),
            ("1.x", false),
        ] {
            let limits = Limits { config_map_bytes: 1, k6_operator: text.to_owned() };
            assert_eq!(limits.operator_uses_shell(), shell, "{text}");
        }
    }
}
