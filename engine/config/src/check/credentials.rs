//! Variables that look like credentials in plain text. `k6 archive` writes every
//! variable into the archive's metadata, and the config file is in git.

use k6cfg_profile::Profile;

use super::Subject;
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::place::Place;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for at in subject.contexts() {
        let list = at.path().key("test_run").key("env");
        for (index, entry) in at.context.test_run.env.iter().enumerate() {
            let (Some(name), Some(value)) = (&entry.name, &entry.value) else { continue };
            if looks_like_one(name, value, subject) {
                findings.push(finding(name, "", list.item(index).key("name")));
            }
        }
    }
}

/// `whose` says where it is set, when `place` does not.
pub(super) fn finding(name: &str, whose: &str, place: impl Into<Place>) -> Finding {
    let message = format!("`{name}`{whose} looks like a credential in plain text");
    let help = "seal it into a Secret and name that under `secrets`; the archive and git keep what stands here";
    Finding::new(Code::Credential, place, message).help(help)
}

pub(super) fn looks_like_one(name: &str, value: &str, subject: &Subject<'_>) -> bool {
    let is_environment = |word: &str| subject.profile.environments.iter().any(|e| e.name.eq_ignore_ascii_case(word));
    let by_name =
        named_as_one(name, is_environment).is_some_and(|word| could_be_one(value) && !is_a_word(&word, value));
    by_name || holds_one(value)
}

/// Whether a variable's name says that it holds a credential.
pub(crate) fn is_name_of_one(name: &str, profile: &Profile) -> bool {
    named_as_one(name, |word| profile.environments.iter().any(|e| e.name.eq_ignore_ascii_case(word))).is_some()
}

/// Whether the value of a key or token is an ordinary word, such as `org`.
fn is_a_word(of: &str, value: &str) -> bool {
    matches!(of, "KEY" | "TOKEN") && value.len() <= 12 && value.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a value shows by itself that it holds a credential: a signed token,
/// a connection string with a password, an address with one.
fn holds_one(value: &str) -> bool {
    is_signed_token(value) || in_connection_string(value) || in_address(value)
}

/// `eyJ….….…`
fn is_signed_token(value: &str) -> bool {
    let parts: Vec<&str> = value.trim().trim_start_matches("Bearer ").split('.').collect();
    let encoded = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=".contains(&b));
    let [header, body, signature] = parts.as_slice() else { return false };
    header.starts_with("eyJ") && body.len() > 3 && !signature.is_empty() && parts.iter().all(encoded)
}

/// `Server=…;Password=…`
fn in_connection_string(value: &str) -> bool {
    let keys = ["accountkey", "password", "pwd", "sharedaccesskey", "sharedsecret"];
    value.split(';').filter_map(|part| part.split_once('=')).any(|(key, secret)| {
        let key: String = key.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        value.contains(';') && keys.contains(&key.as_str()) && could_be_one(secret)
    })
}

/// `postgres://name:password@host`
fn in_address(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let person = host.rsplit_once('@').and_then(|(person, _)| person.split_once(':'));
    person.is_some_and(|(_, password)| could_be_one(password))
}

/// Words that say what a variable holds.
const CREDENTIALS: [&str; 17] = [
    "ACCESSKEY",
    "APIKEY",
    "AUTHTOKEN",
    "CREDENTIAL",
    "CREDENTIALS",
    "CREDS",
    "KEY",
    "PASSPHRASE",
    "PASSWD",
    "PASSWORD",
    "PASSWORDS",
    "PRIVATEKEY",
    "PWD",
    "SECRET",
    "SECRETKEY",
    "SECRETS",
    "TOKEN",
];

/// Words before `KEY` or `TOKEN` that make it something to find things by.
const HARMLESS: [&str; 28] = [
    "CACHE",
    "CONTINUATION",
    "CORRELATION",
    "DATA",
    "DEDUPLICATION",
    "DIALOG",
    "FEATURE",
    "FOREIGN",
    "GROUP",
    "IDEMPOTENCY",
    "INDEX",
    "ISSUE",
    "LOOKUP",
    "MESSAGE",
    "NEXT",
    "OBJECT",
    "PAGE",
    "PARTITION",
    "PRIMARY",
    "PROJECT",
    "PUBLIC",
    "RESOURCE",
    "ROUTING",
    "ROW",
    "SEARCH",
    "SHARD",
    "SORT",
    "TRANSLATION",
];

/// The last word of the name, if it is one for credentials; numbers and names
/// of environments after it do not count.
fn named_as_one(name: &str, is_environment: impl Fn(&str) -> bool) -> Option<String> {
    let mut words = words(name);
    while words.len() > 1
        && words.last().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()) || is_environment(word))
    {
        words.pop();
    }
    let last = words.pop().filter(|last| CREDENTIALS.contains(&last.as_str()))?;
    let is_one = match words.last() {
        Some(word) => !(matches!(last.as_str(), "KEY" | "TOKEN") && HARMLESS.contains(&word.as_str())),
        // The working directory.
        None => last != "PWD",
    };
    is_one.then_some(last)
}

