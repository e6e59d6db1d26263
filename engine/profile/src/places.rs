//! Where in a profile's text each value stands.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser};

use crate::problem::Path;

/// Line and column of each value, and of each key of a mapping, 1-based.
#[derive(Debug, Default)]
pub(crate) struct Places(BTreeMap<Path, (usize, usize)>);

/// A collection that is not closed.
enum Open {
    /// Its path, and how many items it has.
    List(Path, usize),
    /// Its path, and the key that waits for its value.
    Mapping(Path, Option<String>),
}

impl Places {
    pub(crate) fn read(text: &str) -> Self {
        let mut places = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            let at = (span.start.line(), span.start.col() + 1);
            match event {
                Event::Scalar(value, ..) => places.scalar(&mut open, &value, at),
                Event::Alias(..) => {
                    places.value(&mut open, at);
                }
                Event::SequenceStart(..) => {
                    let path = places.value(&mut open, at);
                    open.push(Open::List(path, 0));
                }
                Event::MappingStart(..) => {
                    let path = places.value(&mut open, at);
                    open.push(Open::Mapping(path, None));
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    open.pop();
                }
                _ => {}
            }
        }
        places
    }

    fn scalar(&mut self, open: &mut [Open], text: &str, at: (usize, usize)) {
        if let Some(Open::Mapping(path, waiting @ None)) = open.last_mut() {
            // A key's own place, until its value has one.
            self.0.insert(path.key(text), at);
            *waiting = Some(text.to_owned());
            return;
        }
        self.value(open, at);
    }

    /// The path of a value that begins here.
    fn value(&mut self, open: &mut [Open], at: (usize, usize)) -> Path {
        let path = match open.last_mut() {
            None => Path::default(),
            Some(Open::List(path, count)) => {
                *count += 1;
                path.item(*count - 1)
            }
            Some(Open::Mapping(path, waiting)) => {
                // The place of its key is where people look for it.
                return path.key(&waiting.take().unwrap_or_default());
            }
        };
        self.0.insert(path.clone(), at);
        path
    }

    /// The place of `path`, or of the nearest that holds it.
    pub(crate) fn of(&self, path: &Path) -> (usize, usize) {
        let mut path = path.clone();
        loop {
            if let Some(place) = self.0.get(&path) {
                return *place;
            }
            match path.0.rfind(['.', '[']) {
                Some(end) => path.0.truncate(end),
                None => return (1, 1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_items_and_aliases_have_places() {
        let places = Places::read("a: 1\nb:\n  - &x { c: 2 }\n  - *x\nd.e: {}\n");
        let of = |path: &str| places.of(&Path(path.to_owned()));
        for (path, place) in [
            ("a", (1, 1)),
            ("b", (2, 1)),
            ("b[0].c", (3, 10)),
            ("b[1]", (4, 5)),
            ("b[1].c", (4, 5)),
            ("b[7]", (2, 1)),
            ("'d.e'", (5, 1)),
            ("zz", (1, 1)),
        ] {
            assert_eq!(of(path), place, "{path}");
        }
    }
}
