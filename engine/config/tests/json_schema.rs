//! The published JSON Schema says of a document what reading says of it.
#![expect(clippy::disallowed_methods, reason = "the test reads the documents from the disk; the engine does not")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas, ValidationError};
use k6cfg_config::{Code, Diagnostic, Document, Dropped, GenerationContext, Input, Step, Suffix, json_schema, read};
use k6cfg_profile::Profile;
use pretty_assertions::assert_eq;
use serde_json::Value;

const ID: &str = "urn:k6cfg:config:1";

/// Problems of shape: the schema must see each, where it is.
const SHAPE: [Code; 5] = [Code::UnknownKey, Code::MisplacedKey, Code::Missing, Code::WrongType, Code::EmptyItem];
/// Problems of a single value that the schema sees too.
const VALUES: [Code; 9] = [
    Code::Namespace,
    Code::UnknownEnvironment,
    Code::UnknownNodeType,
    Code::UnknownTestType,
    Code::Parallelism,
    Code::Quantity,
    Code::EnvName,
    Code::EnvValue,
    Code::NotAScript,
];

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn at(pointer: &str) -> Self {
        Self::of(Profile::built_in(), pointer)
    }

    fn of(profile: &Profile, pointer: &str) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource(ID, json_schema(profile)).unwrap();
        let index = compiler.compile(&format!("{ID}{pointer}"), &mut schemas).unwrap();
        Self { schemas, index }
    }

    /// Pointers to what the schema refuses.
    fn refuses(&self, value: &Value) -> BTreeSet<String> {
        let mut places = BTreeSet::new();
        if let Err(error) = self.schemas.validate(value, self.index) {
            leaves(&error, &mut places);
        }
        places
    }
}

fn leaves(error: &ValidationError<'_, '_>, places: &mut BTreeSet<String>) {
    if error.causes.is_empty() {
        places.insert(error.instance_location.to_string());
    }
    error.causes.iter().for_each(|cause| leaves(cause, places));
}

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let context = GenerationContext {
        at_ms: 0,
        suffix: Suffix::from_random([0; 5]),
        arguments: String::new(),
        github: BTreeMap::new(),
    };
    let (profile, sources) = (Profile::built_in(), Dropped::default());
    read(&Input { text, file_name: "config.yaml", profile, sources: &sources, context: &context }).diagnostics
}

fn pointer(path: &k6cfg_config::Path) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!("/{key}"),
        Step::Item(index) => format!("/{index}"),
    };
    path.steps().iter().map(step).collect()
}

#[test]
fn the_schema_is_one() {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let meta = compiler.compile("https://json-schema.org/draft/2020-12/schema", &mut schemas).unwrap();
    let schema = json_schema(Profile::built_in());
    schemas.validate(&schema, meta).unwrap();
    let mut broken = schema;
    broken["properties"]["namespace"]["maxLength"] = "long".into();
    assert!(schemas.validate(&broken, meta).is_err());
}

fn documents() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for (folder, at_least) in [
        ("tests/suite", 19),
        ("../../tests/fixtures", 2),
        ("../../src/examples", 7),
        // The platform's reference cases, where they are beside the project.
        ("../../../shared/examples", 0),
    ] {
        let before = found.len();
        collect(&here.join(folder), &mut found);
        assert!(found.len() - before >= at_least, "{folder}");
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let is_yaml = path.extension().is_some_and(|e| e == "yaml" || e == "yml");
        if path.is_dir() {
            collect(&path, found);
        } else if is_yaml && !path.ends_with("expanded-configfile.yaml") {
            found.push(path);
        }
    }
}

