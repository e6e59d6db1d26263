//! One JSON document for programs; `docs/command-line.md` describes it.

use serde_json::{Value, json};

use super::Checked;

pub(crate) fn render(files: &[Checked], failures: &[String]) -> String {
    let files: Vec<Value> = files.iter().map(file).collect();
    format!("{:#}\n", json!({ "files": files, "failures": failures }))
}

fn file(file: &Checked) -> Value {
    json!({
        "file": file.shown,
        "diagnostics": file.diagnostics,
        "contexts": file.reading.contexts(),
        "runs": file.runs(),
    })
}
