//! What runners ask for, and whether any node has it.

use k6cfg_profile::Quantity;

use super::Subject;
use crate::code::Code;
use crate::diagnostic::Finding;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for at in subject.contexts() {
        let asked = &at.expanded.test_run.resources.requests;
        let node = subject.profile.node_type(&at.expanded.node_type);
        for (key, value, written) in
            [("cpu", &asked.cpu, &at.context.test_run.cpu), ("memory", &asked.memory, &at.context.test_run.memory)]
        {
            let path = at.path.key("test_run").key("resources").key("requests").key(key);
            let Ok(quantity) = Quantity::parse(value) else {
                let example =
                    if key == "cpu" { "`250m` (a quarter of a processor) or `2`" } else { "`200Mi` or `4Gi`" };
                let message = format!("`{value}` is not an amount of {key}");
                findings.push(Finding::new(Code::Quantity, path, message).help(format!("write {example}")));
                continue;
            };
            if !quantity.is_positive() {
                let message = format!("`{value}` of {key} is not above zero");
                findings.push(Finding::new(Code::Quantity, path, message).help("ask for something, or leave it out"));
                continue;
            }
            let Some(node) = node else { continue };
            let has = if key == "cpu" { &node.allocatable.cpu } else { &node.allocatable.memory };
            if quantity > *has {
                let place = if written.is_some() { path } else { at.path.key("node_type") };
                let message = format!("a runner that asks for `{value}` of {key} never fits a `{}` node", node.name);
                let help = format!("one such node has `{has}` for runners; ask for less or choose other nodes");
                findings.push(Finding::new(Code::NeverFits, place, message).help(help));
            }
        }
    }
}
