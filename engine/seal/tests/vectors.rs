//! Against values that another implementation sealed, in bytes.

use std::convert::Infallible;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_seal::{Certificate, Target, Value, seal};
use rand_core::{TryCryptoRng, TryRng};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    bits: u32,
    certificate: String,
    fingerprint: String,
    namespace: String,
    name: String,
    scope: String,
    value: String,
    random: String,
    sealed: String,
}

/// Gives what was drawn when the vector was made.
struct Drawn(std::vec::IntoIter<u8>);

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("bytes are drawn")
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("bytes are drawn")
    }
    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        into.fill_with(|| self.0.next().expect("no more is drawn than was"));
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}

#[test]
fn what_another_sealed_is_sealed_the_same() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("vectors/vectors.json")).unwrap();
    assert_eq!(vectors.len(), 18);
    for vector in vectors {
        let certificate = Certificate::read(vector.certificate.as_bytes()).unwrap();
        assert_eq!((certificate.key_bits, &certificate.fingerprint), (vector.bits, &vector.fingerprint));
        assert_eq!((certificate.subject.as_str(), &certificate.pem), ("CN=k6cfg vectors", &vector.certificate));
        let target = Target { namespace: vector.namespace, name: vector.name, scope: vector.scope.parse().unwrap() };
        let mut drawn = Drawn(STANDARD.decode(vector.random).unwrap().into_iter());
        let value = Value::from(vector.value.clone().into_bytes());
        let sealed = seal(&certificate, &value, &target, &mut drawn).unwrap();
        assert!(sealed == vector.sealed, "{} bits, {}, {:?}", vector.bits, vector.scope, vector.value);
        assert_eq!(drawn.0.len(), 0, "all that was drawn is used");
    }
}
