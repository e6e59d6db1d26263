//! Documents to begin with. What they say comes from the engine's worker, with
//! the files they need, so that their preview works at once.

/// An example, as it is offered.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
}

/// Namespace, script, environment: the three things a file must say.
pub(crate) const SMALLEST: &str = "smallest";

const fn example(name: &'static str, title: &'static str, about: &'static str) -> Example {
    Example { name, title, about }
}

pub(crate) const EXAMPLES: [Example; 9] = [
    example("functional", "Functional", "one user, one iteration"),
    example("smoke", "Smoke", "one user for a minute, everywhere"),
    example("environments", "Several environments", "each with what it needs, one parked"),
    example("average-load", "Average load", "an ordinary day, from an options file"),
    example("stress", "Stress", "more than usual, two load generators"),
    example("spike", "Spike", "10 users, then 1000, then none"),
    example("soak", "Soak", "a little load for eight hours"),
    example("breakpoint", "Breakpoint", "load grows until a threshold breaks"),
    example("browser", "Browser", "a real browser clicks through"),
];
