//! `--validate`: what can be told of a SealedSecret without opening it.

use std::fmt::Write as _;

use k6cfg_seal::{Certificate, SealedSecret};

use super::{Seal, Stop, Wrong};
use crate::streams;

impl Seal {
    pub(super) fn run_validate(&self) -> Result<(), Stop> {
        let certificate: Option<Certificate> = match self.cert {
            Some(_) => Some(self.certificate()?),
            None => None,
        };
        let (name, text) = self.text()?;
        let sealed = SealedSecret::read(&text).map_err(|error| Wrong::new(format!("{name}: {error}"), error.help()))?;
        let flaws = sealed.flaws(certificate.as_ref());
        let Some((last, others)) = flaws.split_last() else {
            let target = sealed.target();
            let keys = sealed.keys().join(", ");
            let said = format!("{name}: `{}` in `{}`, {}, has {keys}\n", target.name, target.namespace, target.scope);
            return Ok(streams::out(&said)?);
        };
        let mut said = String::new();
        for flaw in others {
            let _ = writeln!(said, "error: {name}: `{}`: {}\n  help: {}", flaw.path, flaw.message, flaw.help);
        }
        streams::err(&said)?;
        Err(Wrong::new(format!("{name}: `{}`: {}", last.path, last.message), last.help).into())
    }
}
