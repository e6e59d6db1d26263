//! `k6cfg explain`

use std::fmt::Write as _;
use std::io::{ErrorKind, IsTerminal as _, Write as _, stdout};

use clap::Args;
use k6cfg_config::explain::{GROUPS, codes_of, explain};
use k6cfg_config::{Code, Severity};

use crate::load::Failure;

#[derive(Args)]
#[command(after_help = "Examples:\n  k6cfg explain\n  k6cfg explain K6C012")]
pub(crate) struct Explain {
    /// The code of a problem: `K6C012`, `k6c12` or `12`. Without it, all are listed.
    code: Option<Code>,
    /// Print the index of the pages, as Markdown.
    #[arg(long, hide = true, conflicts_with = "code")]
    index: bool,
}

impl Explain {
    pub(crate) fn run(self) -> Result<bool, Failure> {
        let text = match self.code {
            Some(code) if stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() => emphasised(code.page()),
            Some(code) => code.page().to_owned(),
            None if self.index => index(),
            None => list(),
        };
        match stdout().write_all(text.as_bytes()) {
            // A reader that has seen enough may close the pipe.
            Err(source) if source.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::Write { path: "standard output".into(), source })
            }
            _ => Ok(true),
        }
    }
}

/// The page with its headings in bold.
fn emphasised(page: &str) -> String {
    let mut text = String::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        let _ = if line.starts_with('#') && !fenced {
            writeln!(text, "\x1b[1m{line}\x1b[0m")
        } else {
            writeln!(text, "{line}")
        };
    }
    text
}

fn list() -> String {
    let mut text = String::new();
    for (group, about) in GROUPS {
        let _ = writeln!(text, "{about}");
        for explanation in codes_of(group).map(explain) {
            let severity = word(explanation.severity);
            let _ = writeln!(text, "  {} {severity:7} {}", explanation.code, explanation.title);
        }
        text.push('\n');
    }
    text.push_str("`k6cfg explain CODE` says what one means and how to mend it\n");
    text
}

fn index() -> String {
    let mut text = "# Problems\n\n<!-- Written by scripts/generate/diagnostics-index.sh -->\n\n\
        Every problem that k6cfg finds in a config file and its scripts has a code, which never changes its meaning. \
        Each page says what it means, why it matters and how to mend it, with an example. \
        In a terminal, `k6cfg explain K6C012` prints one.\n"
        .to_owned();
    for (group, about) in GROUPS {
        let _ = write!(text, "\n## {about}\n\n| code | severity | what it is |\n|---|---|---|\n");
        for explanation in codes_of(group).map(explain) {
            let (code, severity) = (explanation.code, word(explanation.severity));
            let _ = writeln!(text, "| [{code}]({code}.md) | {severity} | {} |", explanation.title);
        }
    }
    text
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
