//! TLS: versions, cipher suites, client certificates.

use super::super::json::{Escape, Json, Kind, array, object, string};
use super::super::key::same;
use super::{Problem, Read, items, lists, members, scalar, under, wrong};

const VERSIONS: [&str; 5] = ["", "tls1.0", "tls1.1", "tls1.2", "tls1.3"];

/// The suites that k6 knows, with their numbers in the TLS registry.
const SUITES: [(u16, &str); 25] = [
    (0x0005, "TLS_RSA_WITH_RC4_128_SHA"),
    (0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
    (0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA"),
    (0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA"),
    (0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256"),
    (0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256"),
    (0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384"),
    (0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA"),
    (0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
    (0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
    (0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA"),
    (0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"),
    (0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
    (0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
    (0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"),
    (0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
    (0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
    (0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
    (0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
    (0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
    (0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305"),
    (0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305"),
    (0x1301, "TLS_AES_128_GCM_SHA256"),
    (0x1302, "TLS_AES_256_GCM_SHA384"),
    (0x1303, "TLS_CHACHA20_POLY1305_SHA256"),
];

/// The suite with a number.
pub(crate) fn suite_of_id(id: u16) -> Option<&'static str> {
    SUITES.iter().find(|(number, _)| *number == id).map(|(_, name)| *name)
}

pub(crate) fn cipher_suites(json: Json<'_>, path: &str) -> Read {
    let Some(names) = lists::texts(json, path)? else { return Ok(None) };
    for (i, name) in names.iter().enumerate() {
        if !SUITES.iter().any(|(_, suite)| suite == name) {
            let help = "write a name of Go's crypto/tls, like `TLS_AES_128_GCM_SHA256`";
            return Err(Problem::new(format!("{path}[{i}]"), format!("k6 has no cipher suite `{name}`"), help));
        }
    }
    let list = array(names.iter().map(|name| string(name, Escape::Plain)));
    Ok(Some(if names.is_empty() { "null".to_owned() } else { list }))
}

pub(crate) fn version(json: Json<'_>, path: &str) -> Read {
    let (mut min, mut max) = (String::new(), String::new());
    match json.kind() {
        Kind::Null => return Ok(None),
        Kind::String(text) => {
            min = known(&text, path)?;
            max.clone_from(&min);
        }
        Kind::Object(members) => {
            for (key, value) in members {
                let path = under(path, &key);
                let version = known(&lists::text(value, &path)?, &path)?;
                match () {
                    () if value.is_null() => {}
                    () if same(&key, "min") => min = version,
                    () if same(&key, "max") => max = version,
                    () => {
                        let help = "`tlsVersion` has `min` and `max` and nothing else";
                        return Err(Problem::new(path, "is not known to k6", help));
                    }
                }
            }
        }
        _ => return Err(wrong(path, json, "a version like `tls1.3` or an object with `min` and `max`")),
    }
    Ok(Some(object([("min", string(&min, Escape::Plain)), ("max", string(&max, Escape::Plain))])))
}

fn known(version: &str, path: &str) -> Result<String, Problem> {
    if VERSIONS.contains(&version) {
        return Ok(version.to_owned());
    }
    let help = "write `tls1.0`, `tls1.1`, `tls1.2` or `tls1.3`";
    Err(Problem::new(path, format!("k6 has no TLS version `{version}`"), help))
}

/// Client certificates. That they are PEM is looked at, and that a password has
/// something to decrypt; that key and certificate belong together is not.
pub(crate) fn auth(json: Json<'_>, path: &str) -> Read {
    let Some(items) = items(json, path, "a list of client certificates")? else { return Ok(None) };
    let one = |(i, item): (usize, Json<'_>)| certificate(item, &format!("{path}[{i}]"));
    items.into_iter().enumerate().map(one).collect::<Result<Vec<_>, _>>().map(|list| Some(array(list)))
}

fn certificate(json: Json<'_>, path: &str) -> Result<String, Problem> {
    let Some(members) = members(json, path, "an object with `cert` and `key`")? else { return Ok("null".to_owned()) };
    let (mut cert, mut key, mut password, mut domains) = (String::new(), String::new(), None, None);
    for (name, value) in members {
        let path = under(path, &name);
        match name.as_str() {
            name if same(name, "cert") => cert = lists::text(value, &path)?,
            name if same(name, "key") => key = lists::text(value, &path)?,
            name if same(name, "password") => password = scalar::text(value, &path)?,
            name if same(name, "domains") => domains = lists::texts(value, &path)?,
            _ => {
                let help = "a client certificate has `domains`, `cert`, `key` and `password`";
                return Err(Problem::new(path, "is not known to k6", help));
            }
        }
    }
    for (name, text, label) in [("cert", &cert, "CERTIFICATE"), ("key", &key, "PRIVATE KEY")] {
        if !is_pem(text, label) {
            let message = format!("must be PEM with a block `{label}`");
            return Err(Problem::new(under(path, name), message, "give the file's content, with `open()`"));
        }
    }
    // Only a key that is encrypted in PEM's old way has this line.
    match (key.contains("DEK-Info:"), &password) {
        (true, None) => {
            let help = "give its `password`, or a key that is not encrypted";
            return Err(Problem::new(under(path, "key"), "is encrypted", help));
        }
        (false, Some(_)) => {
            let help = "leave `password` out; k6 reads encrypted keys of the form `Proc-Type: 4,ENCRYPTED` alone";
            return Err(Problem::new(under(path, "password"), "is given, but the key is not encrypted", help));
        }
        _ => {}
    }
    let domains = domains.map(|domains| array(domains.iter().map(|domain| string(domain, Escape::Plain))));
    Ok(object([
        ("cert", string(&cert, Escape::Plain)),
        ("key", string(&key, Escape::Plain)),
        ("password", password.unwrap_or_else(|| "null".to_owned())),
        ("domains", domains.unwrap_or_else(|| "null".to_owned())),
    ]))
}

/// Whether a text has a PEM block whose label ends so.
fn is_pem(text: &str, label: &str) -> bool {
    text.lines().any(|line| {
        let name = line.trim().strip_prefix("-----BEGIN ").and_then(|line| line.strip_suffix("-----"));
        name.is_some_and(|name| name.ends_with(label) && text.contains(&format!("-----END {name}-----")))
    })
}