#[test]
fn documents_validate_when_their_shape_is_right() {
    let schema = Schema::at("");
    let (mut valid, mut refused) = (0, 0);
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        if Document::read(&text).is_err() {
            continue;
        }
        let found = diagnostics(&text);
        let mut places = schema.refuses(&serde_yaml::from_str(&text).unwrap());
        // Read one way here and another way there, which is what the problem says.
        for problem in found.iter().filter(|d| d.code == Code::OldForm) {
            places.remove(&pointer(&problem.path));
        }
        let seen = found.iter().any(|d| SHAPE.contains(&d.code) || VALUES.contains(&d.code));
        assert_eq!(!places.is_empty(), seen, "{}: {places:?}", path.display());
        *(if seen { &mut refused } else { &mut valid }) += 1;
        for problem in found.iter().filter(|d| SHAPE.contains(&d.code)) {
            let at = pointer(&problem.path);
            let around = problem.path.split_last().map(|(parent, _)| pointer(&parent));
            let known = places.contains(&at) || around.is_some_and(|around| places.contains(&around));
            assert!(known, "{}: nothing at {at} for {}", path.display(), problem.message);
        }
    }
    assert!(valid >= 12 && refused >= 9, "{valid} valid, {refused} refused");
}

/// One key with one value, the rest of the document fine.
fn with(pointer: &str, value: &str) -> String {
    let mut document = serde_json::json!({
        "namespace": "team",
        "base_dir": "tests",
        "test_definitions": [{
            "test_file": "a/t.js", "test_scope": "a", "config_file": "o.json", "env_file": "e.env",
            "contexts": [{
                "environment": "at22", "node_type": "spot",
                "test_type": { "type": "smoke", "enabled": true, "config_file": "p.json" },
                "test_run": {
                    "name": "t", "id": "at22-t", "parallelism": 1,
                    "resources": { "requests": { "cpu": "1", "memory": "1Gi" } },
                    "env": [{ "name": "A", "value": "b" }],
                    "secrets": ["s"],
                },
            }],
        }],
    });
    *document.pointer_mut(pointer).unwrap() = "HERE".into();
    document.to_string().replace("\"HERE\"", value)
}

/// Where the two differ: a number or bool has lost its text when a schema sees
/// it, and `010` is text to some YAML readers and a number to others.
const UNLIKE: [(&[&str], &[&str]); 3] = [
    (&["namespace"], &["2.0", "2.5", ".5", "+1", "False"]),
    (&["cpu", "memory"], &["0x10"]),
    (&["parallelism"], &["010", "1e3"]),
];

/// Reading is the judge: what it takes for every key, the schema takes too.
#[test]
fn single_values_are_taken_as_reading_takes_them() {
    let (first, context) = ("/test_definitions/0", "/test_definitions/0/contexts/0");
    let run = format!("{context}/test_run");
    let mut keys: Vec<String> = ["/namespace", "/base_dir", "/test_definitions"].map(str::to_owned).to_vec();
    keys.extend(
        ["", "/test_file", "/test_scope", "/config_file", "/env_file", "/contexts"].map(|k| format!("{first}{k}")),
    );
    let of_context = ["", "/environment", "/node_type", "/test_type", "/test_type/type", "/test_type/enabled"];
    keys.extend(of_context.map(|k| format!("{context}{k}")));
    keys.extend(["/test_type/config_file", "/test_run"].map(|k| format!("{context}{k}")));
    let of_run = ["/name", "/id", "/parallelism", "/resources", "/resources/requests", "/env", "/env/0", "/secrets"];
    keys.extend(of_run.map(|k| format!("{run}{k}")));
    let inner = ["/resources/requests/cpu", "/resources/requests/memory", "/env/0/name", "/env/0/value", "/secrets/0"];
    keys.extend(inner.map(|k| format!("{run}{k}")));

    let values = [
        "word",
        "two words",
        "Upper",
        "1A",
        "_a",
        "a-b",
        "-a",
        "æ",
        "t.js",
        "b/t.ts",
        "t.mjs",
        "at23",
        "spot",
        "soak",
        "\"\"",
        "''",
        "~",
        "null",
        "1",
        "2",
        "0x10",
        "2.0",
        "2.5",
        "010",
        "1e3",
        "true",
        "False",
        "yes",
        "NO",
        "on",
        "off",
        "y",
        "\"true\"",
        "'1'",
        "200Mi",
        "1.5Gi",
        ".5",
        "+1",
        "1mi",
        "1 Gi",
        "12e-3",
        "ten",
        "[]",
        "{}",
        "[x]",
        "[[x]]",
        "[{}]",
        "[~]",
        "{a: 1}",
        "[{name: A, value: b}]",
        "{type: smoke}",
        "{name: A}",
        "{requests: ~}",
    ];
    let schema = Schema::at("");
    for key in &keys {
        for value in values {
            let text = with(key, value);
            let found = diagnostics(&text);
            let reading = found.iter().any(|d| SHAPE.contains(&d.code) || VALUES.contains(&d.code));
            let places = schema.refuses(&serde_yaml::from_str(&text).unwrap());
            let said: Vec<&str> = found.iter().map(|d| d.message.as_str()).collect();
            let last = key.rsplit('/').next().unwrap_or_default();
            if UNLIKE.iter().any(|(keys, values)| keys.contains(&last) && values.contains(&value)) {
                assert_ne!(!places.is_empty(), reading, "{key}: {value} is alike now");
                continue;
            }
            assert_eq!(!places.is_empty(), reading, "{key}: {value}\nschema: {places:?}\nreading: {said:?}");
        }
    }
}

