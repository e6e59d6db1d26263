//! Whether text is coloured.

use std::io::IsTerminal as _;

use clap::{Args, ValueEnum};

#[derive(Args, Clone, Copy)]
pub(crate) struct Colour {
    /// Colours in the report.
    #[arg(id = "color", long = "color", value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    when: When,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Into files and pipes too.
    Always,
    /// Plain text.
    Never,
}

impl Colour {
    /// For standard error, where reports for people go.
    pub(super) fn is_on(self) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.when {
            When::Auto => std::io::stderr().is_terminal() && !set("NO_COLOR"),
            When::Always => true,
            When::Never => false,
        }
    }
}
