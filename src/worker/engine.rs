//! What the worker keeps between requests.

use std::collections::BTreeMap;

use k6cfg_archive::{Lack, ScriptError};
use k6cfg_config::{Dropped, GenerationContext, Reading, Suffix, SuffixError};
use k6cfg_manifest::Maker;
use k6cfg_profile::Profile;

use crate::patch::Sent;
use crate::protocol::Document;

pub(crate) struct Engine {
    pub(crate) profile: &'static Profile,
    pub(crate) files: Dropped,
    maker: Option<Maker<'static>>,
    /// What was found out about scripts, until files change.
    scripts: BTreeMap<String, Result<Vec<Lack>, ScriptError>>,
    /// The last analysis, for questions about places in its text.
    pub(crate) latest: Option<Latest>,
    pub(crate) sent: Sent,
}

pub(crate) struct Latest {
    pub(crate) document: Document,
    pub(crate) reading: Reading,
}

impl Engine {
    pub(crate) fn new() -> Self {
        Self {
            profile: Profile::built_in(),
            files: Dropped::default(),
            maker: None,
            scripts: BTreeMap::new(),
            latest: None,
            sent: Sent::default(),
        }
    }

    /// The last analysis, if it is of this revision.
    pub(crate) fn latest(&self, revision: u32) -> Option<&Latest> {
        self.latest.as_ref().filter(|latest| latest.document.revision == revision)
    }

    pub(crate) fn set_files(&mut self, files: BTreeMap<String, Vec<u8>>) {
        self.files = Dropped(files);
        self.scripts.clear();
    }

    /// The maker of objects; made at the first use, since reading needs none.
    pub(crate) fn maker(&mut self) -> Result<&Maker<'static>, String> {
        if self.maker.is_none() {
            self.maker = Some(Maker::new(self.profile).map_err(|error| error.to_string())?);
        }
        self.maker.as_ref().ok_or_else(String::new)
    }

    /// What the script at `path` lacks; `None` when it is not there.
    pub(crate) fn script(&mut self, path: &str) -> Option<Result<Vec<Lack>, ScriptError>> {
        if let Some(known) = self.scripts.get(path) {
            return Some(known.clone());
        }
        let checked = k6cfg_archive::check(path, self.files.0.get(path)?);
        self.scripts.insert(path.to_owned(), checked.clone());
        Some(checked)
    }

    pub(crate) fn read(&self, document: &Document, context: &GenerationContext) -> Reading {
        k6cfg_config::read(&k6cfg_config::Input {
            text: &document.text,
            file_name: &document.file_name,
            profile: self.profile,
            sources: &self.files,
            context,
        })
    }
}

pub(crate) fn context(document: &Document) -> Result<GenerationContext, SuffixError> {
    Ok(GenerationContext {
        at_ms: document.at_ms,
        suffix: Suffix::try_from(document.suffix.clone())?,
        arguments: document.arguments.clone(),
        github: BTreeMap::new(),
    })
}
