//! The page of a code, taken apart for the side panel.

use k6cfg_config::Code;
use k6cfg_config::explain::{self, Case};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(crate) struct Explanation {
    code: String,
    title: String,
    parts: Vec<Part>,
}

/// Words in backticks are code, but for [`Part::Code`].
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Heading(String),
    Paragraph(String),
    List(Vec<String>),
    /// A file: its name and its text.
    Code(String, String),
}

pub(crate) fn explain(code: &str) -> Result<Explanation, String> {
    let code: Code = code.parse().map_err(|error| format!("{error}"))?;
    let page = explain::explain(code);
    let mut parts = vec![Part::Paragraph(explain::consequence(page.severity).to_owned())];
    parts.extend(words(page.what));
    parts.push(Part::Heading("Why it matters".to_owned()));
    parts.extend(words(page.why));
    parts.push(Part::Heading("Example".to_owned()));
    parts.extend(case(&page.example));
    parts.push(Part::Heading("How to mend it".to_owned()));
    parts.extend(case(&page.mend));
    Ok(Explanation { code: code.to_string(), title: page.title.to_owned(), parts })
}

fn case(case: &Case) -> impl Iterator<Item = Part> {
    words(case.words).into_iter().chain(case.files.iter().map(|file| {
        let text = file.text.trim_end().to_owned();
        Part::Code(file.name.to_owned(), text)
    }))
}

/// Paragraphs, and lists whose items start with `- `. A paragraph's own line
/// breaks are those of its file.
fn words(text: &str) -> Vec<Part> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    blocks
        .flat_map(|block| {
            let (before, list) = match block.strip_prefix("- ") {
                Some(list) => ("", list),
                None => block.split_once("\n- ").unwrap_or((block, "")),
            };
            let items: Vec<String> = list.split("\n- ").map(on_one_line).filter(|item| !item.is_empty()).collect();
            let paragraph = (!before.is_empty()).then(|| Part::Paragraph(on_one_line(before)));
            paragraph.into_iter().chain((!items.is_empty()).then_some(Part::List(items)))
        })
        .collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_something_to_show() {
        for code in Code::ALL {
            let Explanation { title, parts, .. } = explain(code.as_str()).unwrap();
            assert!(!title.is_empty());
            // Nothing a person writes leads to K6C069: its example is words only.
            let shows_a_file = parts.iter().any(|part| matches!(part, Part::Code(_, text) if !text.is_empty()));
            assert!(shows_a_file || code.as_str() == "K6C069", "{code}");
            let is_heading = |part: &Part| matches!(part, Part::Heading(_));
            assert_eq!(parts.iter().filter(|part| is_heading(part)).count(), 3);
            assert!(!parts.windows(2).any(|pair| pair.iter().all(is_heading)) && !is_heading(&parts[parts.len() - 1]));
        }
        assert!(explain("K6C999").is_err());
    }

    #[test]
    fn paragraphs_and_lists() {
        let parts = words("One\nline.\n\nThese:\n- a\n  b\n- c\n\n- d");
        let list = |items: &[&str]| Part::List(items.iter().map(|item| (*item).to_owned()).collect());
        assert_eq!(
            parts,
            [
                Part::Paragraph("One line.".to_owned()),
                Part::Paragraph("These:".to_owned()),
                list(&["a b", "c"]),
                list(&["d"])
            ]
        );
    }
}
