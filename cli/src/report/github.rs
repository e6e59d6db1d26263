//! Annotations of a GitHub workflow: `::error file=…,line=…::message`.
//!
//! The escapes are those of `@actions/core`. GitHub takes columns only where
//! the annotation is on one line, and counts the end column in.

use k6cfg_config::{Diagnostic, Severity};

use super::{Checked, Positions, files};

pub(crate) fn render(checked: &[Checked]) -> String {
    let mut commands = String::new();
    for file in checked {
        let positions = Positions::new(&file.text);
        let name = files::from_here(&file.path);
        for diagnostic in &file.diagnostics {
            commands += &command(&name, &positions, diagnostic);
        }
    }
    commands
}

fn command(file: &str, positions: &Positions<'_>, diagnostic: &Diagnostic) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let at = positions.of(&diagnostic.at.span);
    let ((line, column), (end_line, end_column)) = (at.start, at.end);
    let mut properties = vec![("file", file.to_owned()), ("line", line.to_string()), ("endLine", end_line.to_string())];
    if line == end_line {
        let last = end_column.saturating_sub(1).max(column);
        properties.extend([("col", column.to_string()), ("endColumn", last.to_string())]);
    }
    properties.push(("title", diagnostic.code.to_string()));
    let properties: Vec<String> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}\n", properties.join(","), data(&message(diagnostic)))
}

fn message(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.help.clone());
    let elsewhere = diagnostic.related.iter().filter_map(|r| Some((r.file.as_ref()?, r)));
    lines.extend(elsewhere.map(|(file, related)| format!("{file}:{}: {}", related.at.line, related.message)));
    lines.join("\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100 %: a, b\r\nc"), "100 %25: a, b%0D%0Ac");
        assert_eq!(property("50%, a:b\n"), "50%25%2C a%3Ab%0A");
    }
}
