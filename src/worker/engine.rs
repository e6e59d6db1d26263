//! What the worker keeps between requests.

use std::collections::BTreeMap;

use k6cfg_archive::Location;
use k6cfg_config::{Dropped, GenerationContext, Reading, Suffix, SuffixError};
use k6cfg_manifest::{Maker, OVERLAY};
use k6cfg_profile::Profile;

use crate::loading::Loading;
use crate::patch::Sent;
use crate::protocol::Document;
use crate::secrets::Known;

pub(crate) struct Engine {
    pub(crate) profile: &'static Profile,
    pub(crate) files: Dropped,
    maker: Option<Maker<'static>>,
    pub(crate) loading: Loading,
    pub(crate) secrets: Known,
    /// Counts the changes of files.
    pub(crate) generation: u32,
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
            loading: Loading::default(),
            secrets: Known::default(),
            generation: 1,
            latest: None,
            sent: Sent::default(),
        }
    }

    /// The last analysis, if it is of this revision.
    pub(crate) fn latest(&self, revision: u32) -> Option<&Latest> {
        self.latest.as_ref().filter(|latest| latest.document.revision == revision)
    }

    /// From now on another platform. What was made for the one before is
    /// forgotten; its profile stays in memory, a few kilobytes for each that a
    /// person tries.
    pub(crate) fn use_profile(&mut self, profile: Profile) {
        self.profile = Box::leak(Box::new(profile));
        self.maker = None;
        self.latest = None;
        self.sent = Sent::default();
        self.loading.forget();
        self.generation = self.generation.wrapping_add(1);
    }

    pub(crate) fn set_files(&mut self, files: BTreeMap<String, Vec<u8>>) {
        self.secrets.take(&files);
        self.files = Dropped(files);
        self.loading.forget();
        self.generation = self.generation.wrapping_add(1);
    }

    /// The team's own Jsonnet, a file like any other.
    pub(crate) fn overlay(&self) -> Option<String> {
        let text = String::from_utf8_lossy(self.files.0.get(OVERLAY)?).into_owned();
        (!text.trim().is_empty()).then_some(text)
    }

    /// The files where scripts find them: those below `https/` stand for modules
    /// from the network.
    pub(crate) fn located_files(&self) -> impl Iterator<Item = (Location, Vec<u8>)> + '_ {
        self.files.0.iter().map(|(path, bytes)| {
            let location = match path.strip_prefix("https/") {
                Some(rest) => Location::Https(rest.to_owned()),
                None => Location::file(path),
            };
            (location, bytes.clone())
        })
    }

    /// The maker of objects; made at the first use, since reading needs none.
    pub(crate) fn maker(&mut self) -> Result<&Maker<'static>, String> {
        if self.maker.is_none() {
            self.maker = Some(Maker::new(self.profile).map_err(|error| error.to_string())?);
        }
        self.maker.as_ref().ok_or_else(String::new)
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
    // A workflow on that ref sets it.
    let git_ref = Some(document.git_ref.clone()).filter(|git_ref| !git_ref.is_empty());
    Ok(GenerationContext {
        at_ms: document.at_ms,
        suffix: Suffix::try_from(document.suffix.clone())?,
        arguments: document.arguments.clone(),
        github: git_ref.into_iter().map(|git_ref| ("GITHUB_REF".to_owned(), git_ref)).collect(),
    })
}
