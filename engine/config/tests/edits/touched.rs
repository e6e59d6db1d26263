//! Which lines an edit may touch.

use k6cfg_config::edit::Edit;
use k6cfg_config::{Document, Path};

/// What differs: lines of the one text, lines of the other, and where.
struct Difference<'t> {
    /// 0-based first line.
    at: usize,
    gone: Vec<&'t str>,
    new: Vec<&'t str>,
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n').collect()
}

fn difference<'t>(before: &'t str, after: &'t str) -> Difference<'t> {
    let (old, new) = (lines(before), lines(after));
    let same = |(a, b): &(&&str, &&str)| a == b;
    let at = old.iter().zip(&new).take_while(same).count();
    let room = old.len().min(new.len()) - at;
    let end = old.iter().rev().zip(new.iter().rev()).take(room).take_while(same).count();
    Difference { at, gone: old[at..old.len() - end].to_vec(), new: new[at..new.len() - end].to_vec() }
}

pub(crate) fn check(before: &str, after: &str, edit: &Edit) {
    let difference = difference(before, after);
    let why = || format!("{edit:?}: -{:?} +{:?}\n{before}\n---\n{after}", difference.gone, difference.new);
    let document = Document::read(before).unwrap();
    // On one line, or where the last line has no end, a line is rewritten in place.
    let in_place = |path: &Path| is_flow(&document, path) || !before.ends_with('\n');
    match edit {
        Edit::Set { path, .. } if document.get(path).is_some() => {
            assert!(difference.gone.len() <= 1 && difference.new.len() <= 1, "{}", why());
            let line = document.region(document.node(document.get(path).unwrap()).span.clone()).line;
            assert!(difference.gone.is_empty() || difference.at + 1 == line, "{}", why());
        }
        Edit::Set { path, .. } | Edit::Insert { list: path, .. } | Edit::Duplicate { path } => {
            assert!(in_place(path) || difference.gone.is_empty(), "{}", why());
            assert!(difference.gone.len() <= 1, "{}", why());
        }
        Edit::Clear { path } | Edit::Remove { path } => {
            assert!(in_place(path) || first_after_dash(&difference) || difference.new.is_empty(), "{}", why());
            let comments = |lines: &[&str]| lines.iter().filter(|line| line.trim_start().starts_with('#')).count();
            assert!(difference.new.len() <= 1 + comments(&difference.new), "{}", why());
            assert!(comments(&difference.new) <= comments(&difference.gone), "{}", why());
        }
        Edit::Relocate { .. } | Edit::Rename { .. } | Edit::Enlist { .. } => {}
        Edit::Move { path, .. } => {
            if !in_place(path) {
                let sorted = |mut lines: Vec<&str>| {
                    lines.sort_unstable();
                    lines.into_iter().map(str::to_owned).collect::<Vec<_>>()
                };
                assert_eq!(sorted(difference.gone.clone()), sorted(difference.new.clone()), "{}", why());
            }
        }
    }
    if let Some((from, to)) = allowed(&document, before, edit) {
        let end = difference.at + difference.gone.len();
        let nothing = difference.gone.is_empty() && difference.new.is_empty();
        assert!(nothing || (difference.at >= from && end <= to), "lines {from}..{to}, {}", why());
    }
}

fn first_after_dash(difference: &Difference<'_>) -> bool {
    difference.gone.first().is_some_and(|line| line.trim_start().starts_with("- "))
}

/// Whether the path or what holds it is written on one line in brackets.
fn is_flow(document: &Document, path: &Path) -> bool {
    let mut path = Some(path.clone());
    while let Some(here) = path {
        if let Some(id) = document.get(&here)
            && document.text()[document.node(id).span.clone()].starts_with(['[', '{'])
        {
            return true;
        }
        path = here.split_last().map(|(holder, _)| holder);
    }
    false
}

/// The lines of the test that the edit is inside of, with the comments around
/// it; 0-based, end excluded.
fn allowed(document: &Document, text: &str, edit: &Edit) -> Option<(usize, usize)> {
    let (Edit::Set { path, .. }
    | Edit::Clear { path }
    | Edit::Remove { path }
    | Edit::Duplicate { path }
    | Edit::Move { path, .. }
    | Edit::Relocate { from: path, .. }
    | Edit::Rename { path, .. }
    | Edit::Enlist { path }
    | Edit::Insert { list: path, .. }) = edit;
    let steps = path.steps();
    if steps.len() < 3 {
        return None;
    }
    let line = |item: usize| {
        let id = document.get(&Path::root().key("test_definitions").item(item))?;
        Some(document.region(document.node(id).span.clone()).line - 1)
    };
    let k6cfg_config::Step::Item(index) = steps[1] else { return None };
    Some((line(index)?, line(index + 1).unwrap_or(lines(text).len())))
}
