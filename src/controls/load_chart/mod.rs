//! The load over time as a picture, and in words for those who rather read.

use leptos::prelude::*;

use super::plural;
use crate::figures::{duration, number, whole};
use crate::protocol::{ScenarioLine, TestLoad};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
/// Room for the numbers of the axes.
const LEFT: f64 = 52.0;
const BOTTOM: f64 = 26.0;
const TOP: f64 = 10.0;
const RIGHT: f64 = 10.0;

/// The load in one sentence.
pub(crate) fn load_in_words(load: &TestLoad, runners: u32) -> String {
    let time = duration(load.ends);
    let users = plural(usize::try_from(load.peak_vus).unwrap_or_default(), "virtual user");
    let rate = if load.peak_rate > 0.0 {
        format!(" and {} iterations started per second", number(load.peak_rate))
    } else {
        String::new()
    };
    let shared = if runners > 1 { format!(", shared by {runners} runners") } else { String::new() };
    format!("At most {users} at once{rate}{shared}; over after {time} at the latest.")
}

/// The pictures alone: virtual users, and iterations per second.
#[component]
pub(crate) fn LoadPictures(load: TestLoad, runners: u32) -> impl IntoView {
    let kinds = [false, true].into_iter().filter_map(|is_rate| {
        let lines: Vec<ScenarioLine> = load.scenarios.iter().filter(|line| line.is_rate == is_rate).cloned().collect();
        (!lines.is_empty()).then(|| view! { <Picture lines=lines ends=load.ends is_rate=is_rate runners=runners /> })
    });
    let pictures: Vec<_> = kinds.collect();
    view! { <div class="chart">{pictures}</div> }
}

