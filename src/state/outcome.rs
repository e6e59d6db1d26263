//! What a server answered that was not what was asked for.

use serde_json::Value;

use crate::browser::http::Response;

/// A failure in words for the person: RFC 9457's title and detail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) title: String,
    pub(crate) detail: String,
    /// What exactly: problems of the document, objects that differ.
    pub(crate) items: Vec<String>,
    /// The server's word for what it is: `not-as-previewed`.
    pub(crate) kind: String,
    /// The server, or what stands before it, could not just now.
    pub(crate) is_passing: bool,
    /// It is not known any more who asks.
    pub(crate) is_signed_out: bool,
}

impl Trouble {
    pub(crate) fn of(response: &Response) -> Self {
        let told = response.json().map(|body| Self::told(&body)).unwrap_or_default();
        let title = if told.title.is_empty() {
            format!("The server answered with status {}", response.status)
        } else {
            told.title
        };
        let is_passing = response.status >= 500 || response.status == 429;
        Self { title, is_passing, is_signed_out: response.status == 401, ..told }
    }

    /// As the server wrote it.
    pub(crate) fn told(problem: &Value) -> Self {
        let field = |name: &str| problem.get(name).and_then(Value::as_str).map(str::to_owned);
        Self {
            title: field("title").unwrap_or_default(),
            detail: field("detail").unwrap_or_default(),
            items: items(problem),
            kind: field("type").and_then(|kind| kind.rsplit(':').next().map(str::to_owned)).unwrap_or_default(),
            is_passing: problem
                .get("status")
                .and_then(Value::as_u64)
                .is_some_and(|status| status >= 500 || status == 429),
            is_signed_out: problem.get("status").and_then(Value::as_u64) == Some(401),
        }
    }

    /// Whether sending the same again may go well.
    pub(crate) fn may_pass(&self) -> bool {
        !matches!(self.kind.as_str(), "not-as-previewed" | "other-run" | "key-used" | "set-by-another")
    }

    /// For a notice, where there is no room for more.
    pub(crate) fn in_a_line(&self) -> String {
        if self.detail.is_empty() { self.title.clone() } else { format!("{}: {}", self.title, self.detail) }
    }

    pub(crate) fn unreachable() -> Self {
        Self::plain("The server does not answer", "Check your network, then try again. Nothing you typed is lost.")
    }

    pub(crate) fn no_server() -> Self {
        Self::plain("This page has no server", "It is served from static hosting, where nothing can be submitted.")
    }

    pub(crate) fn plain(title: &str, detail: &str) -> Self {
        Self { title: title.into(), detail: detail.into(), ..Self::default() }
    }
}

/// The lists that a problem may bring along.
fn items(body: &Value) -> Vec<String> {
    ["errors", "differences"].iter().filter_map(|key| body.get(key)?.as_array()).flatten().map(item).collect()
}

fn item(item: &Value) -> String {
    if let Some(text) = item.as_str() {
        return text.to_owned();
    }
    let words: Vec<&str> = ["change", "kind", "name", "path", "message"]
        .iter()
        .filter_map(|key| item.get(key)?.as_str())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() { item.to_string() } else { words.join(" · ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_document_is_read() {
        let response = Response {
            status: 409,
            media_type: "application/problem+json".into(),
            body: r#"{"type":"urn:k6cfg:problem:not-as-previewed","title":"not what was previewed","detail":"d","differences":[{"kind":"TestRun","name":"a","change":"changed"}]}"#.into(),
        };
        let trouble = Trouble::of(&response);
        assert_eq!(trouble.title, "not what was previewed");
        assert_eq!(trouble.items, ["changed · TestRun · a"]);
        assert!(!trouble.may_pass());
    }

    #[test]
    fn a_page_of_a_proxy_is_named_by_its_status() {
        let response = Response { status: 502, media_type: "text/html".into(), body: "<html>".into() };
        assert_eq!(Trouble::of(&response).title, "The server answered with status 502");
    }
}
