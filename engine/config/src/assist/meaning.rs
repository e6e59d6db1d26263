//! What the platform's names mean, in lines for people.

use k6cfg_profile::{NodeType, OptionsFrom, Profile, TestType};

use crate::schema::Choices;

/// What one of the platform's choices is; `None` when it has no such thing.
pub(super) fn choice(profile: &Profile, choices: Choices, name: &str) -> Option<Vec<String>> {
    match choices {
        Choices::Environments => environment(profile, name),
        Choices::NodeTypes => profile.node_type(name).map(node_type),
        Choices::TestTypes => profile.test_type(name).map(|kind| test_type(profile, kind)),
    }
}

fn environment(profile: &Profile, name: &str) -> Option<Vec<String>> {
    let environment = profile.environment(name)?;
    let mut lines = vec![format!("`{name}` is a {} environment.", environment.kind)];
    if let Some(map) = &profile.environment_config_map
        && !map.keys.is_empty()
    {
        let first: Vec<String> = map.keys.iter().take(3).map(|key| format!("`{key}`")).collect();
        let more = if map.keys.len() > 3 { ", …" } else { "" };
        lines.push(format!("Gives the script {}{more}.", first.join(", ")));
    }
    Some(lines)
}

fn node_type(node: &NodeType) -> Vec<String> {
    let nodes = match (node.nodes.min, node.nodes.max) {
        (0, max) => format!("None to {max} nodes, as they are needed."),
        (min, max) => format!("{min} to {max} nodes, as they are needed."),
    };
    vec![
        format!("{}.", node.title),
        format!("One node has `{}` CPU and `{}` memory for pods.", node.allocatable.cpu, node.allocatable.memory),
        nodes,
    ]
}

fn test_type(profile: &Profile, kind: &TestType) -> Vec<String> {
    let mut lines = vec![format!("{}.", kind.title)];
    lines.push(match kind.options.from {
        OptionsFrom::Script => "The script's own options hold; there is no other source of them.".to_owned(),
        OptionsFrom::Profile => "The load is the platform's; config files have no effect on it.".to_owned(),
        OptionsFrom::Files => "A config file that sets a load of its own takes its place.".to_owned(),
    });
    if let Some(tuned) = &kind.options.tuned_by {
        lines.push(format!(
            "Its variables `{}`, `{}` and `{}` change it.",
            tuned.stage_duration, tuned.stage_target, tuned.abort_on_fail
        ));
    }
    let requests = profile.requests_of(kind);
    let node = kind.node_type.as_ref().unwrap_or(&profile.default_node_type);
    lines.push(format!(
        "Runs on `{node}` with `{}` CPU and `{}` memory unless told otherwise.",
        requests.cpu, requests.memory
    ));
    lines
}
