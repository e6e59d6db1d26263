//! The command-line arguments of k6, as far as generation reads them.
//!
//! Words are split as a shell does it, flags as k6's own parser (pflag) reads
//! them: `-e A=b`, `-eA=b`, `-e=A=b`, `-qe A=b`, `--env A=b`, `--env=A=b`. A flag
//! that takes a value takes the next word, whatever it looks like.

use thiserror::Error;

/// Why arguments cannot be split. No value of a variable is in the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ArgumentsError {
    #[error("a quote is not closed")]
    OpenQuote,
    #[error("`{0}` is followed by nothing; write `{0} KEY=VALUE`")]
    NoVariable(String),
    #[error("`{0}` is not the name of a variable")]
    BadName(String),
    #[error("what follows `{0}` is not `KEY=VALUE`")]
    NoPair(String),
}

/// What generation needs to know of the arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// What `-e` and `--env` set, in order. A name without `=` has the empty
    /// value, as k6 has it.
    pub variables: Vec<(String, String)>,
    /// The flags that are given: long name without dashes, and value, empty where
    /// there is none.
    flags: Vec<(String, String)>,
}

/// Long names of k6's short flags.
const SHORT: [(char, &str); 15] = [
    ('a', "address"),
    ('c', "config"),
    ('d', "duration"),
    ('e', "env"),
    ('h', "help"),
    ('i', "iterations"),
    ('l', "linger"),
    ('o', "out"),
    ('p', "paused"),
    ('q', "quiet"),
    ('s', "stage"),
    ('t', "type"),
    ('u', "vus"),
    ('v', "verbose"),
    ('w', "throw"),
];

/// k6's flags that take no value.
const SWITCHES: [&str; 21] = [
    "discard-response-bodies",
    "help",
    // It may have a value, but only after `=`.
    "http-debug",
    "include-system-env-vars",
    "insecure-skip-tls-verify",
    "linger",
    "new-machine-readable-summary",
    "no-color",
    "no-connection-reuse",
    "no-setup",
    "no-summary",
    "no-teardown",
    "no-thresholds",
    "no-usage-report",
    "no-vu-connection-reuse",
    "paused",
    "profiling-enabled",
    "quiet",
    "throw",
    "verbose",
    "version",
];

/// The words of arguments, split as a shell does it.
pub fn words(text: &str) -> Result<Vec<String>, ArgumentsError> {
    shlex::split(text).ok_or(ArgumentsError::OpenQuote)
}

impl Arguments {
    pub fn read(text: &str) -> Result<Self, ArgumentsError> {
        Self::of_words(words(text)?)
    }

    /// From words that were split already.
    pub fn of_words(words: Vec<String>) -> Result<Self, ArgumentsError> {
        let mut arguments = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            if word == "--" {
                break;
            }
            if let Some(long) = word.strip_prefix("--") {
                let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
                let value = match value {
                    Some(value) => Some(value.to_owned()),
                    None if SWITCHES.contains(&name) => None,
                    None => words.next(),
                };
                arguments.flag(&format!("--{name}"), name, value)?;
            } else if let Some(short) = word.strip_prefix('-') {
                arguments.shorts(short, &mut words)?;
            }
        }
        Ok(arguments)
    }

    /// Whether one of the flags that set a load by themselves is given.
    pub fn sets_load(&self) -> bool {
        ["duration", "iterations", "stage"].into_iter().any(|flag| self.has(flag))
    }

    /// Whether the flag with this long name is given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|(given, _)| given == flag)
    }

    /// Long names without dashes, and values, in order.
    pub fn flags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.flags.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A word of short flags: switches, then at most one that takes the rest of
    /// the word, or the next one.
    fn shorts(&mut self, word: &str, words: &mut impl Iterator<Item = String>) -> Result<(), ArgumentsError> {
        for (index, letter) in word.char_indices() {
            let Some((_, name)) = SHORT.iter().find(|(short, _)| *short == letter) else { return Ok(()) };
            if SWITCHES.contains(name) {
                self.flag("", name, None)?;
                continue;
            }
            let rest = word.get(index + letter.len_utf8()..).unwrap_or_default();
            let value = match rest.strip_prefix('=').unwrap_or(rest) {
                "" if rest.is_empty() => words.next(),
                value => Some(value.to_owned()),
            };
            return self.flag(&format!("-{letter}"), name, value);
        }
        Ok(())
    }

    fn flag(&mut self, written: &str, name: &str, value: Option<String>) -> Result<(), ArgumentsError> {
        self.flags.push((name.to_owned(), value.clone().unwrap_or_default()));
        if name != "env" {
            return Ok(());
        }
        let pair = value.ok_or_else(|| ArgumentsError::NoVariable(written.to_owned()))?;
        let (name, value) = match pair.split_once('=') {
            Some((name, value)) => (name, value),
            // It may be a secret that lost its name: it is not repeated.
            None if !crate::names::is_env_name(&pair) => return Err(ArgumentsError::NoPair(written.to_owned())),
            None => (pair.as_str(), ""),
        };
        if !crate::names::is_env_name(name) {
            return Err(ArgumentsError::BadName(name.to_owned()));
        }
        self.variables.push((name.to_owned(), value.to_owned()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        Arguments::read(text).unwrap().variables
    }

    #[test]
    fn every_form_of_the_flag() {
        let expected = vec![("A".to_owned(), "b=c".to_owned())];
        for text in [
            "-e A=b=c",
            "-eA=b=c",
            "-e=A=b=c",
            "--env A=b=c",
            "--env=A=b=c",
            "-e 'A=b=c'",
            "-qe A=b=c",
            "--vus 3 -e A=b=c --duration=1m",
            "--no-thresholds -e A=b=c",
            "--http-debug -e A=b=c",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("-e A"), vec![("A".to_owned(), String::new())]);
        assert_eq!(read("-e A='two words'"), vec![("A".to_owned(), "two words".to_owned())]);
        assert!(read("--vus 3").is_empty());
    }

    #[test]
    fn a_flag_takes_the_next_word() {
        assert_eq!(read("--user-agent -eA=1 -eB=2"), [("B".to_owned(), "2".to_owned())]);
        assert_eq!(read("-o -eA=1 -- -eB=2"), []);
    }

    #[test]
    fn flags_by_their_long_names() {
        let arguments = Arguments::read("-u 3 --linger --stage=1m:2 --tag vus=1").unwrap();
        assert!(arguments.has("vus") && arguments.has("linger") && arguments.sets_load());
        let arguments = Arguments::read("-u3 --out duration -e duration=1").unwrap();
        assert!(arguments.has("vus") && !arguments.sets_load());
    }

    #[test]
    fn refuses_what_k6_would() {
        for (text, error) in [
            ("-e", ArgumentsError::NoVariable("-e".to_owned())),
            ("--env", ArgumentsError::NoVariable("--env".to_owned())),
            ("-e '", ArgumentsError::OpenQuote),
            ("-e 1=2", ArgumentsError::BadName("1".to_owned())),
            ("--env=hunter-2", ArgumentsError::NoPair("--env".to_owned())),
        ] {
            assert_eq!(Arguments::read(text), Err(error), "{text}");
        }
    }
}
