//! The Jsonnet library, evaluated. It imports nothing but itself.

use std::collections::HashMap;

use jrsonnet_evaluator::tla::{TlaArg, apply_tla};
use jrsonnet_evaluator::trace::PathResolver;
use jrsonnet_evaluator::{AsPathLike, ImportResolver, Result, State, Val, bail, error::ErrorKind};
use jrsonnet_gcmodule::Acyclic;
use jrsonnet_ir::{IStr, SourcePath, SourceVirtual};
use serde::Serialize;
use serde_json::Value;
use thiserror::Error;

/// Name and text of each file of the library.
pub const LIBRARY: [(&str, &str); 4] = [
    ("run.libsonnet", include_str!("../lib/run.libsonnet")),
    ("testrun.libsonnet", include_str!("../lib/testrun.libsonnet")),
    ("configmap.libsonnet", include_str!("../lib/configmap.libsonnet")),
    ("overlay.libsonnet", include_str!("../lib/overlay.libsonnet")),
];

/// What Jsonnet said, with its place in the library.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("jsonnet: {0}")]
pub struct JsonnetError(String);

/// The library, read once.
pub(crate) struct Library {
    state: State,
    /// `function(input) { test_run, config_map }`
    function: Val,
}

#[derive(Acyclic)]
struct Files;

impl ImportResolver for Files {
    fn resolve_from(&self, from: &SourcePath, path: &dyn AsPathLike) -> Result<SourcePath> {
        let name = path.as_path().to_owned().to_string();
        if LIBRARY.iter().any(|(known, _)| *known == name) {
            return Ok(SourcePath::new(SourceVirtual(name.into())));
        }
        bail!(ErrorKind::ImportNotSupported(from.clone(), path.as_path().to_owned()))
    }

    fn load_file_contents(&self, resolved: &SourcePath) -> Result<Vec<u8>> {
        let name = resolved.downcast_ref::<SourceVirtual>().map(|v| v.0.clone());
        match LIBRARY.iter().find(|(known, _)| name.as_ref().is_some_and(|n: &IStr| n.as_str() == *known)) {
            Some((_, text)) => Ok(text.as_bytes().to_vec()),
            None => bail!(ErrorKind::ResolvedFileNotFound(resolved.clone())),
        }
    }
}

impl Library {
    pub(crate) fn new() -> std::result::Result<Self, JsonnetError> {
        let state = state();
        let function = {
            let _entered = state.enter();
            state.import("run.libsonnet").map_err(explain)?
        };
        Ok(Self { state, function })
    }

    pub(crate) fn objects(&self, input: &impl Serialize) -> std::result::Result<Value, JsonnetError> {
        let _entered = self.state.enter();
        let input = Val::from_serde(input).map_err(explain)?;
        #[expect(clippy::mutable_key_type, reason = "the evaluator's own signature")]
        let arguments: HashMap<IStr, TlaArg> = HashMap::from([("input".into(), TlaArg::Val(input))]);
        let objects = apply_tla(&arguments, self.function.clone()).map_err(explain)?;
        serde_json::to_value(objects).map_err(|error| JsonnetError(error.to_string()))
    }
}

/// Where Jsonnet is evaluated that imports the library and nothing else.
pub(crate) fn state() -> State {
    let mut builder = State::builder();
    builder
        .context_initializer(jrsonnet_stdlib::ContextInitializer::new(PathResolver::FileName))
        .import_resolver(Files);
    builder.build()
}

fn explain(error: impl std::fmt::Display) -> JsonnetError {
    JsonnetError(error.to_string())
}
