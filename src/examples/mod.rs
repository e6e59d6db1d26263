//! Documents to begin with. What they say comes from the engine's worker, with
//! the files they need, so that their preview works at once.

/// An example, as it is offered.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    /// Whether it shows the test type of its name.
    is_of_type: bool,
}

impl Example {
    /// Whether a platform with these test types has what it shows.
    pub(crate) fn fits<'a>(&self, mut types: impl Iterator<Item = &'a str>) -> bool {
        !self.is_of_type || types.any(|known| known == self.name)
    }
}

/// Namespace, script, environment: the three things a file must say.
pub(crate) const SMALLEST: &str = "smallest";

const fn example(name: &'static str, title: &'static str, about: &'static str) -> Example {
    Example { name, title, about, is_of_type: false }
}

const fn of_type(name: &'static str, title: &'static str, about: &'static str) -> Example {
    Example { name, title, about, is_of_type: true }
}

/// Those that fewer platforms have come later: what is left out then moves nothing.
pub(crate) const EXAMPLES: [Example; 9] = [
    of_type("smoke", "Smoke", "one user for a minute, everywhere"),
    example("environments", "Several environments", "each with what it needs, one parked"),
    example("average-load", "Average load", "an ordinary day, from an options file"),
    example("stress", "Stress", "more than usual, two load generators"),
    of_type("functional", "Functional", "one user, one iteration"),
    of_type("spike", "Spike", "10 users, then 1000, then none"),
    of_type("soak", "Soak", "a little load for eight hours"),
    of_type("breakpoint", "Breakpoint", "load grows until a threshold breaks"),
    of_type("browser", "Browser", "a real browser clicks through"),
];
