//! Names of Secrets.

use super::Subject;
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::names::is_dns_subdomain;

pub(super) fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for at in subject.contexts() {
        let list = at.path().key("test_run").key("secrets");
        for (index, name) in at.context.test_run.secrets.iter().enumerate() {
            if name.is_empty() || is_dns_subdomain(name) {
                continue;
            }
            let message = format!("`{name}` cannot be the name of a Secret");
            let finding = Finding::new(Code::BadName, list.item(index), message);
            findings.push(at.lenient(finding.help("use lower-case letters, digits, `-` and `.`, 253 at most")));
        }
    }
}
