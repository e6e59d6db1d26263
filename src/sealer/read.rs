//! Certificates, Secrets, SealedSecrets and `KEY=VALUE` lines, by what they are.

use k6cfg_config::env_file::EnvFile;
use k6cfg_seal::{
    Certificate, Oddity, PlainSecret, ReadError, SealedSecret, SecretError, Standing as Stands, Value, look,
};
use secrecy::ExposeSecret as _;

use crate::refused;
use crate::task::{Answer, Facts, Opened, Plain, Refused, Standing};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

pub(crate) fn certificate(bytes: &[u8], at_ms: u64) -> Result<Answer, Refused> {
    let certificate = Certificate::read(bytes).map_err(|error| refused(error.to_string(), error.help()))?;
    let days = |ms: u64| i64::try_from(ms / DAY_MS).unwrap_or(i64::MAX);
    let standing = match certificate.standing(at_ms) {
        Stands::Good => Standing::Good,
        Stands::EndsSoon { days } => Standing::EndsSoon { days },
        Stands::NotYet => Standing::NotYet,
        Stands::Expired { days } => Standing::Expired { days },
    };
    Ok(Answer::Certificate(Box::new(Facts {
        from: day(certificate.not_before_ms),
        until: day(certificate.not_after_ms),
        age_days: days(at_ms).saturating_sub(days(certificate.not_before_ms)),
        standing,
        key_bits: certificate.key_bits,
        subject: certificate.subject,
        fingerprint: certificate.fingerprint,
        key_fingerprint: certificate.key_fingerprint,
        pem: certificate.pem,
    })))
}

/// `2026-11-28`, of the proleptic Gregorian calendar.
fn day(ms: u64) -> String {
    let days = ms / DAY_MS + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

/// What somebody pasted or dropped.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Answer, Refused> {
    let bytes = Value::from(bytes);
    if look(&bytes).oddities.contains(&Oddity::Utf16) {
        return Err(refused("it is UTF-16", "save it as UTF-8"));
    }
    let Ok(text) = std::str::from_utf8(bytes.expose_secret()) else {
        return Err(refused("it is no text", "give its bytes to one key instead: drop the file on that key"));
    };
    match PlainSecret::read(text) {
        Ok(secrets) => Ok(Answer::Secrets(secrets.into_iter().map(plain).collect())),
        Err(SecretError::Sealed) => sealed(text),
        // No manifest at all: lines may be variables.
        Err(error @ (SecretError::Nothing | SecretError::Syntax { .. })) => variables(text).ok_or_else(|| said(&error)),
        Err(error) => Err(said(&error)),
    }
}

fn said(error: &SecretError) -> Refused {
    refused(error.to_string(), error.help())
}

fn sealed(text: &str) -> Result<Answer, Refused> {
    let sealed = SealedSecret::read(text).map_err(|error: ReadError| refused(error.to_string(), error.help()))?;
    let target = sealed.target();
    Ok(Answer::SealedSecret(Box::new(Opened {
        yaml: sealed.yaml(),
        scope: target.scope.to_string(),
        secret_type: sealed.secret_type().to_string(),
        keys: sealed.keys().into_iter().map(str::to_owned).collect(),
        flaws: sealed.flaws(None).into_iter().map(|flaw| format!("{}: {}", flaw.path, flaw.message)).collect(),
        namespace: target.namespace,
        name: target.name,
    })))
}

fn plain(secret: PlainSecret) -> Plain {
    let bytes = |(key, value): (String, Value)| (key, value.expose_secret().to_vec());
    Plain {
        name: secret.name.unwrap_or_default(),
        namespace: secret.namespace.unwrap_or_default(),
        scope: secret.scope.map(|scope| scope.to_string()),
        secret_type: secret.secret_type.to_string(),
        values: secret.values.into_iter().map(bytes).collect(),
        dropped: secret.dropped,
    }
}

fn variables(text: &str) -> Option<Answer> {
    let EnvFile { variables, bad, .. } = k6cfg_config::env_file::read(text);
    if variables.is_empty() || !bad.is_empty() {
        return None;
    }
    Some(Answer::Variables(variables.into_iter().map(|(name, value)| (name, value.into_bytes())).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> String {
        match read(text.as_bytes().to_vec()) {
            Ok(Answer::Secrets(secrets)) => format!("{} secrets", secrets.len()),
            Ok(Answer::Variables(all)) => all.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(","),
            Ok(Answer::SealedSecret(opened)) => format!("sealed {}", opened.name),
            Ok(_) => "other".to_owned(),
            Err(Refused { message, .. }) => message,
        }
    }

    #[test]
    fn what_is_pasted_is_known_by_what_it_is() {
        assert_eq!(kind("kind: Secret\nstringData: {a: b}"), "1 secrets");
        assert_eq!(kind("kind: SealedSecret\nmetadata: {name: creds}"), "sealed creds");
        assert_eq!(kind("# all\nUSER=admin\nexport TOKEN='a: b'\n"), "USER,TOKEN");
        assert_eq!(kind("kind: ConfigMap"), "`ConfigMap` is not a Secret");
        assert_eq!(kind(""), "there is no Secret in it");
        for text in ["hunter2", "hunter2: ["] {
            assert!(kind(text).starts_with("line ") && !kind(text).contains("hunter2"), "{}", kind(text));
        }
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (ms, expected) in [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (1_709_164_800_000, "2024-02-29"),
            (1_735_603_200_000, "2024-12-31"),
            (4_107_542_399_999, "2100-02-28"),
            (4_107_542_400_000, "2100-03-01"),
        ] {
            assert_eq!(day(ms), expected);
        }
    }
}
