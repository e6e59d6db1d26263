//! Certificates, Secrets, SealedSecrets and `KEY=VALUE` lines, by what they are.

use k6cfg_seal::{
    Certificate, Oddity, PlainSecret, ReadError, SealedSecret, SecretError, Standing as Stands, Value, day, look,
};
use secrecy::ExposeSecret as _;

use crate::refused;
use crate::task::{Answer, Bytes, Facts, Opened, Plain, Refused, Standing};

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
        not_after_ms: certificate.not_after_ms,
        key_bits: certificate.key_bits,
        subject: certificate.subject,
        fingerprint: certificate.fingerprint,
        key_fingerprint: certificate.key_fingerprint,
        pem: certificate.pem,
    })))
}

/// What somebody pasted or dropped.
pub(crate) fn read(mut bytes: Bytes) -> Result<Answer, Refused> {
    let bytes = Value::from(std::mem::take(&mut *bytes));
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
        Err(error @ (SecretError::Nothing | SecretError::Syntax { .. })) => {
            variables(text).unwrap_or_else(|| Err(said(&error)))
        }
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
    let bytes = |(key, value): (String, Value)| (key, Bytes::new(value.expose_secret().to_vec()));
    let mut dropped = secret.dropped;
    let set = [
        ("metadata.labels", !secret.labels.is_empty()),
        ("metadata.annotations", !secret.annotations.is_empty()),
        ("immutable", secret.immutable.is_some()),
    ];
    dropped.extend(set.into_iter().filter(|(_, is_set)| *is_set).map(|(path, _)| path.to_owned()));
    Plain {
        name: secret.name.unwrap_or_default(),
        namespace: secret.namespace.unwrap_or_default(),
        scope: secret.scope.map(|scope| scope.to_string()),
        secret_type: secret.secret_type.to_string(),
        values: secret.values.into_iter().map(bytes).collect(),
        dropped,
    }
}

/// `None` where it does not look like any.
fn variables(text: &str) -> Option<Result<Answer, Refused>> {
    let file = k6cfg_config::env_file::read(text);
    if file.variables.is_empty() {
        return None;
    }
    if let Some((fault, help)) = file.fault() {
        return Some(Err(refused(fault, help)));
    }
    let bytes = |(name, value): (String, String)| (name, Bytes::new(value.into_bytes()));
    Some(Ok(Answer::Variables(file.variables.into_iter().map(bytes).collect())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> String {
        match read(Bytes::new(text.as_bytes().to_vec())) {
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
        assert_eq!(kind("USER=admin\nhunter2"), "line 2 is not KEY=VALUE");
        assert_eq!(kind("USER=a\nUSER=b"), "`USER` is there twice");
        assert_eq!(kind(""), "there is no Secret in it");
        for text in ["hunter2", "hunter2: ["] {
            assert!(kind(text).starts_with("line ") && !kind(text).contains("hunter2"), "{}", kind(text));
        }
    }
}
