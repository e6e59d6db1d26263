//! The load over time as pictures, and in words for those who rather read.

mod line;
mod picture;
mod scale;
mod sum;

use leptos::prelude::*;

use self::{line::Key, picture::Picture};
use super::plural;
use crate::figures::{duration, number, rate_unit};
use crate::protocol::{ScenarioLine, TestLoad};

/// A scenario with its place among all of them, which its line goes by.
type Numbered = (usize, ScenarioLine);

/// The load in one sentence.
pub(crate) fn load_in_words(load: &TestLoad, runners: u32) -> String {
    let time = duration(load.ends);
    let users = plural(usize::try_from(load.peak_vus).unwrap_or_default(), "virtual user");
    let rate = if load.peak_rate > 0.0 {
        let (factor, unit) = rate_unit(load.peak_rate);
        let count = number(load.peak_rate * factor);
        let iterations = if count == "1" { "iteration" } else { "iterations" };
        format!(" and {count} {iterations} started per {unit}")
    } else {
        String::new()
    };
    let shared = if runners > 1 { format!(", shared by {runners} runners") } else { String::new() };
    format!("At most {users} at once{rate}{shared}; over after {time} at the latest.")
}

/// The pictures alone: virtual users, and iterations over time.
#[component]
pub(crate) fn LoadPictures(load: TestLoad, runners: u32) -> impl IntoView {
    let others = most_users(&load);
    let kinds = [false, true].into_iter().filter_map(|is_rate| {
        let all = load.scenarios.iter().cloned().enumerate();
        let lines: Vec<Numbered> = all.filter(|(_, line)| line.is_rate == is_rate).collect();
        let others = if is_rate { 0 } else { others };
        (!lines.is_empty()).then(|| {
            view! { <Picture lines=lines ends=load.ends is_rate=is_rate runners=runners others=others /> }
        })
    });
    let pictures: Vec<_> = kinds.collect();
    view! { <div class="chart">{pictures}</div> }
}

/// Which line is whose, where there is more than one.
#[component]
pub(crate) fn LoadKey(load: TestLoad) -> impl IntoView {
    (load.scenarios.len() > 1).then(|| {
        let names: Vec<_> = load
            .scenarios
            .into_iter()
            .enumerate()
            .map(|(at, line)| view! { <li class="chart__name"><Key at=at />{line.name}</li> })
            .collect();
        view! { <ul class="chart__names" aria-label="Scenarios">{names}</ul> }
    })
}

#[component]
pub(crate) fn LoadChart(load: TestLoad, runners: u32) -> impl IntoView {
    let words = load.scenarios.iter().enumerate().map(|(at, line)| {
        let says = line.says.join(", ");
        let users = line.users.map(|(made, most)| {
            let made = plural(usize::try_from(made).unwrap_or_default(), "virtual user");
            format!("; {made} made before, {most} at most")
        });
        view! {
            <tr>
                <th scope="row" class="chart__name">
                    <Key at=at />
                    {line.name.clone()}
                </th>
                <td>{line.executor.clone()}</td>
                <td>{says} {users}</td>
            </tr>
        }
    });
    let words: Vec<_> = words.collect();
    view! {
        <LoadPictures load=load.clone() runners=runners />
        <div class="wide">
            <table class="ds-table rows" data-size="sm">
                <caption class="ds-sr-only">"The load in words"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Scenario"</th>
                        <th scope="col">"Executor"</th>
                        <th scope="col">"What it does"</th>
                    </tr>
                </thead>
                <tbody>{words}</tbody>
            </table>
        </div>
    }
}

/// The most virtual users of scenarios that are drawn by their rate.
fn most_users(load: &TestLoad) -> i64 {
    load.scenarios.iter().filter_map(|line| Some(line.users?.1)).fold(0, i64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_rate_is_said_in_words_too() {
        let load = TestLoad { peak_vus: 1, peak_rate: 3.0 / 3600.0, ends: 60.0, ..TestLoad::default() };
        assert_eq!(
            load_in_words(&load, 1),
            "At most 1 virtual user at once and 3 iterations started per hour; over after 1m at the latest."
        );
    }
}