/// The words of `CLIENT_SECRET`, `clientSecret` and `APIKey`, in capitals. Digits
/// at the end of a word are one of their own.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| letters.get(i));
        let after = letters.get(index + 1);
        let camel = letter.is_ascii_uppercase()
            && (before.is_some_and(char::is_ascii_lowercase)
                || (before.is_some_and(char::is_ascii_uppercase) && after.is_some_and(char::is_ascii_lowercase)));
        let number = letter.is_ascii_digit() && words.last().is_some_and(|w| ends_a_word(w, &letters, index));
        if *letter == '_' || camel || number {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| *letter != '_') {
            word.push(letter.to_ascii_uppercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the digits from `index` on close a word for credentials: the `2` of
/// `PASSWORD2`, not that of `AT22`.
fn ends_a_word(word: &str, letters: &[char], index: usize) -> bool {
    let rest = letters.iter().skip(index).find(|letter| !letter.is_ascii_digit());
    CREDENTIALS.contains(&word) && rest.is_none_or(|letter| *letter == '_')
}

/// Whether a value could be a credential: not nothing, a number, a bool, an
/// address, a path, or what stands where one should be.
fn could_be_one(value: &str) -> bool {
    let value = value.trim();
    let plain = ["true", "false", "yes", "no", "on", "off", "null", "none", "undefined"];
    let placeholder = value.starts_with('<') || value.starts_with("${") || value.starts_with("$(") || {
        let mut letters = value.chars();
        let first = letters.next();
        letters.all(|letter| Some(letter) == first)
    };
    let path = value.starts_with('/') || value.starts_with("./") || value.starts_with("../");
    let file = value.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty()
            && ["crt", "csv", "js", "json", "key", "pem", "pfx", "ts", "txt", "yaml", "yml"].contains(&ending)
    });
    !(value.is_empty()
        || value.parse::<f64>().is_ok()
        || plain.contains(&value.to_ascii_lowercase().as_str())
        || value.contains("://")
        || placeholder
        || path
        || file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> bool {
        named_as_one(name, |word| ["AT22", "TT02"].contains(&word)).is_some()
    }

    #[test]
    fn names_of_credentials() {
        for name in [
            "PASSWORD",
            "password",
            "TOKEN",
            "SECRET",
            "KEY",
            "API_KEY",
            "apiKey",
            "APIKey",
            "APIKEY",
            "CLIENT_SECRET",
            "clientSecret",
            "MASKINPORTEN_ACCESS_TOKEN",
            "TOKEN_GENERATOR_PASSWORD",
            "TOKEN_GENERATOR_USER_PWD",
            "DB_CREDENTIALS",
            "SUBSCRIPTION_KEY",
            "PASSWORD_2",
            "PASSWORDS",
            "PASSWORD2",
            "PASSWORD_AT22",
            "API_KEY_TT02",
        ] {
            assert!(named(name), "{name}");
        }
    }

    #[test]
    fn names_of_other_things() {
        for name in [
            "TOKEN_URL",
            "TOKEN_TTL",
            "TOKEN_TYPE",
            "SECRET_NAME",
            "KEY_VAULT_URL",
            "KEYS",
            "MONKEY",
            "KEYBOARD",
            "MAX_TOKENS",
            "PWD",
            "OLDPWD",
            "PARTITION_KEY",
            "PUBLIC_KEY",
            "IDEMPOTENCY_KEY",
            "CONTINUATION_TOKEN",
            "resourceId",
            "RESOURCE_ID",
            "PASSWORD_LENGTH",
            "USE_TOKENS",
            "AT22",
            "",
            "_",
        ] {
            assert!(!named(name), "{name}");
        }
    }

    #[test]
    fn values_that_hold_one_by_themselves() {
        for value in [
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
            "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
            "Server=db;User Id=app;Password=hunter2",
            "AccountName=a;AccountKey=dGVzdA==;",
            "postgres://app:hunter2@db/orders",
        ] {
            assert!(holds_one(value), "{value}");
        }
        for value in [
            "eyJ.a.b",
            "a.b.c",
            "Server=db;Password=;",
            "Server=db;Password=<password>",
            "https://a.example/x?password=1",
            "https://app@db:5432/",
            "Password=hunter2",
        ] {
            assert!(!holds_one(value), "{value}");
        }
    }

    #[test]
    fn keys_that_are_words() {
        for (of, value, is_word) in [
            ("KEY", "org", true),
            ("TOKEN", "enterprise", true),
            ("PASSWORD", "swordfish", false),
            ("KEY", "a1", false),
        ] {
            assert_eq!(is_a_word(of, value), is_word, "{value}");
        }
    }

    #[test]
    fn values_that_are_none() {
        for value in [
            "",
            " ",
            "12345",
            "1.5",
            "true",
            "False",
            "no",
            "https://login.example/token",
            "/etc/keys/one",
            "./one",
            "certs/one.pem",
            "<your token>",
            "${TOKEN}",
            "$(TOKEN)",
            "xxxx",
            "***",
        ] {
            assert!(!could_be_one(value), "{value}");
        }
        for value in ["hunter2", "a.b.c", "Bearer x", "dGVzdA=="] {
            assert!(could_be_one(value), "{value}");
        }
    }
}
