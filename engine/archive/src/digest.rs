//! The hashes of `k6/crypto`.

use hmac::digest::KeyInit;
use hmac::{Mac, SimpleHmac};
use sha2::Digest;

/// The hash of `bytes`; `None` for an algorithm that k6 does not have.
pub(crate) fn hash(algorithm: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match algorithm {
        "md4" => md4::Md4::digest(bytes).to_vec(),
        "md5" => md5::Md5::digest(bytes).to_vec(),
        "sha1" => sha1::Sha1::digest(bytes).to_vec(),
        "sha256" => sha2::Sha256::digest(bytes).to_vec(),
        "sha384" => sha2::Sha384::digest(bytes).to_vec(),
        "sha512" => sha2::Sha512::digest(bytes).to_vec(),
        "sha512_224" => sha2::Sha512_224::digest(bytes).to_vec(),
        "sha512_256" => sha2::Sha512_256::digest(bytes).to_vec(),
        "ripemd160" => ripemd::Ripemd160::digest(bytes).to_vec(),
        _ => return None,
    })
}

/// The keyed hash of `bytes`.
pub(crate) fn hmac(algorithm: &str, key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    match algorithm {
        "md4" => keyed::<SimpleHmac<md4::Md4>>(key, bytes),
        "md5" => keyed::<SimpleHmac<md5::Md5>>(key, bytes),
        "sha1" => keyed::<SimpleHmac<sha1::Sha1>>(key, bytes),
        "sha256" => keyed::<SimpleHmac<sha2::Sha256>>(key, bytes),
        "sha384" => keyed::<SimpleHmac<sha2::Sha384>>(key, bytes),
        "sha512" => keyed::<SimpleHmac<sha2::Sha512>>(key, bytes),
        "sha512_224" => keyed::<SimpleHmac<sha2::Sha512_224>>(key, bytes),
        "sha512_256" => keyed::<SimpleHmac<sha2::Sha512_256>>(key, bytes),
        "ripemd160" => keyed::<SimpleHmac<ripemd::Ripemd160>>(key, bytes),
        _ => None,
    }
}

fn keyed<M: Mac + KeyInit>(key: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let mut mac = <M as Mac>::new_from_slice(key).ok()?;
    mac.update(bytes);
    Some(mac.finalize().into_bytes().to_vec())
}

pub(crate) fn hex_digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: Option<Vec<u8>>) -> String {
        bytes.unwrap().iter().flat_map(|byte| [byte >> 4, byte & 15]).map(hex_digit).collect()
    }

    #[test]
    fn hashes_are_the_known_ones() {
        assert_eq!(hex(hash("md5", b"abc")), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(hex(hash("md4", b"abc")), "a448017aaf21d8525fc10ae87aa6729d");
        assert_eq!(hex(hash("ripemd160", b"abc")), "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
        assert_eq!(hex(hash("sha1", b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(hex(hmac("md5", b"Jefe", b"what do ya want for nothing?")), "750c783e6ab0b503eaa86e310a5db738");
        assert_eq!(hash("sha3", b""), None);
    }
}
