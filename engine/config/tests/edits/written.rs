//! Config files as people write them: the same content in many hands.

use std::fmt::Write as _;

use proptest::prelude::*;

/// How one person writes YAML.
#[expect(clippy::struct_excessive_bools, reason = "habits that have nothing to do with each other")]
#[derive(Debug, Clone)]
pub(crate) struct Hand {
    /// Columns from a key to what is under it.
    pub(crate) step: usize,
    /// Columns from a key to the dashes under it.
    pub(crate) dash: usize,
    /// `'`, `"` or nothing.
    pub(crate) quote: &'static str,
    pub(crate) comments: bool,
    pub(crate) blank_lines: bool,
    pub(crate) windows: bool,
    pub(crate) last_line_ends: bool,
    /// Lists and objects of one line where they are short.
    pub(crate) flow: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Test {
    file: String,
    scope: Option<String>,
    config_file: Option<String>,
    contexts: Vec<Context>,
}

#[derive(Debug, Clone)]
struct Context {
    environment: &'static str,
    node_type: Option<&'static str>,
    test_type: Option<(&'static str, bool)>,
    env: Vec<(String, String)>,
    secrets: Vec<String>,
    cpu: Option<&'static str>,
}

pub(crate) fn hand() -> impl Strategy<Value = Hand> {
    let quote = prop_oneof![Just(""), Just("'"), Just("\"")];
    let flags =
        (any::<bool>(), any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.8), prop::bool::weighted(0.2));
    let columns = prop_oneof![Just((2, 2)), Just((2, 0)), Just((4, 4)), Just((4, 2)), Just((2, 4))];
    (columns, quote, flags).prop_map(|((step, dash), quote, (comments, blank_lines, windows, last_line_ends, flow))| {
        Hand { step, dash, quote, comments, blank_lines, windows, last_line_ends, flow }
    })
}

fn context() -> impl Strategy<Value = Context> {
    let environment = prop_oneof![Just("at22"), Just("at23"), Just("tt02"), Just("yt01"), Just("prod")];
    let test_type = prop::option::of((prop_oneof![Just("smoke"), Just("functional"), Just("soak")], any::<bool>()));
    let name = "[A-Z][A-Z_]{0,8}";
    let value = prop_oneof![
        Just("3".to_owned()),
        Just("true".to_owned()),
        "[a-z/]{1,9}",
        "[a-z]{1,5}: [a-z]#",
        Just(String::new())
    ];
    let node_type = prop::option::weighted(0.2, prop_oneof![Just("spot"), Just("default")]);
    let cpu = prop::option::weighted(0.2, prop_oneof![Just("500m"), Just("2")]);
    let lists = (prop::collection::vec((name, value), 0..3), prop::collection::vec("[a-z]{2,6}-at22", 0..3));
    (environment, node_type, test_type, lists, cpu).prop_map(
        |(environment, node_type, test_type, (env, secrets), cpu)| Context {
            environment,
            node_type,
            test_type,
            env,
            secrets,
            cpu,
        },
    )
}

pub(crate) fn tests() -> impl Strategy<Value = Vec<Test>> {
    let test = (
        "[a-z_]{1,8}/[a-zæ]{1,8}\\.(js|ts)",
        prop::option::weighted(0.3, "[a-z_]{1,8}"),
        prop::option::weighted(0.3, "[a-z]{1,8}\\.json"),
        prop::collection::vec(context(), 1..4),
    );
    let test = test.prop_map(|(file, scope, config_file, contexts)| Test { file, scope, config_file, contexts });
    prop::collection::vec(test, 1..4)
}

pub(crate) fn write(tests: &[Test], hand: &Hand) -> String {
    let mut out = Out { hand, text: String::new() };
    out.comment(0, "who to ask: the team");
    out.line(0, &format!("namespace: {}", out.quoted("team")));
    out.line(0, "base_dir: tests # all of them");
    out.blank();
    out.line(0, "test_definitions:");
    for test in tests {
        out.test(hand.dash, test);
        out.blank();
    }
    let mut text = out.text;
    if !hand.last_line_ends {
        text.truncate(text.trim_end_matches('\n').len());
    }
    if hand.windows { text.replace('\n', "\r\n") } else { text }
}

struct Out<'h> {
    hand: &'h Hand,
    text: String,
}

impl Out<'_> {
    fn line(&mut self, indent: usize, line: &str) {
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{:indent$}{line}", "");
    }

    fn comment(&mut self, indent: usize, words: &str) {
        if self.hand.comments {
            self.line(indent, &format!("# {words}"));
        }
    }

    fn blank(&mut self) {
        if self.hand.blank_lines {
            self.text.push('\n');
        }
    }

    fn quoted(&self, text: &str) -> String {
        format!("{0}{text}{0}", self.hand.quote)
    }

    fn test(&mut self, dash: usize, test: &Test) {
        let key = dash + 2;
        self.comment(dash, "the next one");
        self.line(dash, &format!("- test_file: {}", self.quoted(&test.file)));
        if let Some(scope) = &test.scope {
            self.line(key, &format!("test_scope: {scope}"));
        }
        self.line(key, "contexts:");
        for context in &test.contexts {
            self.context(key + self.hand.dash, context);
        }
        if let Some(file) = &test.config_file {
            self.line(key, &format!("config_file: {}", self.quoted(file)));
        }
    }

    fn context(&mut self, dash: usize, context: &Context) {
        let (key, step) = (dash + 2, self.hand.step);
        self.comment(dash, "not maintained");
        self.line(dash, &format!("- environment: {} # where", self.quoted(context.environment)));
        self.comment(key + 1, "node_type: spot");
        if let Some(node_type) = context.node_type {
            self.line(key, &format!("node_type: {node_type}"));
        }
        if let Some((name, enabled)) = context.test_type {
            if self.hand.flow {
                self.line(key, &format!("test_type: {{type: {name}, enabled: {enabled}}} # short"));
            } else {
                self.line(key, "test_type:");
                self.line(key + step, &format!("type: {name}"));
                self.line(key + step, &format!("enabled: {enabled}"));
            }
        }
        if context.env.is_empty() && context.secrets.is_empty() && context.cpu.is_none() {
            return;
        }
        self.line(key, "test_run:");
        if let Some(cpu) = context.cpu {
            self.line(key + step, "resources:");
            self.line(key + 2 * step, "requests:");
            self.line(key + 3 * step, &format!("cpu: {cpu}"));
        }
        if !context.env.is_empty() {
            self.line(key + step, "env:");
            for (name, value) in &context.env {
                let plain = value.parse::<u32>().is_ok() || value == "true";
                let value = if plain { value.clone() } else { format!("\"{value}\"") };
                self.line(key + step + self.hand.dash, &format!("- name: {name}"));
                self.line(key + step + self.hand.dash + 2, &format!("value: {value}"));
            }
        }
        if context.secrets.is_empty() {
        } else if self.hand.flow {
            self.line(key + step, &format!("secrets: [{}]", context.secrets.join(", ")));
        } else {
            self.line(key + step, "secrets:");
            for secret in &context.secrets {
                self.line(key + step + self.hand.dash, &format!("- {secret}"));
            }
        }
    }
}
