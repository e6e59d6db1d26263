//! `k6cfg completions`

use clap::Args;
use clap_complete::Shell;

use crate::load::Failure;
use crate::streams;

#[derive(Args)]
#[command(after_help = "\
Examples:
  k6cfg completions bash > ~/.local/share/bash-completion/completions/k6cfg
  k6cfg completions zsh > ~/.zfunc/_k6cfg
  k6cfg completions fish > ~/.config/fish/completions/k6cfg.fish")]
pub(crate) struct Completions {
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, mut command: clap::Command) -> Result<bool, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "k6cfg", &mut script);
        streams::out(&String::from_utf8_lossy(&script))?;
        Ok(true)
    }
}
