//! The outline: the document's tests and contexts as lines of a tree, and
//! which contexts are selected in it.

use k6cfg_config::Path;

use super::rows::Rows;
use crate::protocol::{Form, State, TestForm};

/// Numbers of selected contexts, as [`Rows`] gives them; each once, sorted.
pub(crate) type Selection = Vec<u32>;

/// A test or a context on the screen: its number, and that of its test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Line {
    pub(crate) test: u32,
    /// `None` for the test itself.
    pub(crate) context: Option<u32>,
    /// Indices in the form.
    pub(crate) at: (usize, Option<usize>),
    /// Place among its like, from 1, and how many there are.
    pub(crate) place: (usize, usize),
    /// Whether contexts are shown below; `None` for a context.
    pub(crate) unfolded: Option<bool>,
}

impl Line {
    /// The number of what it shows; no other line has it.
    pub(crate) fn id(&self) -> u32 {
        self.context.unwrap_or(self.test)
    }

    /// The path of the item that it shows.
    pub(crate) fn row(&self) -> String {
        match self.at {
            (test, None) => Path::test(test).to_string(),
            (test, Some(context)) => Path::context(test, context).to_string(),
        }
    }

    /// The path of the field that leads it in the form.
    pub(crate) fn path(&self) -> String {
        format!("{}.{}", self.row(), if self.context.is_some() { "environment" } else { "test_file" })
    }
}

/// How much of a line is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Marked {
    #[default]
    No,
    Some,
    All,
}

/// What a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) state: State,
}

/// What is left of the document under a filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) lines: Vec<Line>,
    /// Numbers of the contexts that match, those of folded tests too.
    pub(crate) matching: Vec<u32>,
}

impl View {
    /// Contexts match that have all words of the filter; without a filter,
    /// tests in `folded` keep theirs to themselves.
    pub(crate) fn of(form: &Form, rows: &Rows, filter: &str, folded: &[u32]) -> Self {
        let found = find(form, filter);
        let folded = if filter.trim().is_empty() { folded } else { &[] };
        Self { lines: lines(&found, rows, folded), matching: all(&found, rows) }
    }

    pub(crate) fn position(&self, id: u32) -> Option<usize> {
        self.lines.iter().position(|line| line.id() == id)
    }
}

/// A test, and its contexts that match.
struct Found {
    test: usize,
    contexts: Vec<usize>,
}

fn find(form: &Form, filter: &str) -> Vec<Found> {
    let filter = filter.to_ascii_lowercase();
    let words: Vec<&str> = filter.split_whitespace().collect();
    let fits = |text: &str| words.iter().all(|word| text.contains(word));
    let tests = form.tests.iter().enumerate().filter_map(|(at, test)| {
        let contexts = test.contexts.iter().enumerate().filter(|(_, context)| fits(&context.find));
        let contexts: Vec<usize> = contexts.map(|(at, _)| at).collect();
        let alone = test.contexts.is_empty() && fits(&name(test).to_ascii_lowercase());
        (alone || words.is_empty() || !contexts.is_empty()).then_some(Found { test: at, contexts })
    });
    tests.collect()
}

fn lines(found: &[Found], rows: &Rows, folded: &[u32]) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, Found { test: at, contexts }) in found.iter().enumerate() {
        let Some(row) = rows.tests().get(*at) else { continue };
        let unfolded = !folded.contains(&row.id);
        let line = Line {
            test: row.id,
            context: None,
            at: (*at, None),
            place: (place + 1, found.len()),
            unfolded: (!contexts.is_empty()).then_some(unfolded),
        };
        lines.push(line);
        let of = contexts.len();
        let below = contexts.iter().enumerate().filter(|_| unfolded).filter_map(|(place, context)| {
            let id = row.contexts.get(*context).copied()?;
            Some(Line { context: Some(id), at: (*at, Some(*context)), place: (place + 1, of), unfolded: None, ..line })
        });
        lines.extend(below);
    }
    lines
}

fn all(found: &[Found], rows: &Rows) -> Vec<u32> {
    let mut all = Vec::new();
    for Found { test, contexts } in found {
        let ids = rows.tests().get(*test).map(|row| row.contexts.as_slice()).unwrap_or_default();
        all.extend(contexts.iter().filter_map(|at| ids.get(*at)).copied());
    }
    all
}

