//! 26 to 29, 34, 35 and 40: names that Kubernetes refuses, and amounts.

use k6cfg_config::{Severity, together};
use k6cfg_profile::{Profile, Template};

use crate::support::Case;

#[test]
fn pitfall_26_two_runs_with_one_id() {
    let case = Case::new(
        "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n      - environment: at22\n",
    );
    case.says("K6C031", "another run has the id `at22-t` too")
        .helps("give one of them its own `test_run.id`")
        .underlines("environment: at22")
        .on_line(6)
        .points_to("environment: at22")
        .error();
    let written = "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n      - environment: at23\n        test_run:\n          id: at22-t\n";
    Case::new(written).says("K6C031", "`at22-t`").underlines("at22-t").on_line(8);
    let parked = "namespace: team\ntest_definitions:\n  - test_file: a/t.js\n    contexts:\n      - environment: at22\n      - environment: at22\n        test_type: {type: functional, enabled: false}\n";
    Case::new(parked).is_fine();
    // A smoke test's id has an ending of its own.
    let smoke = parked.replace("functional, enabled: false", "smoke, enabled: true");
    Case::new(smoke).is_fine();
}

#[test]
fn pitfall_27_one_id_in_two_scopes() {
    Case::new(
        "namespace: team\ntest_definitions:\n  - test_file: a/get.js\n    contexts:\n      - environment: at22\n  - test_file: b/get.js\n    contexts:\n      - environment: at22\n",
    )
    .says("K6C031", "another run has the id `at22-get` too")
    .on_line(8)
    .error();
}

#[test]
fn pitfall_28_one_id_in_two_files_of_a_namespace() {
    let one = |script: &str, more: &str| {
        Case::new(format!(
            "namespace: team\ntest_definitions:\n  - test_file: {script}\n    contexts:\n      - environment: at22\n{more}"
        ))
    };
    // For each file: what is said, what is underlined, the help, and the line of the other file.
    let said = |cases: [Case; 2]| {
        let readings = cases.each_ref().map(Case::read);
        let files = [("a.yaml", &readings[0]), ("b.yaml", &readings[1])];
        let found = together::check(&files.map(|(name, reading)| together::File { name, reading }));
        let told = found.into_iter().zip(&readings).flat_map(|(found, reading)| {
            let text = reading.document.as_ref().unwrap().text();
            found.into_iter().map(move |d| {
                assert_eq!((d.code.as_str(), d.severity), ("K6C033", Severity::Warning));
                let other = &d.related[0];
                let other = format!("{}:{}", other.file.as_deref().unwrap(), other.at.line);
                (d.message, text[d.at.span].to_owned(), d.help.unwrap(), other)
            })
        });
        told.collect::<Vec<_>>()
    };
    let told = |message: &str, underlined: &str, help: &str, other: &str| {
        [message, underlined, help, other].map(str::to_owned).into()
    };
    let same = "both make the ConfigMap `orders-at22-get`, so the one that is submitted later replaces the other's \
                script; give one of them its own `test_run.id`";
    let plain = || one("orders/get.js", "");
    assert_eq!(
        said([plain(), one("v2/orders/get.ts", "")]),
        [
            told(
                "`at22-get` is also the id of a run in `b.yaml`, in the same scope `orders`",
                "environment: at22",
                same,
                "b.yaml:5"
            ),
            told(
                "`at22-get` is also the id of a run in `a.yaml`, in the same scope `orders`",
                "environment: at22",
                same,
                "a.yaml:5"
            ),
        ]
    );
    let apart = |own: &str, other: &str| {
        format!(
            "in the cluster they stay apart, as the ConfigMaps `{own}-at22-get` and `{other}-at22-get`, but dashboards \
             show them as one and generated files go to one folder; give one of them its own `test_run.id`"
        )
    };
    let written = "        test_run: {id: at22-get}\n";
    assert_eq!(
        said([plain(), one("users/list.js", written)]),
        [
            told(
                "`at22-get` is also the id of a run in `b.yaml`, in the scope `users`",
                "environment: at22",
                &apart("orders", "users"),
                "b.yaml:6"
            ),
            told(
                "`at22-get` is also the id of a run in `a.yaml`, in the scope `orders`",
                "at22-get",
                &apart("users", "orders"),
                "a.yaml:5"
            ),
        ]
    );
    // Other namespaces share nothing, and nor does what is parked.
    assert_eq!(said([plain(), plain().replaced("namespace: team", "namespace: other")]), []);
    assert_eq!(said([plain(), one("orders/get.js", "        test_type: {type: smoke, enabled: false}\n")]), []);
}

#[test]
fn pitfall_29_ids_that_are_paths() {
    for id in ["a/b", "..", "../etc", "a/../b"] {
        Case::context(&format!("test_run:\n  id: {id}"))
            .says("K6C030", "cannot be part of Kubernetes names")
            .underlines(id)
            .error();
    }
}

#[test]
fn pitfall_34_capitals_spaces_and_letters_outside_ascii() {
    Case::context("test_run:\n  id: Get Orgs")
        .says("K6C030", "the run's id `Get Orgs` cannot be part of Kubernetes names")
        .helps("lower-case letters, digits and `-`")
        .underlines("Get Orgs")
        .error()
        .mends_to("id: get-orgs\n");
    Case::context("test_run:\n  id: blåbær-og-grøt")
        .says("K6C030", "`blåbær-og-grøt`")
        .mends_to("id: blabaer-og-grot\n");
    // Derived from the script's name: the mend writes the key.
    Case::new(
        "namespace: team\ntest_definitions:\n  - test_file: a/getOrgs.js\n    contexts:\n      - environment: at22\n",
    )
    .says("K6C030", "`at22-getOrgs`")
    .underlines("a/getOrgs.js")
    .mends_to("- environment: at22\n        test_run:\n          id: at22-getorgs\n");
    Case::test("test_scope: My Scope", "")
        .says("K6C030", "the test scope `My Scope` cannot be part of names")
        .underlines("My Scope")
        .mends_to("test_scope: my-scope\n");
    Case::test("test_scope: Orgs", "")
        .says("K6C030", "`Orgs-at22-t` cannot be the name of a ConfigMap")
        .underlines("Orgs")
        .mends_to("test_scope: orgs\n");
    Case::context("test_run:\n  secrets:\n    - My_Creds")
        .says("K6C030", "`My_Creds` cannot be the name of a Secret")
        .underlines("My_Creds")
        .error();
    Case::context("test_run:\n  secrets:\n    - my-creds.v1").is_fine();
}

