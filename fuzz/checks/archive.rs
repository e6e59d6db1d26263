//! Any text as a script, with another file beside it: it is loaded or refused.
//! A NUL ends the script.

use std::rc::Rc;
use std::sync::Once;

use k6cfg_archive::{Files, Input, Location, Sources, build};

static QUIET: Once = Once::new();

pub(crate) fn check(bytes: &[u8]) {
    // The evaluator ends a script that used up its steps by a panic, which is caught.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (script, other) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let files = [("a/t.ts", script), ("a/b.js", other), ("a/c.csv", other)];
    let sources: Rc<dyn Sources> = Rc::new(Files::of_paths(files));
    let input = Input { steps: 100_000, ..Input::new(Location::file("a/t.ts"), &[], 0) };
    if let Ok(archive) = build(&input, &sources) {
        assert!(archive.bytes.len() % 512 == 0);
    }
}
