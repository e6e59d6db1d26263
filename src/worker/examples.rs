//! What the examples say, in the words of the platform, and the files they name.
//!
//! `<words>` in their texts stand for environments and node types of a kind. A
//! context whose environment the platform lacks, or that is there already, is left out.

use std::collections::BTreeSet;

use k6cfg_profile::Profile;

use crate::protocol::Example;

type File = (&'static str, &'static str);

const SCRIPT: File = ("tests/k6/orders/list-orders.js", include_str!("../examples/list-orders.js"));
const IN_BROWSER: File = ("tests/k6/orders/open-front-page.js", include_str!("../examples/open-front-page.js"));
const AVERAGE: File = ("tests/k6/options/average-load.json", include_str!("../examples/average-load.json"));
const STRESS: File = ("tests/k6/options/stress.json", include_str!("../examples/stress.json"));

/// The example of this name; of an unknown one, the smallest.
pub(crate) fn example(profile: &Profile, name: &str) -> Example {
    let (file_name, text, files): (_, _, &[File]) = match name {
        "functional" => ("functional.yaml", include_str!("../examples/functional.yaml"), &[SCRIPT]),
        "smoke" => ("smoke.yaml", include_str!("../examples/smoke.yaml"), &[SCRIPT]),
        "environments" => ("environments.yaml", include_str!("../examples/environments.yaml"), &[SCRIPT]),
        "average-load" => ("average-load.yaml", include_str!("../examples/average-load.yaml"), &[SCRIPT, AVERAGE]),
        "stress" => ("stress.yaml", include_str!("../examples/stress.yaml"), &[SCRIPT, STRESS]),
        "spike" => ("spike.yaml", include_str!("../examples/spike.yaml"), &[SCRIPT]),
        "soak" => ("soak.yaml", include_str!("../examples/soak.yaml"), &[SCRIPT]),
        "breakpoint" => ("breakpoint.yaml", include_str!("../examples/breakpoint.yaml"), &[SCRIPT]),
        "browser" => ("browser.yaml", include_str!("../examples/browser.yaml"), &[IN_BROWSER]),
        _ => ("k6-tests.yaml", include_str!("../examples/smallest.yaml"), &[]),
    };
    let owned = |(path, text): &File| ((*path).to_owned(), (*text).to_owned());
    Example {
        file_name: file_name.to_owned(),
        text: in_words_of(profile, text),
        files: files.iter().map(owned).collect(),
    }
}

fn in_words_of(profile: &Profile, text: &str) -> String {
    const CONTEXT: &str = "      - environment: ";
    let environments = environments(profile).into_iter().filter_map(|(word, name)| Some((word, name?)));
    let others = node_types(profile).chain([("type", profile.default_test_type.as_str())]);
    let words: Vec<(String, &str)> =
        environments.chain(others).map(|(word, name)| (format!("<{word}>"), name)).collect();

    let mut lines = Vec::new();
    let mut written = BTreeSet::new();
    let mut is_left_out = false;
    for line in text.lines() {
        let line = words.iter().fold(line.to_owned(), |line, (word, name)| line.replace(word, name));
        if let Some(name) = line.strip_prefix(CONTEXT) {
            is_left_out = name.starts_with('<') || !written.insert(name.to_owned());
        }
        if !is_left_out {
            lines.push(line + "\n");
        }
    }
    lines.concat()
}

/// What stands for environments, and which of the platform's those are.
fn environments(profile: &Profile) -> [(&'static str, Option<&str>); 5] {
    let of_kind = |kind: &'static str| {
        profile.environments.iter().filter(move |known| known.kind == kind).map(|known| known.name.as_str())
    };
    // An example is no reason to load what people use.
    let harmless = || profile.environments.iter().find(|known| known.kind != "prod");
    let any = || harmless().or(profile.environments.first()).map(|known| known.name.as_str());
    [
        ("dev", of_kind("dev").next().or_else(any)),
        ("other dev", of_kind("dev").nth(1)),
        ("staging", of_kind("staging").next()),
        ("perf", of_kind("perf").next().or_else(|| of_kind("staging").next()).or_else(any)),
        ("prod", of_kind("prod").next()),
    ]
}

/// The same for node types: one that is not the usual one, and the largest.
fn node_types(profile: &Profile) -> impl Iterator<Item = (&'static str, &str)> {
    let other = profile.node_types.iter().find(|known| known.name != profile.default_node_type);
    let other = other.or_else(|| profile.node_types.first());
    let largest = profile.node_types.iter().max_by_key(|known| profile.requests.cpu.times_into(&known.allocatable.cpu));
    [("other", other), ("large", largest)].into_iter().filter_map(|(word, known)| Some((word, known?.name.as_str())))
}

#[cfg(test)]
#[path = "../examples/mod.rs"]
mod offered;

#[cfg(test)]
mod tests {
    use super::{offered, *};
    use crate::{
        analysis::analyse,
        engine::Engine,
        protocol::{Document, Severity},
    };

    #[test]
    fn every_example_that_is_offered_is_there_and_right_on_every_platform() {
        let small = Profile::from_yaml(include_str!("../../engine/profile/profiles/small.yaml")).unwrap();
        for profile in [Profile::built_in(), &small] {
            let offered = offered::EXAMPLES
                .iter()
                .filter(|example| example.fits(profile.test_types.iter().map(|known| known.name.as_str())));
            let names = offered.map(|example| (example.name, example.title, example.about));
            for (name, title, about) in names.chain([(offered::SMALLEST, "-", "-")]) {
                let mut engine = Engine::new();
                engine.use_profile(profile.clone());
                let Example { file_name, text, files } = example(profile, name);
                assert!(file_name.starts_with(name) || name == offered::SMALLEST, "{name} is {file_name}");
                assert!(!title.is_empty() && !about.is_empty() && text.lines().count() < 25, "{name}");

                let brings_all = !files.is_empty();
                engine.set_files(files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect());
                let document = Document { file_name, text, suffix: "abcde".into(), ..Document::default() };
                let analysis = analyse(&mut engine, document, 0).unwrap();
                let errors = analysis.problems.iter().filter(|problem| problem.severity == Severity::Error);
                let problems: Vec<&str> = errors.map(|problem| problem.message.as_str()).collect();
                assert!(problems.is_empty(), "{}, {name}: {problems:?}", profile.name);
                assert!(!engine.latest.unwrap().reading.plan.runs.is_empty(), "{name}");
                assert!(!brings_all || analysis.files.iter().all(|file| file.size.is_some()), "{name}");
            }
        }
    }

    #[test]
    fn words_are_the_platforms() {
        let small = Profile::from_yaml(include_str!("../../engine/profile/profiles/small.yaml")).unwrap();
        let environments = |profile: &Profile, name: &str| {
            let text = example(profile, name).text;
            let named = text.lines().filter_map(|line| line.split_once("- environment: "));
            named.map(|(_, name)| name.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(environments(Profile::built_in(), "environments"), ["at22", "at23", "tt02", "yt01", "prod"]);
        assert_eq!(environments(&small, "environments"), ["dev", "staging", "live"]);
        assert_eq!(environments(&small, "stress"), ["staging"]);
        let stress = example(&small, "stress").text;
        assert!(stress.contains("node_type: large") && stress.contains("id: staging-orders-stress"), "{stress}");
        assert!(example(Profile::built_in(), "stress").text.contains("node_type: spot8cpu28gbmem"));
        assert!(example(Profile::built_in(), "environments").text.contains("node_type: spot\n"));
    }
}