#[test]
fn pitfall_35_names_and_their_limits() {
    let a = |count: usize| "a".repeat(count);
    Case::context(&format!("test_run:\n  id: {}", a(63))).is_fine();
    Case::context(&format!("test_run:\n  id: {}", a(64)))
        .says("K6C030", "has 64 characters; 63 is the most")
        .underlines(&a(64))
        .error();
    Case::context(&format!("test_run:\n  name: {}", a(64)))
        .says("K6C030", "cannot be a tag")
        .helps("63 at most")
        .underlines(&a(64));
    Case::test(&format!("test_scope: {}", a(64)), "").says("K6C030", "cannot be part of names").underlines(&a(64));
}

fn template(text: &str) -> Template {
    Template::try_from(text.to_owned()).unwrap()
}

#[test]
fn pitfall_35_names_that_a_profile_and_the_operator_make() {
    let case = |id: &str, change: fn(&mut Profile)| Case::context(&format!("test_run:\n  id: {id}")).profile(change);
    let unique: fn(&mut Profile) = |p| p.names.unique = template("{id}-{suffix}");
    case(&"a".repeat(45), unique).is_fine();
    // 46 + `-abcde` + `-initializer`
    case(&"a".repeat(46), unique)
        .says("K6C030", "for a part of the run would have 64 characters; 63 is the most")
        .underlines(&"a".repeat(46))
        .error();
    let label: fn(&mut Profile) = |p| {
        p.labels.test_run.insert("of".to_owned(), template("{test_scope}_{id}"));
    };
    case(&"a".repeat(61), label).is_fine();
    case(&"a".repeat(62), label).says("K6C030", "the label `of` would have 64 characters").underlines(&"a".repeat(62));
    let config_map: fn(&mut Profile) = |p| {
        p.names.config_map = template("{id}.{id}.{id}.{id}.{id}");
    };
    case(&"a".repeat(49), config_map).is_fine();
    case(&"a".repeat(50), config_map)
        .says("K6C030", "the ConfigMap's name would have 254 characters; 253 is the most")
        .underlines(&"a".repeat(50));
}

#[test]
fn pitfall_40_quantities() {
    let asks = |cpu: &str, memory: &str, more: &str| {
        Case::context(&format!(
            "{more}test_run:\n  resources:\n    requests:\n      cpu: {cpu}\n      memory: {memory}"
        ))
    };
    asks("1500m", "2Gi", "").is_fine();
    asks("lots", "2Gi", "")
        .says("K6C027", "`lots` is not an amount of cpu")
        .helps("write `250m` (a quarter of a processor) or `2`")
        .underlines("lots")
        .error();
    asks("1", "2GB", "").says("K6C027", "`2GB` is not an amount of memory").underlines("2GB");
    for nothing in ["0", "-1"] {
        asks(nothing, "1Gi", "").says("K6C027", "is not above zero").underlines(nothing).error();
    }
    asks("4", "1Gi", "")
        .says("K6C028", "a runner that asks for `4` of cpu never fits a `default` node")
        .helps("one such node has `3800m` for runners")
        .underlines("4")
        .warning();
    // The default request of a breakpoint test on the small nodes.
    Case::context("node_type: spot2cpu7gbmem\ntest_type: {type: breakpoint, enabled: true}")
        .says("K6C028", "`2` of cpu never fits a `spot2cpu7gbmem` node")
        .underlines("spot2cpu7gbmem");
}

#[test]
fn pitfall_40_memory_without_its_unit() {
    let asks = |memory: &str| Case::context(&format!("test_run:\n  resources:\n    requests:\n      memory: {memory}"));
    asks("200m")
        .says("K6C015", "`200m` of memory are 200 thousandths of a byte")
        .helps("write `200Mi` for 200 mebibytes")
        .underlines("200m")
        .warning()
        .mends_to("memory: \"200Mi\"\n");
    asks("200").says("K6C015", "`200` of memory is less than `1Mi`").mends_to("memory: \"200Mi\"\n");
    asks("200k").says("K6C015", "`200k` of memory").helps("with a unit").warning();
    asks("1Mi").is_fine();
}

#[test]
fn pitfall_40_all_runners_at_once() {
    let runners = |count: usize, parked: bool| {
        let enabled = !parked;
        Case::test(
            "config_file: a/o.json",
            &format!(
                "node_type: spot\ntest_type: {{type: soak, enabled: {enabled}}}\ntest_run:\n  parallelism: {count}\n  resources:\n    requests:\n      cpu: 1500m"
            ),
        )
        .file("a/o.json", r#"{"vus": 100, "duration": "1m"}"#)
    };
    // Two of them fit each of three nodes.
    runners(6, false).is_fine();
    runners(7, false)
        .says("K6C028", "`7` runners never fit the `spot` nodes at once")
        .helps("there are 3 at most, each with room for 2 of these runners; use 6 runners")
        .underlines("7")
        .warning();
    runners(7, true).says("K6C025", "0 of 1");
}
