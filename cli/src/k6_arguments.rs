//! Command lines with k6's own flags, which are read as k6 reads them.

use std::path::PathBuf;

use k6cfg_archive::options::takes_value;
use thiserror::Error;

use crate::scripts::Modules;

/// What was given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct K6Arguments {
    pub(crate) script: Option<String>,
    pub(crate) config: Option<PathBuf>,
    /// `-e`, as k6 takes it: `A` alone is empty.
    pub(crate) env: Vec<(String, String)>,
    /// Flags that set options, for `options::from_flags`.
    pub(crate) flags: Vec<(String, String)>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) exclude_env: bool,
    pub(crate) include_system_env: bool,
    pub(crate) root: Option<PathBuf>,
    pub(crate) modules: Modules,
    pub(crate) json: bool,
}

#[derive(Debug, PartialEq, Eq, Error)]
pub(crate) enum K6ArgumentError {
    #[error("k6 has no flag `{0}`")]
    Unknown(String),
    #[error("`{0}` needs a value")]
    NoValue(String),
    #[error("`{0}` is neither `true` nor `false`")]
    Truth(String),
    #[error("there is one script, and `{0}` is another")]
    Another(String),
}

/// What a flag of ours or of k6 is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flag {
    Config,
    Env,
    Out,
    ExcludeEnv,
    IncludeSystemEnv,
    Root,
    Cache,
    Vendor,
    Offline,
    Json,
    /// Sets an option; whether it takes a value.
    Option(bool),
    /// Changes nothing here; whether it takes a value.
    Ignored(bool),
}

impl Flag {
    fn find(name: &str) -> Option<Self> {
        Some(match name {
            "--config" | "-c" => Self::Config,
            "--env" | "-e" => Self::Env,
            "--archive-out" | "-O" => Self::Out,
            "--exclude-env-vars" => Self::ExcludeEnv,
            "--include-system-env-vars" => Self::IncludeSystemEnv,
            "--root" => Self::Root,
            "--cache" => Self::Cache,
            "--vendor" => Self::Vendor,
            "--offline" => Self::Offline,
            "--json" => Self::Json,
            "--no-usage-report" | "--quiet" | "-q" | "--verbose" | "-v" | "--no-color" | "--linger" | "-l" => {
                Self::Ignored(false)
            }
            "--compatibility-mode"
            | "--log-output"
            | "--log-format"
            | "--address"
            | "-a"
            | "--type"
            | "-t"
            | "--console-output"
            | "--local-ips"
            | "--no-summary"
            | "--summary-export" => Self::Ignored(true),
            name => Self::Option(takes_value(name)?),
        })
    }

    fn takes_value(self) -> bool {
        match self {
            Self::ExcludeEnv | Self::IncludeSystemEnv | Self::Offline | Self::Json => false,
            Self::Option(takes) | Self::Ignored(takes) => takes,
            _ => true,
        }
    }
}

impl K6Arguments {
    pub(crate) fn read(words: &[String]) -> Result<Self, K6ArgumentError> {
        let mut given = Self::default();
        let mut words = words.iter().map(String::as_str);
        let mut flags_end = false;
        while let Some(word) = words.next() {
            if flags_end || word == "-" || !word.starts_with('-') {
                if given.script.replace(word.to_owned()).is_some() {
                    return Err(K6ArgumentError::Another(word.to_owned()));
                }
            } else if word == "--" {
                flags_end = true;
            } else if word.starts_with("--") {
                let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
                let flag = Flag::find(name).ok_or_else(|| K6ArgumentError::Unknown(name.to_owned()))?;
                let value = match value {
                    None if flag.takes_value() => {
                        Some(words.next().ok_or_else(|| K6ArgumentError::NoValue(name.to_owned()))?)
                    }
                    value => value,
                };
                given.take(flag, name, value)?;
            } else {
                given.short(word, &mut words)?;
            }
        }
        Ok(given)
    }

    /// `-e A=b`, `-eA=b`, `-pw`.
    fn short<'a>(&mut self, word: &'a str, words: &mut impl Iterator<Item = &'a str>) -> Result<(), K6ArgumentError> {
        let mut rest = word.get(1..).unwrap_or_default();
        while let Some(letter) = rest.chars().next() {
            let name = format!("-{letter}");
            let flag = Flag::find(&name).ok_or_else(|| K6ArgumentError::Unknown(name.clone()))?;
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            if !flag.takes_value() {
                self.take(flag, &name, None)?;
                continue;
            }
            let value = if rest.is_empty() { words.next() } else { Some(rest.strip_prefix('=').unwrap_or(rest)) };
            return self.take(flag, &name, Some(value.ok_or_else(|| K6ArgumentError::NoValue(name.clone()))?));
        }
        Ok(())
    }

    fn take(&mut self, flag: Flag, name: &str, value: Option<&str>) -> Result<(), K6ArgumentError> {
        let text = value.unwrap_or_default();
        let truth = || match value {
            None | Some("true" | "1" | "t" | "T" | "TRUE" | "True") => Ok(true),
            Some("false" | "0" | "f" | "F" | "FALSE" | "False") => Ok(false),
            Some(other) => Err(K6ArgumentError::Truth(other.to_owned())),
        };
        match flag {
            Flag::Config => self.config = Some(text.into()),
            Flag::Env => {
                let (name, value) = text.split_once('=').unwrap_or((text, ""));
                self.env.push((name.to_owned(), value.to_owned()));
            }
            Flag::Out => self.out = Some(text.into()),
            Flag::ExcludeEnv => self.exclude_env = truth()?,
            Flag::IncludeSystemEnv => self.include_system_env = truth()?,
            Flag::Root => self.root = Some(text.into()),
            Flag::Cache => self.modules.cache = Some(text.into()),
            Flag::Vendor => self.modules.vendor = Some(text.into()),
            Flag::Offline => self.modules.offline = truth()?,
            Flag::Json => self.json = truth()?,
            Flag::Option(_) => self.flags.push((name.to_owned(), text.to_owned())),
            Flag::Ignored(_) => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn read(line: &str) -> Result<K6Arguments, K6ArgumentError> {
        K6Arguments::read(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn flags_are_read_as_k6_reads_them() {
        let given = read("-e A=b=c -eB --vus=5 -pu 3 --stage 5s:1 t.js -O out.tar --paused=false").unwrap();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(given.env, [pair("A", "b=c"), pair("B", "")]);
        let flags = [("--vus", "5"), ("-p", ""), ("-u", "3"), ("--stage", "5s:1"), ("--paused", "false")];
        assert_eq!(given.flags, flags.map(|(a, b)| pair(a, b)));
        assert_eq!((given.script.as_deref(), given.out), (Some("t.js"), Some("out.tar".into())));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(read("t.js --vu 3").unwrap_err().to_string(), "k6 has no flag `--vu`");
        assert_eq!(read("t.js --vus").unwrap_err().to_string(), "`--vus` needs a value");
        assert_eq!(read("t.js u.js").unwrap_err().to_string(), "there is one script, and `u.js` is another");
    }
}
