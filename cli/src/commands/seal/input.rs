//! Values and Secrets, from files and standard input. What is read is wiped
//! when it is not needed any more.

use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use k6cfg_seal::{Oddity, PlainSecret, Trim, Value, key, look, trimmed};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::{Seal, Stop, Wrong, warn};
use crate::load::{self, Failure};
use crate::streams;

impl Seal {
    /// The bytes of --secret-file, or of standard input.
    pub(super) fn bytes(&self) -> Result<(String, Zeroizing<Vec<u8>>), Failure> {
        match self.secret_file.as_deref().filter(|path| path.as_os_str() != "-") {
            Some(path) => Ok((path.display().to_string(), load::read(path).map(Zeroizing::new)?)),
            None => Ok(("standard input".to_owned(), stdin()?)),
        }
    }

    pub(super) fn text(&self) -> Result<(String, Zeroizing<String>), Stop> {
        let (name, mut bytes) = self.bytes()?;
        let value = Value::from(std::mem::take(&mut *bytes));
        let wrong = |what: &str| Wrong::new(format!("{name} {what}"), "save it as UTF-8");
        // Letters of UTF-16 are UTF-8, too, with a zero byte beside each.
        if look(&value).oddities.contains(&Oddity::Utf16) {
            return Err(wrong("is UTF-16").into());
        }
        let text = std::str::from_utf8(value.expose_secret()).map_err(|_| wrong("is not UTF-8"))?;
        Ok((name, Zeroizing::new(text.to_owned())))
    }

    /// The Secrets to seal: of the input, or one made of files.
    pub(super) fn secrets(&self) -> Result<Vec<PlainSecret>, Stop> {
        if self.from_file.is_empty() && self.from_env_file.is_empty() {
            let (name, text) = self.text()?;
            return PlainSecret::read(&text)
                .map_err(|error| Wrong::new(format!("{name}: {error}"), error.help()).into());
        }
        let mut secret = PlainSecret::default();
        for given in &self.from_file {
            let (named, path) = key_and_path(given);
            let value = self.value_of(load::read(&path)?, &named)?;
            add(&mut secret, named, value)?;
        }
        for path in &self.from_env_file {
            for (named, value) in pairs(path)? {
                add(&mut secret, named, value)?;
            }
        }
        Ok(vec![secret])
    }

    /// A value as it is sealed; what is odd about it is told.
    pub(super) fn value_of(&self, bytes: Vec<u8>, name: &str) -> Result<Value, Failure> {
        let mut value = Value::from(bytes);
        if self.trim_final_newline {
            value = trimmed(&value, Trim::FinalNewline);
        }
        for oddity in look(&value).oddities {
            let advice = if oddity == Oddity::FinalNewline { "; --trim-final-newline takes it off" } else { "" };
            warn(&format!("`{name}`: {}{advice}", oddity.said()))?;
        }
        Ok(value)
    }
}

pub(super) fn stdin() -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut stdin = std::io::stdin().lock();
    if stdin.is_terminal() {
        streams::err("reading standard input; end it with Ctrl-D\n")?;
    }
    let mut bytes = Zeroizing::new(Vec::new());
    let failed = |source| Failure::Read { path: PathBuf::from("standard input"), source };
    stdin.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// `key=path`, or a path whose last part is the key.
pub(super) fn key_and_path(given: &str) -> (String, PathBuf) {
    if let Some((key, path)) = given.split_once('=') {
        return (key.to_owned(), PathBuf::from(path));
    }
    let name = Path::new(given).file_name().unwrap_or_default();
    (name.to_string_lossy().into_owned(), PathBuf::from(given))
}

fn add(secret: &mut PlainSecret, named: String, value: Value) -> Result<(), Wrong> {
    key(&named).map_err(|error| Wrong::new(error.to_string(), "name the key before the file: KEY=FILE"))?;
    if secret.values.contains_key(&named) {
        return Err(Wrong::new(format!("the key `{named}` is given twice"), "leave one of them"));
    }
    secret.values.insert(named, value);
    Ok(())
}

/// The variables of a file.
fn pairs(path: &Path) -> Result<Vec<(String, Value)>, Stop> {
    let bytes = Zeroizing::new(load::read(path)?);
    let wrong = |message: String, help: &str| Wrong::new(format!("{}: {message}", path.display()), help);
    let text = std::str::from_utf8(&bytes).map_err(|_| wrong("it is not UTF-8".to_owned(), "save it as UTF-8"))?;
    let file = k6cfg_config::env_file::read(text);
    if let Some((fault, help)) = file.fault() {
        return Err(wrong(fault, help).into());
    }
    Ok(file.variables.into_iter().map(|(name, value)| (name, Value::from(value.into_bytes()))).collect())
}
