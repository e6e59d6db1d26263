//! A submit as the page makes it: generated with the same engine.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_config::{GenerationContext, Suffix};
use k6cfg_manifest::{InProcess, Input, OVERLAY, Outcome, Overlay, Secrets, Which, object_digest};
use k6cfg_profile::Profile;
use k6cfg_seal::SealedSecret;
use serde_json::{Value, json};

/// Two enabled runs and a parked one.
pub(crate) const CONFIG: &str = "\
namespace: team
test_definitions:
  - test_file: tests/hello/hello.js
    contexts:
      - environment: yt01
      - environment: at22
      - environment: at23
        test_type: {type: smoke, enabled: false}
";

const SCRIPT: &str = "\
import http from 'k6/http';
export default function () { http.get(`${__ENV.BASE_URL}/hello`); }
";

/// Whether the archive is made by the caller or by the server.
#[derive(Clone, Copy)]
pub(crate) enum Archive {
    Sent,
    Left,
}

pub(crate) struct Submit {
    pub(crate) text: String,
    pub(crate) at_ms: u64,
    pub(crate) runs: Option<Vec<&'static str>>,
    pub(crate) archive: Archive,
    pub(crate) sealed: Vec<SealedSecret>,
    pub(crate) overlay: Option<&'static str>,
}

impl Default for Submit {
    fn default() -> Self {
        Self {
            text: CONFIG.to_owned(),
            at_ms: 1_700_000_000_000,
            runs: None,
            archive: Archive::Sent,
            sealed: Vec::new(),
            overlay: None,
        }
    }
}

impl Submit {
    pub(crate) fn preview(&self) -> Outcome {
        let only = self.runs.as_ref().map(|ids| ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>());
        let sources = BTreeMap::from([("tests/hello/hello.js".to_owned(), SCRIPT.as_bytes().to_vec())]);
        k6cfg_manifest::generate(&Input {
            profile: Profile::built_in(),
            file_name: "smoke.yaml",
            text: &self.text,
            sources: &sources,
            context: &GenerationContext {
                at_ms: self.at_ms,
                suffix: Suffix::try_from("abcde".to_owned()).unwrap(),
                arguments: String::new(),
                github: BTreeMap::new(),
            },
            archiver: &InProcess::of_paths(&sources, sources.keys().cloned()),
            scripts_given: false,
            which: only.as_ref().map_or(Which::All, Which::Only),
            secrets: Secrets { sealed: &self.sealed, in_cluster: None },
            overlay: self.overlay.map(|text| Overlay { name: OVERLAY, text }),
        })
    }

    pub(crate) fn body(&self) -> Value {
        let preview = self.preview();
        let archives: BTreeMap<_, _> = match self.archive {
            Archive::Sent => preview.runs.iter().map(|run| (run.id.clone(), STANDARD.encode(&run.archive))).collect(),
            Archive::Left => BTreeMap::new(),
        };
        let objects: Vec<_> = preview.objects().map(object_digest).collect();
        let sealed: Vec<_> = self.sealed.iter().map(SealedSecret::object).collect();
        json!({
            "config": {"name": "smoke.yaml", "text": self.text},
            "files": {"tests/hello/hello.js": STANDARD.encode(SCRIPT)},
            "archives": archives,
            "sealed_secrets": sealed,
            "overlay": self.overlay,
            "context": {"at_ms": self.at_ms, "suffix": "abcde", "arguments": ""},
            "runs": self.runs,
            "digest": preview.digest,
            "objects": objects,
        })
    }
}
