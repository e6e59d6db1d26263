//! Any bytes as a config file: no panic, and every problem has a place in it.

use std::collections::BTreeMap;

use k6cfg_config::{Dropped, GenerationContext, Input, Suffix, decode, read};
use k6cfg_profile::Profile;

pub(crate) fn check(bytes: &[u8]) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => return assert!(problem.at.span.end <= bytes.len()),
    };
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::from_random([0; 5]),
        arguments: String::new(),
        github: BTreeMap::new(),
    };
    let (profile, sources) = (Profile::built_in(), Dropped::default());
    let reading = read(&Input { text, file_name: "config.yaml", profile, sources: &sources, context: &context });
    for problem in &reading.diagnostics {
        assert!(text.get(problem.at.span.clone()).is_some(), "{problem:?}");
        assert!(problem.related.iter().all(|related| text.get(related.at.span.clone()).is_some()), "{problem:?}");
        if let Some(fix) = &problem.fix {
            assert!(text.get(fix.edit.span.clone()).is_some(), "{problem:?}");
        }
    }
    assert!(reading.config.is_some() || reading.has_errors(), "a text without a config has a problem");
}
