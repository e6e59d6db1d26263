//! Arbitrary bytes as a certificate, a Secret and a SealedSecret: nothing
//! panics, and what is read and written is read the same again.

use k6cfg_seal::{Certificate, PlainSecret, SealedSecret, Trim, Value, look, trimmed};

pub(crate) fn check(bytes: &[u8]) {
    if let Ok(certificate) = Certificate::read(bytes) {
        let _ = certificate.standing(0);
        assert_eq!(Certificate::read(certificate.pem.as_bytes()), Ok(certificate));
    }
    let value = Value::from(bytes.to_vec());
    let seen = look(&value);
    for trim in [Trim::FinalNewline, Trim::Space] {
        assert!(look(&trimmed(&value, trim)).bytes <= seen.bytes);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = PlainSecret::read(text);
    if let Ok(mut sealed) = SealedSecret::read(text) {
        let _ = sealed.flaws(None);
        let _ = sealed.target();
        sealed.set("key", "value".to_owned());
        // Fractions may lose their last digit; there are none in one.
        let again = SealedSecret::read(&sealed.json()).expect("what was written is read");
        assert_eq!((again.keys(), again.target()), (sealed.keys(), sealed.target()));
    }
}
