//! What the page and the worker that seals say to each other: postcard's bytes
//! over `postMessage`, one [`Reply`] per [`Task`]. This is the one place where
//! plain values travel, inside the tab; whoever holds such bytes wipes them.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Wiped when they are dropped.
pub(crate) type Bytes = Zeroizing<Vec<u8>>;

/// A message in bytes, in one buffer that is wiped.
pub(crate) fn written(message: &impl Serialize, size: usize) -> Option<Bytes> {
    // Room for all of it: a buffer that grows leaves what it held behind.
    let mut bytes = Zeroizing::new(vec![0; size + 64 * 1024]);
    let used = postcard::to_slice(message, &mut bytes).ok()?.len();
    bytes.truncate(used);
    Some(bytes)
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) id: u32,
    pub(crate) ask: Ask,
}

#[derive(Serialize, Deserialize)]
pub(crate) enum Ask {
    /// What a certificate says; answered with [`Answer::Certificate`].
    Certificate { bytes: Bytes, at_ms: u64 },
    /// What was pasted or dropped: a Secret, a SealedSecret, or `KEY=VALUE`
    /// lines; answered with the kind that it is.
    Read { bytes: Bytes },
    /// Seals values, into `into` where there is one; answered with
    /// [`Answer::Sealed`].
    Seal(Box<Order>),
}

#[allow(dead_code, reason = "each side sizes what it sends")]
impl Ask {
    /// About how many bytes of it there are.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Certificate { bytes, .. } | Self::Read { bytes } => bytes.len(),
            Self::Seal(order) => {
                let values: usize = order.values.iter().map(|(key, value)| key.len() + value.len() + 16).sum();
                values + order.certificate.len() + order.into.as_ref().map_or(0, String::len)
            }
        }
    }
}

/// What is to be sealed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Order {
    /// PEM.
    pub(crate) certificate: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    /// `strict`, `namespace-wide`, `cluster-wide`.
    pub(crate) scope: String,
    pub(crate) secret_type: String,
    pub(crate) values: Vec<(String, Bytes)>,
    /// A SealedSecret whose other keys stay.
    pub(crate) into: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Reply {
    pub(crate) id: u32,
    pub(crate) answer: Answer,
}

#[derive(Serialize, Deserialize)]
pub(crate) enum Answer {
    Certificate(Box<Facts>),
    Secrets(Vec<Plain>),
    SealedSecret(Box<Opened>),
    Variables(Vec<(String, Bytes)>),
    /// The SealedSecret in YAML.
    Sealed {
        yaml: String,
    },
    Refused(Refused),
}

#[allow(dead_code, reason = "each side sizes what it sends")]
impl Answer {
    /// About how many bytes of it there are.
    pub(crate) fn size(&self) -> usize {
        let all =
            |values: &[(String, Bytes)]| values.iter().map(|(key, value)| key.len() + value.len() + 16).sum::<usize>();
        match self {
            Self::Secrets(secrets) => secrets
                .iter()
                .map(|one| all(&one.values) + one.dropped.iter().map(|path| path.len() + 8).sum::<usize>())
                .sum(),
            Self::Variables(values) => all(values),
            Self::SealedSecret(opened) => {
                opened.yaml.len() * 2 + opened.flaws.iter().map(|flaw| flaw.len() + 8).sum::<usize>()
            }
            Self::Sealed { yaml } => yaml.len(),
            Self::Certificate(facts) => facts.pem.len() * 2,
            Self::Refused(refused) => refused.message.len() + refused.help.len(),
        }
    }
}

/// Why not, and what to do. No value is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Refused {
    pub(crate) message: String,
    pub(crate) help: String,
}

/// What a certificate says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) subject: String,
    /// `2026-11-28`
    pub(crate) from: String,
    pub(crate) until: String,
    /// Days since it began; negative before.
    pub(crate) age_days: i64,
    pub(crate) standing: Standing,
    /// Milliseconds since 1970.
    pub(crate) not_after_ms: u64,
    pub(crate) key_bits: u32,
    pub(crate) fingerprint: String,
    pub(crate) key_fingerprint: String,
    pub(crate) pem: String,
}

/// Whether it may be sealed with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    #[default]
    Good,
    EndsSoon {
        days: u64,
    },
    NotYet,
    Expired {
        days: u64,
    },
}

/// A Secret that was not sealed yet.
#[derive(Serialize, Deserialize)]
pub(crate) struct Plain {
    pub(crate) name: String,
    pub(crate) namespace: String,
    pub(crate) scope: Option<String>,
    pub(crate) secret_type: String,
    pub(crate) values: Vec<(String, Bytes)>,
    /// What is left behind.
    pub(crate) dropped: Vec<String>,
}

/// A SealedSecret that keys can be added to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) yaml: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) scope: String,
    pub(crate) secret_type: String,
    pub(crate) keys: Vec<String>,
    /// What is wrong with it, each in a sentence.
    pub(crate) flaws: Vec<String>,
}
