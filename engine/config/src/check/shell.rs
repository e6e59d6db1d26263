//! Characters that k6-operator hands to a shell. Up to 1.5 it puts arguments
//! into `sh -c "k6 archive … ARGUMENTS"` as they are and values of variables
//! between double quotes; for the runner it splits arguments at every space.
//!
//! Source: grafana/k6-operator, `pkg/resources/jobs/{initializer,runner}.go`.

/// What in arguments ends or changes the shell's command, by name.
pub fn in_arguments(text: &str) -> Vec<&'static str> {
    let harmful = [
        ("\n", "a line break"),
        ("\r", "a line break"),
        ("\t", "a tab"),
        ("\"", "`\"`"),
        ("`", "a backtick"),
        ("$(", "`$(`"),
        (";", "`;`"),
        ("|", "`|`"),
        ("&", "`&`"),
        ("(", "`(`"),
        (")", "`)`"),
        ("<", "`<`"),
        (">", "`>`"),
    ];
    let mut found: Vec<&str> = harmful.iter().filter(|(part, _)| text.contains(part)).map(|(_, name)| *name).collect();
    found.dedup();
    // Its bracket has been named with it.
    if found.contains(&"`$(`") {
        found.retain(|name| *name != "`(`");
    }
    found
}

/// What in a value ends the double quotes or is run inside them.
pub fn in_value(value: &str) -> Option<&'static str> {
    [("\"", "`\"`"), ("`", "a backtick"), ("$(", "`$(`")]
        .into_iter()
        .find(|(part, _)| value.contains(part))
        .map(|(_, name)| name)
}

/// Whether arguments, put after those of the platform, have an empty word.
pub(super) fn has_empty_word(text: &str) -> bool {
    let text = text.trim_end_matches(' ');
    text.starts_with(' ') || text.contains("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_a_shell_would_act_on() {
        let none: [&str; 0] = [];
        for text in ["--vus 3 --tag a=b,c -e A=/x/y?z=1%20#", "", "--rps=5"] {
            assert_eq!(in_arguments(text), none, "{text}");
        }
        assert_eq!(in_arguments("-e A=1;ls | cat"), ["`;`", "`|`"]);
        assert_eq!(in_arguments("-e A=$(id)"), ["`$(`", "`)`"]);
        assert_eq!(in_arguments("--vus 3\r\n-e A=b"), ["a line break"]);
        assert_eq!(in_arguments("--summary-trend-stats=p(95)"), ["`(`", "`)`"]);
    }

    #[test]
    fn values_stand_between_double_quotes() {
        for value in ["https://a?b=c&d=e", "a; b | c", "$HOME", "it's", "two\nlines"] {
            assert_eq!(in_value(value), None, "{value}");
        }
        assert_eq!(in_value("{\"a\": 1}"), Some("`\"`"));
        assert_eq!(in_value("a$(id)"), Some("`$(`"));
    }

    #[test]
    fn empty_words() {
        assert!(has_empty_word("--vus  3") && has_empty_word(" --vus 3"));
        assert!(!has_empty_word("--vus 3 ") && !has_empty_word("") && !has_empty_word("   "));
    }
}
