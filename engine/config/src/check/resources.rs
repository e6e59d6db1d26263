//! What runners ask for, and whether the nodes have it.

use k6cfg_profile::{NodeType, Quantity};

use super::{At, Subject};
use crate::code::Code;
use crate::diagnostic::{Finding, Mend};
use crate::place::Path;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for at in subject.contexts() {
        let asked = &at.expanded.test_run.resources.requests;
        let given = &at.context.test_run;
        let cpu = amount(&at, "cpu", &asked.cpu, findings);
        let memory = amount(&at, "memory", &asked.memory, findings);
        findings.extend(memory.as_ref().filter(|_| given.memory.is_some()).and_then(|memory| tiny(&at, memory)));
        let Some(node) = subject.profile.node_type(&at.expanded.node_type).filter(|_| at.runs()) else { continue };
        let asks = [
            ("cpu", &cpu, &node.allocatable.cpu, given.cpu.is_some()),
            ("memory", &memory, &node.allocatable.memory, given.memory.is_some()),
        ];
        let mut fits = true;
        for (key, value, has, written) in asks {
            let Some(value) = value.as_ref().filter(|value| *value > has) else { continue };
            fits = false;
            let place = if written { request(&at, key) } else { at.path().key("node_type") };
            let message = format!("a runner that asks for `{value}` of {key} never fits a `{}` node", node.name);
            let help = format!("one such node has `{has}` for runners; ask for less or choose other nodes");
            findings.push(Finding::new(Code::NeverFits, place, message).help(help));
        }
        if let (true, Some(cpu), Some(memory)) = (fits, cpu, memory) {
            pool(&at, node, &cpu, &memory, findings);
        }
    }
}

/// `200m` is a fifth of a byte and `200` are bytes: both were meant as more.
fn tiny(at: &At<'_>, memory: &Quantity) -> Option<Finding> {
    let mebi = Quantity::parse("1Mi").ok().filter(|mebi| memory < mebi)?;
    let text = memory.as_str();
    let digits = text.trim_end_matches('m');
    let message = if digits.len() < text.len() {
        format!("`{text}` of memory are {digits} thousandths of a byte")
    } else {
        format!("`{text}` of memory is less than `{}`: without a unit it counts bytes", mebi.as_str())
    };
    let finding = Finding::new(Code::OldForm, request(at, "memory"), message);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(finding.help("write it with a unit, such as `200Mi` or `4Gi`"));
    }
    let meant = format!("{digits}Mi");
    Some(finding.help(format!("write `{meant}` for {digits} mebibytes")).mend(Mend::Replace(meant)))
}

fn request(at: &At<'_>, key: &'static str) -> Path {
    at.path().key("test_run").key("resources").key("requests").key(key)
}

/// The amount, if it is one that can be asked for.
fn amount(at: &At<'_>, key: &'static str, value: &str, findings: &mut Vec<Finding>) -> Option<Quantity> {
    let finding = |message: String| Finding::new(Code::Quantity, request(at, key), message);
    let Ok(quantity) = Quantity::parse(value) else {
        let example = if key == "cpu" { "`250m` (a quarter of a processor) or `2`" } else { "`200Mi` or `4Gi`" };
        let finding = finding(format!("`{value}` is not an amount of {key}")).help(format!("write {example}"));
        findings.push(at.lenient(finding));
        return None;
    };
    if quantity.is_positive() {
        return Some(quantity);
    }
    let finding = finding(format!("`{value}` of {key} is not above zero")).help("ask for something, or leave it out");
    findings.push(at.lenient(finding));
    None
}

/// All runners of a run wait for each other: the pool must hold them at once.
fn pool(at: &At<'_>, node: &NodeType, cpu: &Quantity, memory: &Quantity, findings: &mut Vec<Finding>) {
    let per_node = cpu.times_into(&node.allocatable.cpu).min(memory.times_into(&node.allocatable.memory));
    let most = per_node.saturating_mul(u64::from(node.nodes.max));
    let runners = u64::try_from(at.expanded.test_run.parallelism).unwrap_or(0);
    if runners <= most || at.context.test_run.parallelism.is_none() {
        return;
    }
    let message = format!("`{runners}` runners never fit the `{}` nodes at once", node.name);
    let help = format!(
        "there are {} at most, each with room for {per_node} of these runners; use {most} runners, ask for less or choose other nodes",
        node.nodes.max
    );
    let place = at.path().key("test_run").key("parallelism");
    findings.push(Finding::new(Code::NeverFits, place, message).help(help));
}
