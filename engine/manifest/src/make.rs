//! The objects of one run.

use k6cfg_archive::{Lack, ScriptError};
use k6cfg_config::{GenerationContext, Run, Sources};
use k6cfg_profile::Profile;
use serde_json::Value;
use thiserror::Error;

use crate::input::{RunInput, archive_env};
use crate::jsonnet::{JsonnetError, Library};

/// A run's archive and objects.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedRun {
    pub id: String,
    /// The options file; `null` for none.
    pub options: Value,
    pub archive: Vec<u8>,
    /// What the archive lacks of what the script needs.
    pub lacks: Vec<Lack>,
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
    Script(#[from] ScriptError),
    #[error("the archive has {size} bytes, over the {limit} that a ConfigMap holds")]
    TooLarge { size: usize, limit: usize },
    #[error("the archive given for it cannot be used: {0}")]
    Archive(#[from] k6cfg_archive::ReadError),
    #[error("the archive given for it is not the one that this config and its script make")]
    OtherArchive,
    #[error(transparent)]
    Jsonnet(#[from] JsonnetError),
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

    /// The archive of `run`, made from its script.
    pub fn archive(
        &self,
        run: &Run,
        sources: &dyn Sources,
        context: &GenerationContext,
    ) -> Result<k6cfg_archive::Archive, MakeError> {
        if let Some(why) = run.blocked.first() {
            return Err(MakeError::Blocked(why.clone()));
        }
        let script = sources
            .read(&run.test_file)
            .ok_or_else(|| MakeError::Blocked(format!("`{}` is missing", run.test_file)))?;
        self.archive_of(run, &script, context)
    }

    /// The archive of `run` that was made elsewhere, after making it again from
    /// the script in it: the two must be the same bytes.
    pub fn given_archive(
        &self,
        run: &Run,
        bytes: &[u8],
        context: &GenerationContext,
    ) -> Result<k6cfg_archive::Archive, MakeError> {
        if let Some(why) = run.blocked.first() {
            return Err(MakeError::Blocked(why.clone()));
        }
        let contents = k6cfg_archive::Contents::read(bytes)?;
        let archive = self.archive_of(run, &contents.script, context)?;
        if archive.bytes == bytes { Ok(archive) } else { Err(MakeError::OtherArchive) }
    }

    fn archive_of(
        &self,
        run: &Run,
        script: &[u8],
        context: &GenerationContext,
    ) -> Result<k6cfg_archive::Archive, MakeError> {
        let env = archive_env(run, self.profile);
        Ok(k6cfg_archive::build(&k6cfg_archive::Input {
            path: &run.test_file,
            script,
            options: &run.options,
            env: &env,
            at_ms: context.at_ms,
        })?)
    }

    /// The objects of `run` around an archive.
    pub fn objects(
        &self,
        run: &Run,
        context: &GenerationContext,
        archive: k6cfg_archive::Archive,
    ) -> Result<GeneratedRun, MakeError> {
        let limit = self.profile.limits.config_map_bytes;
        let input = RunInput::new(run, self.profile, context, &archive.bytes)
            .ok_or_else(|| MakeError::Blocked("its node type or test type is not known".to_owned()))?;
        // In `binaryData` the API server counts the bytes, not their base64.
        let size = archive.bytes.len();
        if size > limit {
            return Err(MakeError::TooLarge { size, limit });
        }
        let mut objects = self.library.objects(&input)?;
        let mut take = |name: &str| objects.get_mut(name).map(Value::take).unwrap_or_default();
        Ok(GeneratedRun {
            id: run.id.clone(),
            options: run.options.clone(),
            config_map: take("config_map"),
            test_run: take("test_run"),
            archive: archive.bytes,
            lacks: archive.lacks,
        })
    }
}
