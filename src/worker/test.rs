//! What a run will really do: options with their origins, load, variables, what
//! is in the archive.

use k6cfg_archive::load::{Load, ScenarioLoad, Segment, Unit};
use k6cfg_archive::options::{Consolidated, Executor, Origin, Overridden, Why};
use k6cfg_archive::{Fault, Test};
use k6cfg_config::Run;
use k6cfg_config::expand::{Brought, Origin as Source};
use k6cfg_manifest::{Order, effective, size};
use k6cfg_profile::{OptionsFrom, Profile};
use serde_json::Value;

use crate::analysis::severity;
use crate::engine::{self, Engine};
use crate::figures::{duration, number, rate_unit};
use crate::lines::lines;
use crate::protocol::{
    Answer, Document, RunTest, ScenarioLine, Severity, TestFault, TestLoad, TestNote, TestOption, TestVariable,
};

pub(crate) fn test(engine: &Engine, document: &Document, id: &str) -> Result<Answer, String> {
    let context = engine::context(document).map_err(|error| error.to_string())?;
    let fresh;
    let latest = engine.latest.as_ref().filter(|latest| latest.document == *document);
    let reading = if let Some(latest) = latest {
        &latest.reading
    } else {
        fresh = engine.read(document, &context);
        &fresh
    };
    let run =
        reading.plan.runs.iter().find(|run| run.id == id).ok_or_else(|| format!("there is no run `{id}` any more"))?;
    let order = Order::new(run, engine.profile, &context);
    let mut shown = RunTest {
        revision: document.revision,
        run: id.to_owned(),
        variables: variables(run, &order),
        names: names(run),
        archive_limit: engine.profile.limits.config_map_bytes,
        runners: u32::try_from(run.parallelism).unwrap_or(1),
        ..RunTest::default()
    };
    if let Some(why) = run.blocked.first() {
        shown.faults.push(TestFault { message: why.clone(), help: String::new(), at: String::new() });
        return Ok(Answer::Test(Box::new(shown)));
    }
    match engine.loading.look(&order) {
        Some(Ok(made)) => {
            shown.archive_size = made.size;
            let weighs = size(run, made.size, None, engine.profile);
            shown.archive_problem = weighs.map(|finding| severity(finding.severity));
            known(&mut shown, run, &made.test);
            match effective(run, &made.test, engine.profile, &context) {
                Ok(options) => options_shown(&mut shown, run, &options, engine.profile),
                Err(refusal) => {
                    shown.faults.extend(refusal.into_problems().into_iter().map(|problem| fault(&problem.into())));
                }
            }
        }
        Some(Err(faults)) => {
            shown.unset = faults.iter().flat_map(|fault| fault.asked.iter().cloned()).collect();
            shown.faults.extend(faults.iter().map(fault));
        }
        None => {}
    }
    Ok(Answer::Test(Box::new(shown)))
}

