//! One picture: the lines of scenarios that count the same.

use leptos::prelude::*;

use super::{Numbered, line::look, plural, scale, sum::total};
use crate::figures::{duration, number, rate_unit};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
/// Room for the numbers of the axes.
const LEFT: f64 = 52.0;
/// Above so many characters a number takes more room: that much for each.
const SHORT: usize = 3;
const LETTER: f64 = 13.0;
const BOTTOM: f64 = 26.0;
const TOP: f64 = 18.0;
const RIGHT: f64 = 10.0;

/// `others` are virtual users of scenarios that another picture shows.
#[component]
pub(super) fn Picture(lines: Vec<Numbered>, ends: f64, is_rate: bool, runners: u32, others: i64) -> impl IntoView {
    let end = ends.max(1.0);
    let total = total(&lines);
    let peak = total.iter().map(|(_, y)| *y).fold(0.0, f64::max);
    let (factor, unit) = if is_rate { rate_unit(peak) } else { (1.0, "") };
    let heights = scale::heights(peak * factor, !is_rate);
    let top = heights.last().copied().unwrap_or(1.0) / factor;
    let longest = heights.iter().map(|height| number(*height).len()).max().unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "a few characters")]
    let left = LEFT + LETTER * longest.saturating_sub(SHORT) as f64;
    let x = move |seconds: f64| left + seconds / end * (WIDTH - left - RIGHT);
    let y = move |height: f64| HEIGHT - BOTTOM - height / top * (HEIGHT - BOTTOM - TOP);
    let path = move |points: &[(f64, f64)]| {
        let parts: Vec<String> = points.iter().map(|(at, height)| format!("{:.1},{:.1}", x(*at), y(*height))).collect();
        parts.join(" ")
    };
    let grid: Vec<_> = heights
        .into_iter()
        .map(|height| {
            let at = y(height / factor);
            view! {
                <line class="chart__grid" x1=left x2=WIDTH - RIGHT y1=at y2=at />
                <text class="chart__number" x=left - 6.0 y=at + 4.0 text-anchor="end">
                    {number(height)}
                </text>
            }
        })
        .collect();
    let times: Vec<_> = scale::times(end)
        .into_iter()
        .map(|at| {
            // At the edges half of a number would be outside.
            let anchor = match at / end {
                part if part <= 0.0 => "start",
                part if part > 0.9 => "end",
                _ => "middle",
            };
            view! {
                <text class="chart__number" x=x(at) y=HEIGHT - 6.0 text-anchor=anchor>
                    {scale::clock(at)}
                </text>
            }
        })
        .collect();
    let stops: Vec<_> = lines
        .iter()
        .filter_map(|(_, line)| {
            let (last, _) = line.points.last().copied()?;
            let (until, users) = line.stop.filter(|(until, users)| !is_rate && *until > last && *users > 0.0)?;
            Some(view! {
                <rect class="chart__stop" x=x(last) y=y(users) width=x(until) - x(last) height=y(0.0) - y(users)>
                    <title>"time for the last iterations to end"</title>
                </rect>
            })
        })
        .collect();
    let drawn: Vec<_> = lines
        .iter()
        .map(|(at, line)| {
            let title = format!("{}: {}", line.name, line.says.join(", "));
            let (colour, dash) = look(*at);
            view! {
                <polyline class="chart__line" data-line=colour data-dash=dash points=path(&line.points)>
                    <title>{title}</title>
                </polyline>
            }
        })
        .collect();
    let many = lines.len() > 1;
    let sum = many.then(|| view! { <polyline class="chart__total" points=path(&total) /> });
    let each = (runners > 1).then(|| {
        let share: Vec<(f64, f64)> = total.iter().map(|(at, height)| (*at, height / f64::from(runners))).collect();
        view! {
            <polyline class="chart__runner" points=path(&share)>
                <title>"what each runner has of it"</title>
            </polyline>
        }
    });
    let what = if is_rate { format!("iterations per {unit}") } else { "virtual users".to_owned() };
    let most = number(peak * factor);
    let label = format!("{what} over {}, {most} at most", duration(end));
    let mut caption = format!("{what}, {most} at most");
    if others > 0 {
        let others = plural(usize::try_from(others).unwrap_or_default(), "virtual user");
        caption = format!("{caption}, without up to {others} of arrival rates");
    }
    let notes = [
        (many, "bold: all together"),
        (runners > 1, "thin and dashed: each runner"),
        (!stops.is_empty(), "grey: time for the last iterations to end"),
    ];
    for (_, note) in notes.into_iter().filter(|(is_there, _)| *is_there) {
        caption = format!("{caption}; {note}");
    }
    view! {
        <figure class="chart__figure">
            <figcaption class="chart__caption">{caption}</figcaption>
            <svg class="chart__picture" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                {grid}
                {times}
                {stops}
                {sum}
                {drawn}
                {each}
            </svg>
        </figure>
    }
}
