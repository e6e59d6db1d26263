//! Names in an address. What is no name goes no further: it would be part of an
//! address of the API server, and another one than was asked about.

use k6cfg_config::{is_dns_label, is_dns_subdomain};

use crate::cluster::Kind;
use crate::problem::Problem;

pub(super) fn namespace(text: String) -> Result<String, Problem> {
    if is_dns_label(&text) { Ok(text) } else { Err(Problem::bad_request(format!("`{text}` is not a namespace"))) }
}

pub(super) fn name(text: String) -> Result<String, Problem> {
    if is_dns_subdomain(&text) {
        Ok(text)
    } else {
        Err(Problem::bad_request(format!("`{text}` is not the name of an object")))
    }
}

pub(super) fn kind(text: &str) -> Result<Kind, Problem> {
    let unknown = || Problem::bad_request(format!("`{text}` is not a kind: TestRun, ConfigMap or SealedSecret"));
    Kind::from_name(text).ok_or_else(unknown)
}
