//! A change in words: what it would do, and what it has done.

use super::model::Model;
use super::step::Step;
use super::{Change, Defaults, Edit, EditError, Editing, Value};
use crate::place::Path;

/// A text with a change made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub text: String,
    /// What was done, for the person who asked for it: `4 contexts parked`.
    pub said: String,
}

impl Editing {
    /// As [`Editing::apply`], with words for what was done.
    ///
    /// # Errors
    /// [`EditError`]; the text is then to be left as it is.
    pub fn done(&mut self, text: &str, change: &Change, defaults: &Defaults) -> Result<Done, EditError> {
        let document = self.read(text)?;
        let steps = change.steps(document, defaults)?;
        let said = done(change, &steps, defaults);
        let text = super::step::run(document, steps)?;
        Ok(Done { text, said })
    }

    /// What `change` would do to `text`, in one sentence; nothing is done.
    ///
    /// # Errors
    /// [`EditError`], where it could not even be planned.
    pub fn preview(&mut self, text: &str, change: &Change, defaults: &Defaults) -> Result<String, EditError> {
        let document = self.read(text)?;
        let steps = change.steps(document, defaults)?;
        Ok(preview(change, &steps))
    }
}

fn done(change: &Change, steps: &[Step], defaults: &Defaults) -> String {
    let changed = contexts(steps.len());
    if steps.is_empty() {
        return "everything is so already".to_owned();
    }
    match change {
        Change::One(edit) => one(edit),
        Change::Enable { enabled: true, .. } => format!("{changed} taken up again"),
        Change::Enable { enabled: false, .. } => format!("{changed} parked"),
        Change::ChooseType { name: Some(name), .. } => format!("`{name}` in {changed}"),
        Change::ChooseType { name: None, .. } => {
            format!("`{}`, as the file name says, in {changed}", defaults.test_type)
        }
        Change::ChooseNodes { name: Some(name), .. } => format!("{changed} on `{name}` nodes"),
        Change::ChooseNodes { name: None, .. } => format!("{changed} on the nodes of their test type"),
        Change::TypeOptions { .. } => "options set".to_owned(),
        Change::AddEnvironment { environment, .. } => format!("`{environment}` added to {}", tests(steps.len())),
        Change::CopyTo { .. } => format!("{} added", contexts(added(steps).len())),
        Change::AddSecret { .. } => format!("secret added to {changed}"),
        Change::MoveToSecret { variables, name } => format!("{} moved to `{name}`", things(variables)),
        Change::SetVariable { name, .. } => format!("`{name}` set in {changed}"),
        Change::Repeat { .. } => "duplicated".to_owned(),
        Change::Remove { paths } => format!("{} removed", things(paths)),
    }
}

fn one(edit: &Edit) -> String {
    match edit {
        Edit::Set { .. } | Edit::Rename { .. } | Edit::Enlist { .. } => "changed",
        Edit::Clear { .. } => "back to the default",
        Edit::Insert { .. } => "added",
        Edit::Remove { path } => return format!("{} removed", things(std::slice::from_ref(path))),
        Edit::Duplicate { .. } => "duplicated",
        Edit::Move { .. } | Edit::Relocate { .. } => "moved",
    }
    .to_owned()
}

fn preview(change: &Change, steps: &[Step]) -> String {
    let (asked, said) = match change {
        Change::AddSecret { contexts, .. } => {
            (contexts.len(), each(inserted(steps), |name, count| format!("`{name}` for {}", self::contexts(count))))
        }
        Change::CopyTo { .. } => {
            let parts = each(added(steps), |name, count| format!("{} in `{name}`", contexts(count)));
            (steps.len(), format!("adds {parts}"))
        }
        Change::AddEnvironment { tests: asked, environment, like } => {
            let copied = steps.iter().filter(|step| matches!(step, Step::Copies { .. })).count();
            let said = match like {
                Some(like) if copied > 0 => {
                    let plain = if copied < steps.len() { ", the others plain" } else { "" };
                    format!("`{environment}` for {}, {copied} of them like `{like}`{plain}", tests(steps.len()))
                }
                _ => format!("`{environment}` for {}", tests(steps.len())),
            };
            (asked.len(), said)
        }
        Change::SetVariable { contexts, name, .. } => {
            let replaced = steps.iter().filter(|step| matches!(step, Step::Edit(Edit::Set { .. }))).count();
            let new = steps.len() - replaced;
            let parts = [(new, "new in"), (replaced, "another value in")];
            let parts = parts.into_iter().filter(|(count, _)| *count > 0);
            let parts: Vec<String> = parts.map(|(count, how)| format!("{how} {}", self::contexts(count))).collect();
            (contexts.len(), format!("`{name}`: {}", parts.join(", ")))
        }
        Change::Enable { contexts, .. }
        | Change::ChooseType { contexts, .. }
        | Change::ChooseNodes { contexts, .. } => (contexts.len(), format!("changes {}", self::contexts(steps.len()))),
        Change::MoveToSecret { variables, .. } => (steps.len(), things(variables)),
        Change::Remove { paths } => (steps.len(), things(paths)),
        Change::One(_) | Change::TypeOptions { .. } | Change::Repeat { .. } => (steps.len(), String::new()),
    };
    if steps.is_empty() {
        return "nothing to do: it is so already".to_owned();
    }
    match asked.saturating_sub(steps.len()) {
        0 => said,
        1 => format!("{said}; 1 has it already"),
        rest => format!("{said}; {rest} have it already"),
    }
}

/// The texts that the steps put into lists.
fn inserted(steps: &[Step]) -> Vec<&str> {
    let name = |step| match step {
        &Step::Edit(Edit::Insert { value: Value::Text(ref name), .. }) => Some(name.as_str()),
        _ => None,
    };
    steps.iter().filter_map(name).collect()
}

/// The environments of the contexts that the steps copy.
fn added(steps: &[Step]) -> Vec<&str> {
    let items = steps.iter().flat_map(|step| match step {
        Step::Copies { items, .. } => items.as_slice(),
        Step::Edit(_) => &[],
    });
    items.filter_map(|(_, model)| environment(model)).collect()
}

fn environment(model: &Model) -> Option<&str> {
    let Model::Map(entries) = model else { return None };
    entries.iter().find_map(|(key, value)| match value {
        Model::Scalar(text) if key.is_key("environment") => Some(text.as_str()),
        _ => None,
    })
}

/// Each name once, in the order they come first, with how many there are.
fn each(names: Vec<&str>, say: impl Fn(&str, usize) -> String) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.into_iter().map(|(name, count)| say(name, count)).collect::<Vec<_>>().join(", ")
}

/// Things by what they are: `2 tests, 1 context`.
fn things(paths: &[Path]) -> String {
    let count = |list: &str| paths.iter().filter(|path| list_of(path) == list).count();
    let named = [("test_definitions", "test"), ("contexts", "context"), ("env", "variable"), ("secrets", "secret")];
    let parts = named.iter().map(|(list, word)| (count(list), *word)).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, word)| match (word, count) {
            ("test", 1) => "1 test with all its contexts".to_owned(),
            ("test", count) => format!("{count} tests with all their contexts"),
            _ => counted(count, word),
        })
        .collect();
    parts.join(", ")
}

/// The key of the list that an item is in.
fn list_of(path: &Path) -> String {
    let text = path.to_string();
    let list = text.rsplit_once('[').map_or("", |(list, _)| list);
    list.rsplit('.').next().unwrap_or_default().to_owned()
}

fn contexts(count: usize) -> String {
    counted(count, "context")
}

fn tests(count: usize) -> String {
    counted(count, "test")
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
