//! Documents to begin with. What they say comes from the engine's worker, with
//! the files they need, so that their preview works at once.

/// An example, as it is offered.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) about: &'static str,
    /// The test type that it shows, where it is about one.
    of_type: Option<&'static str>,
}

impl Example {
    /// Whether a platform with these test types has what it shows.
    pub(crate) fn fits<'a>(&self, mut types: impl Iterator<Item = &'a str>) -> bool {
        self.of_type.is_none_or(|of_type| types.any(|known| known == of_type))
    }

    const fn of(self, of_type: &'static str) -> Self {
        Self { of_type: Some(of_type), ..self }
    }
}

/// Namespace, script, environment: the three things a file must say.
pub(crate) const SMALLEST: &str = "smallest";

const fn example(name: &'static str, title: &'static str, about: &'static str) -> Example {
    Example { name, title, about, of_type: None }
}

/// Those that fewer platforms have come later: what is left out then moves nothing.
pub(crate) const EXAMPLES: [Example; 9] = [
    example("smoke", "Smoke", "one user for a minute, everywhere").of("smoke"),
    example("environments", "Several environments", "each with what it needs, one parked"),
    example("average-load", "Average load", "an ordinary day, from an options file"),
    example("stress", "Stress", "more than usual, two load generators"),
    example("functional", "Functional", "one user, one iteration").of("functional"),
    example("spike", "Spike", "10 users, then 1000, then none").of("spike"),
    example("soak", "Soak", "a little load for eight hours").of("soak"),
    example("breakpoint", "Breakpoint", "load grows until a threshold breaks").of("breakpoint"),
    example("browser", "Browser", "a real browser clicks through").of("browser"),
];
