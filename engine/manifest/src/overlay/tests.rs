use serde_json::json;

use super::*;

fn order(text: &str) -> OverlayOrder {
    let objects = [
        json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "team", "labels": {"a": "b"}},
               "binaryData": {"archive.tar": "AAAA"}}),
        json!({"apiVersion": "k6.io/v1alpha1", "kind": "TestRun", "metadata": {"name": "t", "namespace": "team"},
               "spec": {"parallelism": 1, "script": {"configMap": {"name": "c", "file": "archive.tar"}}}}),
    ];
    OverlayOrder {
        name: OVERLAY.to_owned(),
        text: text.to_owned(),
        run: json!({"id": "at22-t", "environment": "at22"}).to_string(),
        objects: objects.iter().map(|object| guard::without_archive(object).to_string()).collect(),
    }
}

fn laid(text: &str) -> Result<Vec<Value>, OverlayError> {
    lay_over(&order(text)).map(|laid| laid.iter().map(|json| serde_json::from_str(json).unwrap()).collect())
}

fn failure(text: &str) -> String {
    laid(text).unwrap_err().to_string()
}

#[test]
fn an_object_is_added_to_each() {
    let laid = laid("{ metadata+: { annotations+: { team: 'shop' } } }").unwrap();
    for object in &laid {
        assert_eq!(object["metadata"]["annotations"], json!({"team": "shop"}));
        assert_eq!(object["metadata"]["namespace"], "team");
    }
    assert_eq!(laid[0]["metadata"]["labels"], json!({"a": "b"}));
}

#[test]
fn a_function_is_given_object_and_run() {
    let text = "function(object, run) if object.kind == 'TestRun' && run.environment == 'at22'
        then object { spec+: { cleanup: 'post' } } else object";
    let objects = laid(text).unwrap();
    assert_eq!((objects[0].get("spec"), &objects[1]["spec"]["cleanup"]), (None, &json!("post")));
    assert_eq!(laid("function(o) o { a: 1 }").unwrap()[1]["a"], 1);
}

#[test]
fn the_library_can_be_imported_and_nothing_else() {
    assert!(laid("local t = import 'testrun.libsonnet'; function(o) o { a: std.isFunction(t) }").is_ok());
    for text in ["import 'other.libsonnet'", "importstr '/etc/passwd'", "importbin 'http://localhost/'"] {
        assert!(failure(text).contains("only files of the library of k6cfg"), "{}", failure(text));
    }
}

#[test]
fn what_is_wrong_has_a_place() {
    for (text, place, word) in [
        ("{\n  a: 1,,\n}", Some((2, 8)), ""),
        ("{\n  a: missing,\n}", Some((2, 6)), "missing"),
        ("local f(x) = x.y;\nfunction(o)\n  o { a: f({}) }", Some((3, 11)), "y"),
        ("{ b: [x for x in [1] if error 'own words'] }", Some((1, 25)), "own words"),
        ("{ a: if 1 then 2 }", None, "expected boolean"),
        ("function(o, r, s) o", None, ""),
        ("'text'", None, "TestRun"),
    ] {
        let error = match lay_over(&order(text)) {
            Err(error) => error,
            Ok(laid) => guard::accepted(&json!({"kind": "TestRun"}), &laid[1]).unwrap_err(),
        };
        assert_eq!(error.because, Because::Broken, "{text}: {error}");
        assert_eq!(error.place, place, "{text}: {error}");
        assert!(error.message.contains(word), "{text}: {error}");
    }
}

#[test]
fn what_does_not_end_is_stopped() {
    for text in [
        "local f(n) = f(n + 1) tailstrict; function(o) o { a: f(0) }",
        "local f(n) = f(n + 1); { a: f(0) }",
        "local f(n) = if n == 0 then 0 else f(n - 1) + f(n - 1); { a: f(60) }",
        "local o = { f(n): self.f(n + 1) + self.f(n + 1) }; { a: o.f(0) }",
        "{ a: std.foldl(function(a, b) a + b, std.makeArray(99999, function(i) std.range(0, 9)), []) }",
        "{ a: [x for x in std.range(1, 90000) for y in std.range(1, 90000) if x == y] }",
    ] {
        let error = lay_over(&order(text)).unwrap_err();
        assert_eq!(error.because, Because::Budget, "{text}: {error}");
    }
    for text in
        ["{ a: std.range(0, 1e12) }", "{ a: std.repeat('abc', 1e9) }", "{ a: std.makeArray(1e9, function(i) i) }"]
    {
        assert!(failure(text).contains("at most 100000"), "{}", failure(text));
    }
}

#[test]
fn names_and_archive_stay() {
    let original = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "namespace": "n"},
        "binaryData": {"archive.tar": "AAAA"}});
    let with = |change: Value| {
        let mut laid = guard::without_archive(&original);
        for (key, value) in change.as_object().unwrap() {
            laid[key] = value.clone();
        }
        guard::accepted(&original, &laid.to_string())
    };
    for (change, name) in [
        (json!({"kind": "Pod"}), "kind"),
        (json!({"apiVersion": "v2"}), "apiVersion"),
        (json!({"metadata": {"name": "d", "namespace": "n"}}), "metadata.name"),
        (json!({"metadata": {"name": "c", "namespace": "m"}}), "metadata.namespace"),
        (json!({"metadata": {"name": "c", "namespace": "n", "generateName": "x"}}), "metadata.generateName"),
        (json!({"metadata": {"name": "c", "namespace": "n", "finalizers": ["a/b"]}}), "metadata.finalizers"),
        (json!({"metadata": {"name": "c", "namespace": "n", "ownerReferences": []}}), "metadata.ownerReferences"),
        (json!({"binaryData": {"archive.tar": "BBBB"}}), "binaryData"),
        (json!({"binaryData": {"archive.tar": "", "more": ""}}), "binaryData"),
        (json!({"data": {}}), "data"),
        (json!({"spec": {"script": 1}}), "spec.script"),
    ] {
        let error = with(change).unwrap_err();
        assert_eq!((error.because, error.message), (Because::Forbidden, format!("changes `{name}` of the ConfigMap")));
    }
    let kept = with(json!({"immutable": true})).unwrap();
    assert_eq!((&kept["binaryData"], &kept["immutable"]), (&original["binaryData"], &json!(true)));
}