fn fault(fault: &Fault) -> TestFault {
    TestFault {
        message: fault.message.clone(),
        help: fault.help.clone(),
        at: fault.at.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn options_shown(shown: &mut RunTest, run: &Run, options: &Consolidated, profile: &Profile) {
    // As among the variables: what comes from files may be secret.
    let may_be_secret = run.variables.iter().any(|v| v.origin == Source::EnvFile && v.name.starts_with("K6_"));
    shown.options = options
        .settings()
        .map(|(key, setting)| TestOption {
            name: key.to_owned(),
            value: if setting.origin == Origin::Environment && may_be_secret {
                "not shown".to_owned()
            } else {
                lines(&without_nulls(&setting.value))
            },
            origin: placed(run, setting.origin, key),
        })
        .collect();
    shown.overridden.splice(0..0, options.overridden.iter().map(|overridden| lost(run, overridden, profile)));
    shown.load = load(&Load::of(options));
}

/// What a value is that has no effect. A script's scenarios go unnoticed where the
/// run's type brings a load: that is a warning, with the way out.
fn lost(run: &Run, overridden: &Overridden, profile: &Profile) -> TestNote {
    let message = overridden.said(|origin, key| placed(run, origin, key));
    let is_script = overridden.origin == Origin::Script && overridden.by == Origin::ConfigFile;
    if !is_script || overridden.why != Why::Vus {
        return note(message);
    }
    let help = if run.brought.get("vus") == Some(&Brought::Profile) {
        let free = profile.test_types.iter().filter(|kind| kind.options.from == OptionsFrom::Script);
        let free: Vec<String> = free.map(|kind| format!("`{}`", kind.name)).collect();
        let other = if free.is_empty() {
            String::new()
        } else {
            format!("choose a test type whose load the script decides ({}), or ", free.join(", "))
        };
        format!("{other}take `scenarios` out of the script")
    } else {
        "take `vus` out of the options file, or `scenarios` out of the script".to_owned()
    };
    TestNote { severity: Severity::Warning, message, help }
}

fn note(message: String) -> TestNote {
    TestNote { severity: Severity::Info, message, help: String::new() }
}

fn known(shown: &mut RunTest, run: &Run, test: &Test) {
    for key in ["executor", "browser"] {
        if run.options.get(key).is_some() {
            let place = placed(run, Origin::ConfigFile, key);
            shown.overridden.push(note(format!(
                "`{key}` at the top of {place} has no effect: k6 has no such option; set it in a scenario of the script"
            )));
        }
    }
    shown.overridden.extend(test.unknown.iter().map(|unknown| {
        let meant = unknown.meant.map(|meant| format!(", did you mean `{meant}`?")).unwrap_or_default();
        note(format!("`{}` of the script has no effect: k6 has no such option{meant}", unknown.key))
    }));
    shown.archived = test.options.to_json();
    shown.unset = test.asked.iter().cloned().collect();
    shown.files = test.files.iter().map(|(location, size)| (location.to_string(), *size)).collect();
    shown.files.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let import = |edge: &k6cfg_archive::Edge| {
        (edge.from.to_string(), edge.specifier.clone(), edge.to.as_ref().map(ToString::to_string))
    };
    shown.imports = test.imports.iter().map(import).collect();
}

/// A value without the members that nobody set.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let set = members.iter().filter(|(_, member)| !member.is_null());
            Value::Object(set.map(|(key, member)| (key.clone(), without_nulls(member))).collect())
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// Who brings an option, closer than k6 knows, by what people know them.
fn placed(run: &Run, origin: Origin, key: &str) -> String {
    let place = match (origin, run.brought.get(key)) {
        (Origin::ConfigFile, Some(Brought::Profile)) => return format!("the platform's options for {}", run.test_type),
        (Origin::ConfigFile, Some(Brought::Test)) => "the test's config_file",
        (Origin::ConfigFile, Some(Brought::Context)) => "the context's config_file",
        (Origin::ConfigFile, None) => "the options file",
        (Origin::Script, _) => "the script",
        (Origin::Environment, _) => "a variable of the run (`K6_…`)",
        (Origin::Flags, _) => "the arguments that k6 is started with",
    };
    place.to_owned()
}

/// All variables that the archive is made with. What comes from files is not
/// shown: it may be secret.
fn variables(run: &Run, order: &Order) -> Vec<TestVariable> {
    let mut shown: Vec<TestVariable> = Vec::new();
    for (name, value) in &order.env {
        let own = run.variables.iter().find(|variable| variable.name == *name);
        let (value, origin) = match own.map(|variable| variable.origin) {
            None => (value.clone(), "the platform"),
            Some(Source::Config) => (value.clone(), "the config file"),
            Some(Source::EnvFile) => ("not shown".to_owned(), "the env_file"),
            Some(Source::Github) => (value.clone(), "the workflow"),
            Some(Source::Arguments) => (value.clone(), "the k6 arguments"),
        };
        let one = TestVariable { name: name.clone(), value, origin: origin.to_owned() };
        match shown.iter_mut().find(|known| known.name == *name) {
            Some(known) => *known = one,
            None => shown.push(one),
        }
    }
    shown
}

fn names(run: &Run) -> Vec<(String, String, usize)> {
    [
        ("run", run.facts.unique_name.clone(), 63),
        ("test id", run.id.clone(), 63),
        ("test name", run.name.clone(), 63),
        ("ConfigMap", run.config_map.clone(), 253),
    ]
    .map(|(what, name, limit)| (what.to_owned(), name, limit))
    .to_vec()
}

fn load(load: &Load) -> TestLoad {
    TestLoad {
        scenarios: load.scenarios.iter().map(line).collect(),
        ends: load.ends,
        peak_vus: load.peak_vus,
        peak_rate: load.peak_rate,
    }
}

fn line(scenario: &ScenarioLoad) -> ScenarioLine {
    let is_rate = scenario.unit == Unit::IterationsPerSecond;
    let mut points: Vec<(f64, f64)> = Vec::new();
    for segment in &scenario.segments {
        for point in [(segment.start, segment.from), (segment.end, segment.to)] {
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
    }
    // A stage without length that goes nowhere is nothing to tell.
    let tells = |segment: &&Segment| segment.end > segment.start || (segment.from - segment.to).abs() > f64::EPSILON;
    let mut says: Vec<String> = scenario.segments.iter().filter(tells).map(|segment| said(segment, is_rate)).collect();
    if scenario.starts > 0.0 {
        says.insert(0, format!("starts after {}", duration(scenario.starts)));
    }
    if let Some(iterations) = scenario.iterations {
        let (made, are) = if iterations == 1 { ("iteration", "is") } else { ("iterations", "are") };
        says.push(if scenario.executor == Executor::PerVuIterations {
            format!("ends as soon as each virtual user has made {iterations} {made}")
        } else {
            format!("ends as soon as {iterations} {made} {are} made in all")
        });
    }
    if scenario.graceful_stop > 0.0 {
        says.push(format!("then iterations have {} to end", duration(scenario.graceful_stop)));
    }
    ScenarioLine {
        name: scenario.name.clone(),
        executor: scenario.executor.name().to_owned(),
        says,
        is_rate,
        points,
        stop: (scenario.graceful_stop > 0.0).then(|| (scenario.ends(), scenario.left_to_stop())),
        users: scenario.pre_allocated_vus.zip(scenario.max_vus),
    }
}

fn said(segment: &Segment, is_rate: bool) -> String {
    let (factor, each) = if is_rate { rate_unit(segment.from.max(segment.to)) } else { (1.0, "") };
    let (from, to) = (number(segment.from * factor), number(segment.to * factor));
    let unit = match (is_rate, to == "1") {
        (true, true) => format!("iteration per {each}"),
        (true, false) => format!("iterations per {each}"),
        (false, true) => "virtual user".to_owned(),
        (false, false) => "virtual users".to_owned(),
    };
    let time = segment.end - segment.start;
    if time <= 0.0 {
        format!("at once from {from} to {to} {unit}")
    } else if from == to {
        format!("{to} {unit} for {}", duration(time))
    } else {
        format!("from {from} to {to} {unit} within {}", duration(time))
    }
}