/// The contexts that a line stands for: itself, or all of its test.
pub(crate) fn contexts(line: &Line, rows: &Rows) -> Vec<u32> {
    match line.context {
        Some(context) => vec![context],
        None => rows.tests().get(line.at.0).map(|row| row.contexts.clone()).unwrap_or_default(),
    }
}

/// Selects what the line stands for; if all of it is, that goes.
pub(crate) fn toggle(selection: &mut Selection, line: &Line, rows: &Rows) {
    let contexts = contexts(line, rows);
    if holds(selection, &contexts) {
        selection.retain(|id| !contexts.contains(id));
    } else {
        add(selection, contexts);
    }
}

/// Whether all of these are selected.
pub(crate) fn holds(selection: &[u32], contexts: &[u32]) -> bool {
    contexts.iter().all(|id| selection.binary_search(id).is_ok())
}

/// Selects these too.
pub(crate) fn add(selection: &mut Selection, contexts: impl IntoIterator<Item = u32>) {
    for id in contexts {
        if let Err(at) = selection.binary_search(&id) {
            selection.insert(at, id);
        }
    }
}

/// Positions in the form of what is selected, in order.
pub(crate) fn positions(selection: &[u32], rows: &Rows) -> Vec<(usize, usize)> {
    let tests = rows.tests().iter().enumerate();
    let all = tests.flat_map(|(t, row)| row.contexts.iter().enumerate().map(move |(c, id)| (t, c, id)));
    all.filter(|(_, _, id)| selection.binary_search(id).is_ok()).map(|(t, c, _)| (t, c)).collect()
}

/// The tests of which every context is among these.
pub(crate) fn whole_tests(form: &Form, at: &[(usize, usize)]) -> Vec<usize> {
    let whole = |(t, test): (usize, &std::sync::Arc<TestForm>)| {
        let count = at.iter().filter(|(test, _)| *test == t).count();
        (count != 0 && count == test.contexts.len()).then_some(t)
    };
    form.tests.iter().enumerate().filter_map(whole).collect()
}

/// How many of the tests have a context in the environment.
pub(crate) fn tests_in(form: &Form, tests: &[usize], environment: &str) -> usize {
    let is_in =
        |test: &TestForm| test.contexts.iter().any(|context| context.environment.given.as_deref() == Some(environment));
    tests.iter().filter_map(|at| form.tests.get(*at)).filter(|test| is_in(test)).count()
}

/// How much of what a line stands for is selected.
pub(crate) fn marked(line: &Line, rows: &Rows, selection: &[u32]) -> Marked {
    let contexts = contexts(line, rows);
    match contexts.iter().filter(|id| selection.binary_search(id).is_ok()).count() {
        0 => Marked::No,
        count if count == contexts.len() => Marked::All,
        _ => Marked::Some,
    }
}

pub(crate) fn words(line: &Line, form: &Form) -> Words {
    let Some(test) = form.tests.get(line.at.0) else { return Words::default() };
    let Some(context) = line.at.1 else {
        let (runs, all) = (test.contexts.iter().filter(|context| context.enabled).count(), test.contexts.len());
        let about = if runs == all { runs.to_string() } else { format!("{runs} of {all}") };
        return Words { name: name(test).to_owned(), about, state: state(test) };
    };
    let Some(context) = test.contexts.get(context) else { return Words::default() };
    let shown = |field: &crate::protocol::Field| field.given.clone().or_else(|| field.derived.clone());
    Words {
        name: shown(&context.environment).filter(|name| !name.is_empty()).unwrap_or_else(|| "no environment".into()),
        about: shown(&context.test_type).unwrap_or_default(),
        state: context.state,
    }
}

/// The script's own name.
pub(crate) fn name(test: &TestForm) -> &str {
    match test.test_file.given.as_deref() {
        None | Some("") => "New test",
        Some(path) => path.rsplit('/').next().unwrap_or(path),
    }
}