#[component]
pub(crate) fn LoadChart(load: TestLoad, runners: u32) -> impl IntoView {
    let words = load.scenarios.iter().enumerate().map(|(at, line)| {
        let says = line.says.join(", ");
        let users = line.users.map(|(made, most)| format!("; {made} virtual users made before, {most} at most"));
        view! {
            <tr>
                <th scope="row">
                    <span class="chart__key" data-line=line_class(at) aria-hidden="true"></span>
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

#[component]
fn Picture(lines: Vec<ScenarioLine>, ends: f64, is_rate: bool, runners: u32) -> impl IntoView {
    let end = ends.max(1.0);
    let total = total(&lines);
    let peak = total.iter().map(|(_, y)| *y).fold(0.0, f64::max).max(1.0);
    let top = round_up(peak);
    let x = move |seconds: f64| LEFT + seconds / end * (WIDTH - LEFT - RIGHT);
    let y = move |height: f64| HEIGHT - BOTTOM - height / top * (HEIGHT - BOTTOM - TOP);
    let path = move |points: &[(f64, f64)]| {
        let parts: Vec<String> = points.iter().map(|(at, height)| format!("{:.1},{:.1}", x(*at), y(*height))).collect();
        parts.join(" ")
    };
    let grid: Vec<_> = [0.0, 0.5, 1.0]
        .map(|part| {
            let height = top * part;
            view! {
                <line class="chart__grid" x1=LEFT x2=WIDTH - RIGHT y1=y(height) y2=y(height) />
                <text class="chart__number" x=LEFT - 6.0 y=y(height) + 4.0 text-anchor="end">
                    {number(height)}
                </text>
            }
        })
        .into_iter()
        .collect();
    let times: Vec<_> = [0.0, 0.25, 0.5, 0.75, 1.0]
        .map(|part| {
            let anchor = if part == 0.0 {
                "start"
            } else if part >= 1.0 {
                "end"
            } else {
                "middle"
            };
            view! {
                <text class="chart__number" x=x(end * part) y=HEIGHT - 6.0 text-anchor=anchor>
                    {clock(end * part)}
                </text>
            }
        })
        .into_iter()
        .collect();
    let stops: Vec<_> = lines
        .iter()
        .filter_map(|line| {
            let (last, height) = line.points.last().copied()?;
            let height = if height > 0.0 { height } else { peak_of(line) };
            (line.graceful_stop > 0.0 && last < end).then(|| {
                let width = x((last + line.graceful_stop).min(end)) - x(last);
                view! {
                    <rect class="chart__stop" x=x(last) y=y(height) width=width height=y(0.0) - y(height)>
                        <title>"time for the last iterations to end"</title>
                    </rect>
                }
            })
        })
        .collect();
    let drawn: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let title = format!("{}: {}", line.name, line.says.join(", "));
            view! {
                <polyline class="chart__line" data-line=line_class(at) points=path(&line.points)>
                    <title>{title}</title>
                </polyline>
            }
        })
        .collect();
    let sum = (lines.len() > 1).then(|| view! { <polyline class="chart__total" points=path(&total) /> });
    let each = (runners > 1).then(|| {
        let share: Vec<(f64, f64)> = total.iter().map(|(at, height)| (*at, height / f64::from(runners))).collect();
        view! {
            <polyline class="chart__runner" points=path(&share)>
                <title>"what each runner has of it"</title>
            </polyline>
        }
    });
    let unit = if is_rate { "iterations per second" } else { "virtual users" };
    let label = format!("{unit} over {}, {} at most", duration(end), number(peak));
    view! {
        <figure class="chart__figure">
            <figcaption class="chart__caption">
                {unit} ", " {number(peak)} " at most"
                {(runners > 1).then_some("; dashed: each runner")}
                {(lines.len() > 1).then_some("; bold: all together")}
            </figcaption>
            <svg class="chart__picture" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                {grid}
                {times}
                {stops}
                {drawn}
                {sum}
                {each}
            </svg>
        </figure>
    }
}

/// One of a few ways to draw a line.
fn line_class(at: usize) -> String {
    (at % 6).to_string()
}

fn peak_of(line: &ScenarioLine) -> f64 {
    line.points.iter().map(|(_, y)| *y).fold(0.0, f64::max)
}

/// All lines together, at each time where one of them turns.
fn total(lines: &[ScenarioLine]) -> Vec<(f64, f64)> {
    let mut times: Vec<f64> = lines.iter().flat_map(|line| line.points.iter().map(|(at, _)| *at)).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let mut sum = Vec::new();
    for at in times {
        for side in [before, after] {
            let point = (at, lines.iter().map(|line| side(&line.points, at)).sum::<f64>());
            if sum.last() != Some(&point) {
                sum.push(point);
            }
        }
    }
    sum
}

/// The height just before a time.
fn before(points: &[(f64, f64)], at: f64) -> f64 {
    let segments = points.iter().zip(points.iter().skip(1));
    segments
        .filter(|((from, _), (to, _))| *from < at && at <= *to)
        .map(|(a, b)| between(*a, *b, at))
        .next_back()
        .unwrap_or(0.0)
}

/// The height just after a time.
fn after(points: &[(f64, f64)], at: f64) -> f64 {
    let segments = points.iter().zip(points.iter().skip(1));
    segments
        .filter(|((from, _), (to, _))| *from <= at && at < *to)
        .map(|(a, b)| between(*a, *b, at))
        .next()
        .unwrap_or(0.0)
}

fn between((x0, y0): (f64, f64), (x1, y1): (f64, f64), at: f64) -> f64 {
    if x1 > x0 { y0 + (y1 - y0) * (at - x0) / (x1 - x0) } else { y1 }
}

/// The next number that looks well on an axis.
fn round_up(value: f64) -> f64 {
    let mut unit = 1.0;
    while unit * 10.0 < value {
        unit *= 10.0;
    }
    [1.0, 2.0, 4.0, 5.0, 10.0].into_iter().map(|factor| factor * unit).find(|nice| *nice >= value).unwrap_or(value)
}

/// `0:00`, `1:30`, `2:00:00`
fn clock(seconds: f64) -> String {
    let whole = whole(seconds);
    match whole / 3600 {
        0 => format!("{}:{:02}", whole / 60, whole % 60),
        hours => format!("{hours}:{:02}:{:02}", whole % 3600 / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_add_up() {
        let line = |points: &[(f64, f64)]| ScenarioLine { points: points.to_vec(), ..ScenarioLine::default() };
        let sum = total(&[line(&[(0.0, 0.0), (10.0, 10.0)]), line(&[(5.0, 2.0), (15.0, 2.0)])]);
        assert_eq!(sum, [(0.0, 0.0), (5.0, 5.0), (5.0, 7.0), (10.0, 12.0), (10.0, 2.0), (15.0, 2.0), (15.0, 0.0)]);
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!((clock(90.0), clock(7200.0)), ("1:30".to_owned(), "2:00:00".to_owned()));
        assert_eq!((round_up(7.0), round_up(1000.0), round_up(1.0)), (10.0, 1000.0, 1.0));
    }
}
