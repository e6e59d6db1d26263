//! How deep a script nests. Reading goes down level by level, so a text of
//! brackets alone would use up the stack.

use crate::fault::{Fault, FaultKind, Spot};
use crate::location::Location;

/// More levels than any script that people write.
const DEEPEST: usize = 1_500;

pub(super) fn check(location: &Location, source: &str) -> Result<(), Fault> {
    let mut depth = 0_usize;
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let fault = Fault::new(
                FaultKind::Syntax,
                format!("the script nests more than {DEEPEST} brackets"),
                "keep data of this kind in a JSON file and `open` it",
            );
            return Err(fault.at(Some(Spot::of_byte(location, source, at))));
        }
    }
    Ok(())
}