/// The gravest state in it; parked only when all of it is.
fn state(test: &TestForm) -> State {
    let running = test.contexts.iter().map(|context| context.state).filter(|state| *state != State::Parked);
    match (test.errors, running.min()) {
        (1.., _) => State::Error,
        (0, None) if test.contexts.is_empty() => State::Waiting,
        (0, None) => State::Parked,
        (0, Some(State::Ready)) if test.warnings > 0 => State::Warning,
        (0, Some(state)) => state,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::protocol::{ContextForm, Field};

    fn given(text: &str) -> Field {
        Field { given: Some(text.into()), ..Field::default() }
    }

    fn test(file: &str, contexts: &[(&str, State)]) -> Arc<TestForm> {
        let context = |(environment, state): &(&str, State)| {
            let find = format!("{file} {environment} {state:?}").to_ascii_lowercase();
            let enabled = *state != State::Parked;
            Arc::new(ContextForm {
                environment: given(environment),
                find,
                state: *state,
                enabled,
                ..ContextForm::default()
            })
        };
        let contexts = contexts.iter().map(context).collect();
        Arc::new(TestForm { test_file: given(file), contexts, ..TestForm::default() })
    }

    fn form() -> (Arc<Form>, Rows) {
        let tests = vec![
            test("a/orders.js", &[("at22", State::Ready), ("yt01", State::Parked)]),
            test("a/persons.js", &[("at22", State::Warning)]),
            test("", &[]),
        ];
        let form = Arc::new(Form { tests, ..Form::default() });
        let rows = Rows::follow(None, &form);
        (form, rows)
    }

    fn shown(filter: &str, folded: &[usize]) -> Vec<String> {
        let (form, rows) = form();
        let folded: Vec<u32> = folded.iter().map(|at| rows.tests()[*at].id).collect();
        let View { lines, .. } = View::of(&form, &rows, filter, &folded);
        lines.iter().map(|line| words(line, &form).name).collect()
    }

    #[test]
    fn the_lines_are_the_document() {
        assert_eq!(shown("", &[]), ["orders.js", "at22", "yt01", "persons.js", "at22", "New test"]);
        assert_eq!(shown("", &[0]), ["orders.js", "persons.js", "at22", "New test"]);
    }

    #[test]
    fn a_filter_wants_all_its_words() {
        assert_eq!(shown("AT22", &[]), ["orders.js", "at22", "persons.js", "at22"]);
        assert_eq!(shown("orders parked", &[]), ["orders.js", "yt01"]);
        assert_eq!(shown("nothing", &[]), [""; 0]);
        assert_eq!(shown("new", &[]), ["New test"]);
    }

    #[test]
    fn a_test_stands_for_its_contexts() {
        let (form, rows) = form();
        let View { lines, .. } = View::of(&form, &rows, "", &[]);
        let mut selection = Selection::new();
        let marked = |line: usize, selection: &[u32]| marked(&lines[line], &rows, selection);
        toggle(&mut selection, &lines[1], &rows);
        assert_eq!((marked(0, &selection), marked(1, &selection)), (Marked::Some, Marked::All));
        toggle(&mut selection, &lines[0], &rows);
        assert_eq!(positions(&selection, &rows), [(0, 0), (0, 1)]);
        assert_eq!(marked(0, &selection), Marked::All);
        toggle(&mut selection, &lines[0], &rows);
        assert!(selection.is_empty());
    }

    #[test]
    fn a_filter_selects_what_is_folded_too() {
        let (form, rows) = form();
        let folded = [rows.tests()[0].id];
        let matching = View::of(&form, &rows, "at22", &folded).matching;
        assert_eq!(positions(&matching, &rows), [(0, 0), (1, 0)]);
        assert_eq!(View::of(&form, &rows, "", &folded).matching.len(), 3);
    }

    #[test]
    fn the_state_of_a_test_is_the_gravest_of_what_runs() {
        let states = |all: &[State]| {
            let contexts: Vec<(&str, State)> = all.iter().map(|state| ("x", *state)).collect();
            state(&test("a.js", &contexts))
        };
        assert_eq!(states(&[State::Parked, State::Ready]), State::Ready);
        assert_eq!(states(&[State::Parked]), State::Parked);
        assert_eq!(states(&[State::Warning, State::Waiting]), State::Waiting);
        assert_eq!(states(&[]), State::Waiting);
    }
}
