//! How the line of a scenario looks, everywhere it is drawn: five colours, then
//! the same with another dash.

use leptos::prelude::*;

const COLOURS: usize = 5;
const DASHES: usize = 4;

/// The colour and the dash of a scenario, by its place among all of them.
pub(super) fn look(at: usize) -> (String, String) {
    ((at % COLOURS).to_string(), (at / COLOURS % DASHES).to_string())
}

/// A piece of the line, to stand beside the scenario's name.
#[component]
pub(super) fn Key(at: usize) -> impl IntoView {
    let (colour, dash) = look(at);
    view! {
        <svg class="chart__key" viewBox="0 0 30 8" aria-hidden="true">
            <line class="chart__line" data-line=colour data-dash=dash x1="0" x2="30" y1="4" y2="4" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn twenty_scenarios_look_different() {
        assert_eq!((0..20).map(look).collect::<BTreeSet<_>>().len(), 20);
        assert_eq!((0..5).map(|at| look(at).1).collect::<BTreeSet<_>>().len(), 1, "the first few are solid");
    }
}
