//! What the examples say, and the files they name.

use crate::protocol::Example;

type File = (&'static str, &'static str);

const SCRIPT: File = ("tests/k6/orders/list-orders.js", include_str!("../examples/list-orders.js"));
const IN_BROWSER: File = ("tests/k6/orders/open-front-page.js", include_str!("../examples/open-front-page.js"));
const AVERAGE: File = ("tests/k6/options/average-load.json", include_str!("../examples/average-load.json"));
const STRESS: File = ("tests/k6/options/stress.json", include_str!("../examples/stress.json"));

/// The example of this name; of an unknown one, the smallest.
pub(crate) fn example(name: &str) -> Example {
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
    Example { file_name: file_name.to_owned(), text: text.to_owned(), files: files.iter().map(owned).collect() }
}

#[cfg(test)]
#[path = "../examples/mod.rs"]
mod offered;

#[cfg(test)]
mod tests {
    use super::{offered, *};
    use crate::{analysis::analyse, engine::Engine, protocol::Document};

    #[test]
    fn every_example_that_is_offered_is_there_and_right() {
        let names = offered::EXAMPLES.iter().map(|example| (example.name, example.title, example.about));
        for (name, title, about) in names.chain([(offered::SMALLEST, "-", "-")]) {
            let Example { file_name, text, files } = example(name);
            assert!(file_name.starts_with(name) || name == offered::SMALLEST, "{name} is {file_name}");
            assert!(!title.is_empty() && !about.is_empty() && text.lines().count() < 25, "{name}");

            let mut engine = Engine::new();
            let brings_all = !files.is_empty();
            engine.set_files(files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect());
            let document = Document { file_name, text, suffix: "abcde".into(), ..Document::default() };
            let analysis = analyse(&mut engine, document, 0).unwrap();
            let errors =
                analysis.problems.iter().filter(|problem| problem.severity == crate::protocol::Severity::Error);
            assert_eq!(errors.count(), 0, "{name}");
            assert!(!engine.latest.unwrap().reading.plan.runs.is_empty(), "{name}");
            assert!(!brings_all || analysis.files.iter().all(|file| file.size.is_some()), "{name}");
        }
    }
}
