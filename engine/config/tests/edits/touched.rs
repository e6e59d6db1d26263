//! Which lines an edit may touch.

use std::ops::Range;

use k6cfg_config::document::NodeId;
use k6cfg_config::edit::{Change, Edit};
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

pub(crate) fn check(document: &Document, after: &str, edit: &Edit) {
    let before = document.text();
    let difference = difference(before, after);
    let why = || format!("{edit:?}: -{:?} +{:?}\n{before}\n---\n{after}", difference.gone, difference.new);
    // On one line, or where the last line has no end, a line is rewritten in place.
    let in_place = |path: &Path| is_flow(document, path) || !before.ends_with('\n');
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
        // The lines of the key, moved and indented; at most one object comes, and those go that are left empty.
        Edit::Relocate { from, to } => {
            let mut gone = words(&difference.gone);
            let new: Vec<&str> = words(&difference.new).into_iter().filter(|line| !take(&mut gone, line)).collect();
            assert!(new.len() <= 1 && new.iter().all(|line| is_object(line)), "{}", why());
            assert!(gone.len() < from.steps().len() && gone.iter().all(|line| is_object(line)), "{}", why());
            let holder = from.common(to);
            others_stay(before, after, &[lines_at(document, before, &holder)], &why());
        }
        // The one line of the key.
        Edit::Rename { path, .. } => {
            assert!(difference.gone.len() == 1 && difference.new.len() == 1, "{}", why());
            let (holder, _) = path.split_last().unwrap();
            others_stay(before, after, &[lines_at(document, before, &holder)], &why());
        }
        // The lines of the value stay as many.
        Edit::Enlist { path } => {
            assert_eq!(difference.gone.len(), difference.new.len(), "{}", why());
            others_stay(before, after, &[lines_at(document, before, path)], &why());
        }
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
    if let Some((from, to)) = allowed(document, before, edit) {
        let end = difference.at + difference.gone.len();
        let nothing = difference.gone.is_empty() && difference.new.is_empty();
        assert!(nothing || (difference.at >= from && end <= to), "lines {from}..{to}, {}", why());
    }
}

/// Of a wish for many contexts: the lines of those, and no others.
pub(crate) fn check_change(document: &Document, after: &str, change: &Change) {
    let before = document.text();
    let contexts = |test: &Path| {
        let all = (0..).map(|index| test.key("contexts").item(index));
        all.take_while(|at| document.get(at).is_some()).collect::<Vec<Path>>()
    };
    let lines = |path: &Path| lines_at(document, before, path);
    let touched: Vec<Range<usize>> = match change {
        Change::One(edit) => return check(document, after, edit),
        Change::Enable { contexts, .. }
        | Change::ChooseType { contexts, .. }
        | Change::ChooseNodes { contexts, .. }
        | Change::AddSecret { contexts, .. }
        | Change::SetVariable { contexts, .. }
        // Copies come right after.
        | Change::CopyTo { contexts, .. } => contexts.iter().map(lines).collect(),
        Change::TypeOptions { context, .. } => vec![lines(context)],
        Change::AddEnvironment { tests, .. } => {
            let of = |test: &Path| Some(lines(contexts(test).first()?).start..lines(contexts(test).last()?).end);
            tests.iter().filter_map(of).collect()
        }
        Change::MoveToSecret { variables, .. } => variables.iter().filter_map(Path::context_of).map(|at| lines(&at)).collect(),
        Change::Repeat { item } => vec![lines(item)],
        Change::Remove { paths } => paths.iter().map(|path| with_what_goes(document, before, path)).collect(),
    };
    others_stay(before, after, &touched, &format!("{change:?}\n{before}\n---\n{after}"));
    let windows = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    let ((old, all), (new, now)) = (windows(before), windows(after));
    assert!(if old == all && all > 0 { new == now } else { new == old }, "{change:?}: ends of lines");
}

/// The lines of what is at `path`, with what is indented deeper below it; 0-based.
fn lines_at(document: &Document, text: &str, path: &Path) -> Range<usize> {
    let id = if path.is_root() { document.root() } else { document.get(path) };
    let node = document.node(id.unwrap_or_else(|| panic!("nothing at {path}")));
    let at = document.region(node.span.clone());
    let last = at.line + text[node.span.clone()].trim_end().matches('\n').count();
    let column = column(document, path, at.column);
    let below = lines(text).into_iter().skip(last).take_while(|line| {
        let bare = line.trim_start();
        bare.starts_with('#') && line.len() - bare.len() >= column
    });
    at.line - 1..last + below.count()
}

/// Where what is at `path` stands: of an item the words after its dash.
fn column(document: &Document, path: &Path, otherwise: usize) -> usize {
    let first = |id: NodeId| document.region(document.node(id).span.start..document.node(id).span.start).column;
    document.get(path).map_or(otherwise, first) - 1
}

/// What may go with an item: its lines with the comments above them, the key of
/// its list, where it is the first, and blank lines beside all that. Inside of
/// a context, the objects around it too.
fn with_what_goes(document: &Document, text: &str, path: &Path) -> Range<usize> {
    if let Some(context) = path.context_of().filter(|context| context != path) {
        return lines_at(document, text, &context);
    }
    let mut touched = lines_at(document, text, path);
    let all = lines(text);
    let is_comment = |line: usize| all[line].trim_start().starts_with('#');
    while touched.start > 0 && is_comment(touched.start - 1) {
        touched.start -= 1;
    }
    if touched.start > 0 && all[touched.start - 1].trim_end().ends_with(':') {
        touched.start -= 1;
    }
    let is_blank = |line: usize| all.get(line).is_some_and(|line| line.trim().is_empty());
    while touched.start > 0 && is_blank(touched.start - 1) {
        touched.start -= 1;
    }
    while is_blank(touched.end) {
        touched.end += 1;
    }
    touched
}

/// Everything outside of these lines is there still, in its order and unbroken.
fn others_stay(before: &str, after: &str, touched: &[Range<usize>], why: &str) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let is_touched = |line: usize| touched.iter().any(|lines| lines.contains(&line));
    let mut from = 0;
    let mut line = 0;
    while line < old.len() {
        if is_touched(line) {
            line += 1;
            continue;
        }
        let end = (line..old.len()).find(|line| is_touched(*line)).unwrap_or(old.len());
        let block = &old[line..end];
        let at = match (line, end == old.len()) {
            (0, _) => Some(0),
            (_, true) => new.len().checked_sub(block.len()),
            _ => (from..new.len()).find(|at| new[*at..].starts_with(block)),
        };
        let stays = at.is_some_and(|at| at >= from && new[at..].starts_with(block));
        assert!(stays, "lines {line}..{end} changed: {why}");
        from = at.unwrap_or_default() + block.len();
        line = end;
    }
}

fn words<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect()
}

fn take(among: &mut Vec<&str>, line: &str) -> bool {
    let at = among.iter().position(|other| *other == line);
    at.map(|at| among.swap_remove(at)).is_some()
}

/// `test_run:`, with a comment or without.
fn is_object(line: &str) -> bool {
    line.split(" #").next().unwrap_or_default().trim_end().ends_with(':')
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
    let path = match edit {
        Edit::Set { path, .. }
        | Edit::Clear { path }
        | Edit::Remove { path }
        | Edit::Duplicate { path }
        | Edit::Move { path, .. }
        | Edit::Rename { path, .. }
        | Edit::Enlist { path }
        | Edit::Insert { list: path, .. } => path.clone(),
        Edit::Relocate { from, to } => from.common(to),
    };
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
