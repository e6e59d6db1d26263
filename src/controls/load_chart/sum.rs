//! All lines of a picture together.

use super::Numbered;

/// Their sum, at each time where one of them turns.
pub(super) fn total(lines: &[Numbered]) -> Vec<(f64, f64)> {
    let mut times: Vec<f64> = lines.iter().flat_map(|(_, line)| line.points.iter().map(|(at, _)| *at)).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let mut sum = Vec::new();
    for at in times {
        for side in [before, after] {
            let point = (at, lines.iter().map(|(_, line)| side(&line.points, at)).sum::<f64>());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::ScenarioLine;

    #[test]
    fn lines_add_up() {
        let line = |points: &[(f64, f64)]| (0, ScenarioLine { points: points.to_vec(), ..ScenarioLine::default() });
        let sum = total(&[line(&[(0.0, 0.0), (10.0, 10.0)]), line(&[(5.0, 2.0), (15.0, 2.0)])]);
        assert_eq!(sum, [(0.0, 0.0), (5.0, 5.0), (5.0, 7.0), (10.0, 12.0), (10.0, 2.0), (15.0, 2.0), (15.0, 0.0)]);
    }
}
