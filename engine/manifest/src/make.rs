//! The objects of one run.

use k6cfg_archive::Test;
use k6cfg_config::{GenerationContext, Run};
use k6cfg_profile::Profile;
use serde_json::Value;
use thiserror::Error;

use crate::archiver::{Archiver, Made, NoArchive, Order};
use crate::input::RunInput;
use crate::jsonnet::{JsonnetError, Library};
use crate::overlay::{self, Overlay, OverlayError, OverlayOrder};

/// A run's archive and objects.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedRun {
    pub id: String,
    /// The options file; `null` for none.
    pub options: Value,
    pub archive: Vec<u8>,
    /// What loading the script has shown, where it was loaded here.
    pub test: Option<Test>,
    pub config_map: Value,
    pub test_run: Value,
}

impl GeneratedRun {
    /// In the order in which they are applied.
    pub fn objects(&self) -> [&Value; 2] {
        [&self.config_map, &self.test_run]
    }
}

/// Why a run has no objects.
#[derive(Debug, Error)]
pub enum MakeError {
    #[error("{0}")]
    Blocked(String),
    #[error("{0}")]
    Archive(#[from] NoArchive),
    #[error("the archive has {size} bytes, over the {limit} that a ConfigMap holds")]
    TooLarge {
        size: usize,
        limit: usize,
        /// What takes most of it: name and bytes.
        largest: Vec<(String, usize)>,
    },
    #[error(transparent)]
    Jsonnet(#[from] JsonnetError),
    #[error("`{name}` {error}")]
    Overlay { name: String, error: OverlayError },
    #[error("the platform takes no overlays")]
    OverlayRefused,
}

/// Makes objects; keeps the Jsonnet library between runs.
pub struct Maker<'a> {
    profile: &'a Profile,
    library: Library,
}

impl<'a> Maker<'a> {
    pub fn new(profile: &'a Profile) -> Result<Self, JsonnetError> {
        Ok(Self { profile, library: Library::new()? })
    }

    /// The objects of `run`, with the team's overlay over them.
    pub fn run(
        &self,
        run: &Run,
        context: &GenerationContext,
        archiver: &dyn Archiver,
        overlay: Option<Overlay<'_>>,
    ) -> Result<GeneratedRun, MakeError> {
        let made = self.objects(run, context, self.archive(run, archiver, context)?)?;
        match overlay {
            Some(overlay) => self.lay_over(overlay, run, made, archiver),
            None => Ok(made),
        }
    }

    /// The archive of `run`.
    fn archive(&self, run: &Run, archiver: &dyn Archiver, context: &GenerationContext) -> Result<Made, MakeError> {
        if let Some(why) = run.blocked.first() {
            return Err(MakeError::Blocked(why.clone()));
        }
        Ok(archiver.archive(&Order::new(run, self.profile, context))?)
    }

    /// The objects of `run` around an archive.
    fn objects(&self, run: &Run, context: &GenerationContext, archive: Made) -> Result<GeneratedRun, MakeError> {
        let limit = self.profile.limits.config_map_bytes;
        let input = RunInput::new(run, self.profile, context, &archive.bytes)
            .ok_or_else(|| MakeError::Blocked("its node type or test type is not known".to_owned()))?;
        // In `binaryData` the API server counts the bytes, not their base64.
        let size = archive.bytes.len();
        if size > limit {
            return Err(MakeError::TooLarge { size, limit, largest: largest(archive.test.as_ref()) });
        }
        let mut objects = self.library.objects(&input)?;
        let mut take = |name: &str| objects.get_mut(name).map(Value::take).unwrap_or_default();
        Ok(GeneratedRun {
            id: run.id.clone(),
            options: run.options.clone(),
            config_map: take("config_map"),
            test_run: take("test_run"),
            archive: archive.bytes,
            test: archive.test,
        })
    }

    /// `made` with the team's overlay over its objects.
    fn lay_over(
        &self,
        overlay: Overlay<'_>,
        run: &Run,
        mut made: GeneratedRun,
        archiver: &dyn Archiver,
    ) -> Result<GeneratedRun, MakeError> {
        if !self.profile.allows_overlays() {
            return Err(MakeError::OverlayRefused);
        }
        let failed = |error| MakeError::Overlay { name: overlay.name.to_owned(), error };
        let laid = archiver.lay_over(&OverlayOrder::new(overlay, run, &made.objects())).map_err(failed)?;
        overlay::accept(self.profile, &mut [&mut made.config_map, &mut made.test_run], &laid).map_err(failed)?;
        Ok(made)
    }
}

/// The files that take most of an archive.
pub(crate) fn largest(test: Option<&Test>) -> Vec<(String, usize)> {
    const SHOWN: usize = 5;
    let mut files: Vec<_> = test.map(|test| test.files.clone()).unwrap_or_default();
    files.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    files.into_iter().take(SHOWN).map(|(location, size)| (location.to_string(), size)).collect()
}
