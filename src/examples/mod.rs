//! Documents to begin with, each with the files it needs, so that its preview
//! works at once.

/// A config file and what it names: repository path and text.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    pub(crate) file_name: &'static str,
    pub(crate) text: &'static str,
    pub(crate) files: &'static [(&'static str, &'static str)],
}

const SCRIPT: (&str, &str) = ("tests/k6/orders/list-orders.js", include_str!("list-orders.js"));

/// Namespace, script, environment: the three things a file must say.
pub(crate) const SMALLEST: Example = Example {
    title: "Smallest",
    about: "a namespace, a script, an environment",
    file_name: "k6-tests.yaml",
    text: include_str!("smallest.yaml"),
    files: &[],
};

pub(crate) const EXAMPLES: [Example; 8] = [
    Example {
        title: "Functional",
        about: "one user, one iteration",
        file_name: "functional.yaml",
        text: include_str!("functional.yaml"),
        files: &[SCRIPT],
    },
    Example {
        title: "Smoke",
        about: "one user for a minute, everywhere",
        file_name: "smoke.yaml",
        text: include_str!("smoke.yaml"),
        files: &[SCRIPT],
    },
    Example {
        title: "Average load",
        about: "an ordinary day, from an options file",
        file_name: "average-load.yaml",
        text: include_str!("average-load.yaml"),
        files: &[SCRIPT, ("tests/k6/options/average-load.json", include_str!("average-load.json"))],
    },
    Example {
        title: "Stress",
        about: "more than usual, two load generators",
        file_name: "stress.yaml",
        text: include_str!("stress.yaml"),
        files: &[SCRIPT, ("tests/k6/options/stress.json", include_str!("stress.json"))],
    },
    Example {
        title: "Spike",
        about: "10 users, then 1000, then none",
        file_name: "spike.yaml",
        text: include_str!("spike.yaml"),
        files: &[SCRIPT],
    },
    Example {
        title: "Soak",
        about: "a little load for eight hours",
        file_name: "soak.yaml",
        text: include_str!("soak.yaml"),
        files: &[SCRIPT],
    },
    Example {
        title: "Breakpoint",
        about: "load grows until a threshold breaks",
        file_name: "breakpoint.yaml",
        text: include_str!("breakpoint.yaml"),
        files: &[SCRIPT],
    },
    Example {
        title: "Browser",
        about: "a real browser clicks through",
        file_name: "browser.yaml",
        text: include_str!("browser.yaml"),
        files: &[("tests/k6/orders/open-front-page.js", include_str!("open-front-page.js"))],
    },
];
