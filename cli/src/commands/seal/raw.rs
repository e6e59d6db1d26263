//! `--raw`: one value, sealed, and nothing around it.

use getrandom::SysRng;
use k6cfg_seal::{Scope, Target, Value, name, namespace, seal};

use super::{Seal, Stop, Wrong, input};
use crate::files::Output;
use crate::{load, streams};

impl Seal {
    pub(super) fn run_raw(&self) -> Result<(), Stop> {
        let target = self.raw_target()?;
        let certificate = self.certificate()?;
        let value: Value = match self.from_file.as_slice() {
            [] => self.value_of(std::mem::take(&mut *input::stdin()?), "standard input")?,
            [one] => {
                let (key, path) = input::key_and_path(one);
                self.value_of(load::read(&path)?, &key)?
            }
            _ => return Err(Wrong::new("--raw seals one value, and there are several", "give one --from-file").into()),
        };
        let sealed = seal(&certificate, &value, &target, &mut SysRng)
            .map_err(|error| Wrong::new(error.to_string(), "give a smaller value"))?;
        match &self.sealed_secret_file {
            None => Ok(streams::out(&sealed)?),
            Some(path) => {
                let mut output = Output::default();
                output.add(path.clone(), sealed);
                Ok(output.write()?)
            }
        }
    }

    fn raw_target(&self) -> Result<Target, Wrong> {
        let scope = self.scope().unwrap_or_default();
        let given = |given: &Option<String>, flag: &str, needs: bool| match given {
            Some(text) => Ok(text.clone()),
            None if needs => {
                let message = format!("--raw with the scope {scope} needs {flag}");
                Err(Wrong::new(message, format!("add {flag}: the value opens there alone")))
            }
            None => Ok(String::new()),
        };
        let target = Target {
            namespace: given(&self.namespace, "--namespace", scope != Scope::ClusterWide)?,
            name: given(&self.name, "--name", scope == Scope::Strict)?,
            scope,
        };
        let checked = [
            (!target.namespace.is_empty()).then(|| namespace(&target.namespace)),
            (!target.name.is_empty()).then(|| name(&target.name)),
        ];
        for check in checked.into_iter().flatten() {
            check.map_err(|error| Wrong::new(error.to_string(), "mend the flag"))?;
        }
        Ok(target)
    }
}
