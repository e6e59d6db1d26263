//! What the Jsonnet library is given for one run.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use k6cfg_config::{GenerationContext, Run};
use k6cfg_profile::{EnvVar, Profile, Template, Toleration};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct RunInput<'a> {
    run: RunFacts<'a>,
    platform: Platform<'a>,
    arguments: &'a str,
    /// All arguments word by word, for an operator that takes them so.
    words: Option<Vec<String>>,
    archive: Archive,
}

#[derive(Serialize)]
struct RunFacts<'a> {
    namespace: &'a str,
    unique_name: &'a str,
    config_map: &'a str,
    parallelism: u32,
    cpu: &'a str,
    memory: &'a str,
    secrets: &'a [String],
    variables: Vec<Pair>,
}

#[derive(Serialize)]
struct Platform<'a> {
    image: &'a str,
    labels: Labels,
    annotations: BTreeMap<String, String>,
    arguments: Vec<String>,
    runner_env: Vec<Pair>,
    environment_config_map: Option<String>,
    notification_secret: Option<&'a str>,
    node_selector: &'a BTreeMap<String, String>,
    tolerations: &'a [Toleration],
}

#[derive(Serialize)]
struct Labels {
    test_run: BTreeMap<String, String>,
    config_map: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct Pair {
    name: String,
    value: String,
}

/// Text where the bytes are UTF-8, as a ConfigMap has it.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Archive {
    Text(String),
    Base64(String),
}

impl<'a> RunInput<'a> {
    /// `None` when the run names a node type or test type that the profile
    /// does not have.
    pub(crate) fn new(
        run: &'a Run,
        profile: &'a Profile,
        context: &'a GenerationContext,
        archive: &[u8],
    ) -> Option<Self> {
        let facts = &run.facts;
        let render = |map: &BTreeMap<String, Template>| map.iter().map(|(k, v)| (k.clone(), v.render(facts))).collect();
        let node_type = profile.node_type(&run.node_type)?;
        let test_type = profile.test_type(&run.test_type)?;
        Some(Self {
            run: RunFacts {
                namespace: &facts.namespace,
                unique_name: &facts.unique_name,
                config_map: &run.config_map,
                parallelism: u32::try_from(run.parallelism).unwrap_or(u32::MAX),
                cpu: &run.cpu,
                memory: &run.memory,
                secrets: &run.secrets,
                variables: run
                    .variables
                    .iter()
                    .map(|v| Pair { name: v.name.clone(), value: v.value.clone() })
                    .collect(),
            },
            platform: Platform {
                image: test_type.image.as_deref().unwrap_or(&profile.image),
                labels: Labels {
                    test_run: render(&profile.labels.test_run),
                    config_map: render(&profile.labels.config_map),
                },
                annotations: render(&profile.annotations),
                arguments: profile.arguments.iter().map(|a| a.render(facts)).collect(),
                runner_env: rendered(&profile.runner_env, run).collect(),
                environment_config_map: profile.environment_config_map.as_ref().map(|c| c.name.render(facts)),
                notification_secret: run.notification.as_ref().map(|notified| notified.secret.as_str()),
                node_selector: &node_type.node_selector,
                tolerations: &node_type.tolerations,
            },
            arguments: &context.arguments,
            words: (!profile.limits.operator_uses_shell()).then(|| words(run, profile, context)),
            archive: match std::str::from_utf8(archive) {
                Ok(text) => Archive::Text(text.to_owned()),
                Err(_) => Archive::Base64(STANDARD.encode(archive)),
            },
        })
    }
}

/// The platform's arguments and those of the command line.
pub(crate) fn words(run: &Run, profile: &Profile, context: &GenerationContext) -> Vec<String> {
    let platform = profile.arguments.iter().map(|argument| argument.render(&run.facts));
    // Arguments that do not split are an error of the plan.
    let words = |text: String| k6cfg_config::arguments::words(&text).unwrap_or_default();
    platform.chain([context.arguments.clone()]).flat_map(words).collect()
}

fn rendered<'a>(list: &'a [EnvVar], run: &'a Run) -> impl Iterator<Item = Pair> + use<'a> {
    list.iter().map(|v| Pair { name: v.name.clone(), value: v.value.render(&run.facts) })
}

/// The variables that a runner is started with, the later over the earlier.
pub(crate) fn runner_env(run: &Run, profile: &Profile) -> Vec<(String, String)> {
    let platform = rendered(&profile.runner_env, run).map(|pair| (pair.name, pair.value));
    platform.chain(run.variables.iter().map(|v| (v.name.clone(), v.value.clone()))).collect()
}

/// What `k6 archive` is given with `-e`: the profile's variables, then the run's.
pub(crate) fn archive_env(run: &Run, profile: &Profile) -> Vec<(String, String)> {
    let of_type = profile.test_type(&run.test_type).map_or(&[][..], |t| &t.archive_env);
    rendered(&profile.archive_env, run)
        .chain(rendered(of_type, run))
        .map(|pair| (pair.name, pair.value))
        .chain(run.variables.iter().map(|v| (v.name.clone(), v.value.clone())))
        .collect()
}
