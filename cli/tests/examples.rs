//! The platform's own reference cases, where they stand beside the project.
//! The project's fixtures in `generate.rs` cover the same rules everywhere.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{AT, SUFFIX, generate};
use pretty_assertions::assert_eq;
use serde_json::Value;

fn reference() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/examples");
    folder.is_dir().then_some(folder)
}

#[test]
fn reference_cases_equal_as_data() {
    let Some(examples) = reference() else {
        eprintln!("no reference cases beside the project: nothing compared");
        return;
    };
    let mut compared = 0;
    for entry in fs::read_dir(&examples).unwrap() {
        let case = entry.unwrap().path();
        let expected = case.join("expected");
        if expected.is_dir() {
            compared += compare(&case, &expected, &examples.join("root"));
        }
    }
    assert!(compared >= 7, "compared {compared} runs");
}

fn compare(case: &Path, expected: &Path, root: &Path) -> usize {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let out = tempfile::tempdir().unwrap();
    let config = case.join(format!("{name}.yaml"));
    let made = generate(&config, root, out.path(), &[]);
    assert!(made.status.success(), "{name}: {}", String::from_utf8_lossy(&made.stderr));

    let yaml = |path: &Path| -> Value { serde_yaml::from_slice(&fs::read(path).unwrap()).unwrap() };
    let json = |path: &Path| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let expanded = yaml(&out.path().join("mid/expanded-configfile.yaml"));
    assert_eq!(expanded, yaml(&expected.join("expanded-configfile.yaml")), "{name}");

    let mut compared = 0;
    for entry in fs::read_dir(expected).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let environment = folder.file_name().unwrap().to_string_lossy().into_owned();
        let unique = format!("{environment}-{AT}-{SUFFIX}");
        let template = fs::read_to_string(folder.join("testrun.json.tmpl")).unwrap();
        let filled = template.replace("{{ .UniqName }}", &unique).replace("{{ .ManifestGenerationTimestamp }}", AT);
        let wanted: Value = serde_json::from_str(&filled).unwrap();
        let id = wanted["metadata"]["annotations"]["k6-action-image/testid"].as_str().unwrap();
        assert_eq!(json(&out.path().join("out").join(id).join("testrun.json")), wanted, "{name} {id}");
        let options = json(&out.path().join("mid").join(id).join("options.json"));
        assert_eq!(options, json(&folder.join("tweaked-testconfig.json")), "{name} {id}");
        compared += 1;
    }
    compared
}
