//! Scripts on the disk, loaded in a process of their own.

use std::path::PathBuf;
use std::time::Duration;

use k6cfg_archive::Files;
use k6cfg_loader::{Disk, Loader, Remote, Sandbox};

use crate::load::Failure;
use crate::parallel;
use crate::surroundings::own_folder;

/// How long one script may take to load.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where modules from the network come from and go to.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub(crate) struct Modules {
    /// Folder where modules from the network are kept; else the user's own cache.
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    /// Folder of the repository where modules from the network are kept, to be committed with it.
    #[arg(long, value_name = "DIR", conflicts_with = "cache")]
    pub(crate) vendor: Option<PathBuf>,
    /// Fetch nothing: what is not kept yet is missing.
    #[arg(long)]
    pub(crate) offline: bool,
}

impl Modules {
    fn folder(&self) -> Option<PathBuf> {
        let own = || Some(own_folder("XDG_CACHE_HOME", ".cache")?.join("k6cfg/modules"));
        self.vendor.clone().or_else(|| self.cache.clone()).or_else(own)
    }
}

/// All that loading scripts needs.
pub(crate) struct Scripts {
    sandbox: Sandbox,
    disk: Disk,
    remote: Option<Remote>,
}

impl Scripts {
    pub(crate) fn new(disk: Disk, modules: &Modules) -> Result<Self, Failure> {
        let folder = modules.folder();
        let remote = (!modules.offline).then(|| Remote::new(folder.as_deref()));
        let sandbox = Sandbox::of_this_program(PATIENCE).map_err(Failure::Program)?.with_processes(parallel::at_once());
        Ok(Self { sandbox, disk: disk.with_cache(folder.as_deref()), remote })
    }

    /// Scripts that have not changed since the command began: it is to use one
    /// loader for all of them.
    pub(crate) fn loader(&self, files: Files) -> Loader<'_> {
        Loader::new(&self.sandbox, Some(self.disk.clone()), files, self.remote.as_ref())
    }
}
