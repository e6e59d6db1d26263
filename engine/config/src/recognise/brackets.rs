//! The keys at the top of JSON, or of YAML in brackets, that does not read.

/// The keys of the outermost object; `None` of a text that begins with none.
/// Brackets that are not closed, and commas that lack, hide no key that stands
/// in the column of the first.
pub(super) fn keys(text: &str) -> Option<Vec<String>> {
    let mut scan = Scan { rest: text, depth: 0, before: '\n', indent: 0, column: None, keys: Vec::new() };
    scan.pass_over_comments();
    // Two of them begin what a template fills in.
    if !scan.rest.starts_with('{') || scan.rest.starts_with("{{") {
        return None;
    }
    while !scan.rest.is_empty() {
        scan.next();
    }
    Some(scan.keys)
}

struct Scan<'t> {
    rest: &'t str,
    /// Brackets that are open.
    depth: usize,
    /// What stands before, but for spaces; a line feed at the start of a line.
    before: char,
    /// Spaces and tabs at the start of the line.
    indent: usize,
    /// Where the first key of a line of its own stands.
    column: Option<usize>,
    keys: Vec<String>,
}

impl<'t> Scan<'t> {
    fn next(&mut self) {
        self.pass_over_comments();
        let Some(first) = self.rest.chars().next() else { return };
        let word = match first {
            '"' | '\'' => self.quoted(first),
            first if is_letter(first) => self.rest.split(|c| !is_letter(c)).next().unwrap_or_default(),
            _ => "",
        };
        if word.is_empty() {
            match first {
                '{' | '[' => self.depth += 1,
                '}' | ']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.skip(first.len_utf8());
        } else {
            self.word(word);
        }
        if !first.is_whitespace() {
            self.before = first;
        }
    }

    /// A word, which is a key where one can begin and a colon follows.
    fn word(&mut self, word: &'t str) {
        let begins = matches!(self.before, '\n' | '{' | ',');
        let is_first_on_line = self.before == '\n';
        let indent = self.indent;
        self.skip(word.len());
        // Where a quote before it was not closed, one follows.
        let after = self.rest.trim_start_matches(['"', '\'']).trim_start();
        if !begins || !after.starts_with(':') {
            return;
        }
        if is_first_on_line && self.depth == 1 {
            self.column.get_or_insert(indent);
        }
        if self.depth == 1 || is_first_on_line && self.column == Some(indent) {
            self.keys.push(word.trim_matches(['"', '\'']).to_owned());
        }
    }

    /// A text in quotes with them; empty where they are not closed on the line.
    fn quoted(&self, quote: char) -> &'t str {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                '\n' => return "",
                _ if escaped => escaped = false,
                '\\' if quote == '"' => escaped = true,
                c if c == quote => return self.rest.get(..=at).unwrap_or_default(),
                _ => {}
            }
        }
        ""
    }

    /// Spaces too, and those comments that YAML does not have.
    fn pass_over_comments(&mut self) {
        loop {
            let spaces = self.rest.len() - self.rest.trim_start().len();
            self.skip(spaces);
            let line = self.rest.find('\n').unwrap_or(self.rest.len());
            let begins = spaces > 0 || matches!(self.before, '\n' | '{' | '[' | ',');
            if begins && (self.rest.starts_with("//") || self.rest.starts_with('#')) {
                self.skip(line);
            } else if begins && self.rest.starts_with("/*") {
                let end = self.rest.find("*/").map_or(self.rest.len(), |end| end + 2);
                self.skip(end);
            } else if self.rest.starts_with("---") && self.depth == 0 {
                self.skip(3);
            } else {
                return;
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        if let Some(end) = passed.rfind('\n') {
            self.before = '\n';
            self.indent = passed.len() - end - 1;
        } else if self.before == '\n' && passed.trim().is_empty() {
            self.indent += passed.len();
        }
        self.rest = rest;
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_outermost_object() {
        let tests = |text: &str| keys(text).is_some_and(|keys| keys.iter().any(|key| key == "test_definitions"));
        for text in [
            "{namespace: team, test_definitions: [}",
            "{\"namespace\": \"team\", \"test_definitions\": [}",
            "{\"namespace\": \"team\" \"x\", \"test_definitions\": []}",
            "{\n  \"namespace\": \"team\"\n  \"test_definitions\": []\n}",
            "{\n  \"base_dir\": [\"x\",\n  \"test_definitions\": []\n}",
            "{\n  \"namespace\": \"team,\n  \"test_definitions\": []\n}",
            "{\n\t\"namespace\": \"team\", // {[\n\t/* {\n */ \"test_definitions\": [\n}",
            "// the team\n{\n  'test_definitions' : [\n",
            "# the team\n--- {test_definitions: [",
            "{\"a\": \"\\\"}\", \"test_definitions\": [",
        ] {
            assert!(tests(text), "{text}");
        }
        for text in [
            "namespace: {test_definitions: [",
            "{\"a\": {\"test_definitions\": [}",
            "{\n  \"a\": {\n    \"test_definitions\": [\n  }\n}",
            "{\"a\": \"test_definitions: x\", [",
            "{\"a\": \"b, test_definitions: x\", [",
            "{a: [test_definitions, b: [",
            "{a: b} # test_definitions: [",
            "{a: b // test_definitions: [\n, [",
            "{{ test_definitions: [",
            "{- test_definitions [",
        ] {
            assert!(!tests(text), "{text}");
        }
        assert_eq!(keys("{a: {b: 1}, \"c\": 2, d: [").unwrap(), ["a", "c", "d"]);
        assert_eq!(keys("a: {"), None);
    }
}