#[test]
fn every_example_is_a_value_of_its_key() {
    fn walk(schema: &Value, at: &str, examples: &mut Vec<(String, Value)>) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}/properties/{name}");
            examples.extend(property["examples"].as_array().into_iter().flatten().map(|e| (at.clone(), e.clone())));
            walk(property, &at, examples);
            walk(&property["items"], &format!("{at}/items"), examples);
        }
    }
    let mut examples = Vec::new();
    walk(&json_schema(Profile::built_in()), "#", &mut examples);
    assert!(examples.len() >= 15, "{examples:?}");
    for (at, example) in examples {
        assert_eq!(Schema::at(&at).refuses(&example), BTreeSet::new(), "{at}");
    }
}

/// What a person reads at a key: meaning, what leaving it out does, an example.
#[test]
fn every_key_is_explained() {
    for level in k6cfg_config::schema::LEVELS {
        for key in level.keys {
            let at = format!("{} of {}", key.name, level.name);
            assert!(key.about.ends_with('.') && key.about.len() > 20, "{at}: {}", key.about);
            assert_eq!(key.default.is_empty(), key.required, "{at}: {}", key.default);
            let holds_others =
                matches!(key.is, k6cfg_config::schema::Type::Object(_) | k6cfg_config::schema::Type::List(_));
            assert!(!key.example.is_empty() || key.choices.is_some() || holds_others, "{at}: no example");
        }
    }
    let schema = json_schema(Profile::built_in());
    let node_type = "/properties/test_definitions/items/properties/contexts/items/properties/node_type";
    let node_type = schema.pointer(node_type).unwrap();
    insta::assert_snapshot!(node_type["description"].as_str().unwrap(), @"The nodes that the run's pods are put on. One of default (On demand, 4 vCPU, 16 GiB), spot (Spot, 4 vCPU, 16 GiB), spot8cpu28gbmem (Spot, 8 vCPU, 32 GiB), spot2cpu7gbmem (Spot, 2 vCPU, 8 GiB). Left out: the nodes of the test type (default, for breakpoint spot).");
    insta::assert_snapshot!(node_type["markdownDescription"].as_str().unwrap(), @r"
    The nodes that the run's pods are put on.

    **Left out:** the nodes of the test type (`default`, for breakpoint `spot`).
    ");
}

#[test]
fn another_platform_has_other_choices() {
    let mut profile = Profile::built_in().clone();
    "22".clone_into(&mut profile.environments[0].name);
    let schema = Schema::of(&profile, "");
    let document = |environment: &str| -> Value {
        let context = "/test_definitions/0/contexts/0/environment";
        serde_yaml::from_str(&with(context, environment)).unwrap()
    };
    for good in ["22", "\"22\"", "at23"] {
        assert_eq!(schema.refuses(&document(good)), BTreeSet::new(), "{good}");
    }
    assert!(!schema.refuses(&document("at22")).is_empty());
}
