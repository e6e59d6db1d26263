//! Names in an address. What is no name goes no further: it would be part of an
//! address of the API server, and another one than was asked about.

use crate::cluster::{is_label, is_subdomain};
use crate::problem::Problem;

pub(super) fn namespace(text: String) -> Result<String, Problem> {
    if is_label(&text) { Ok(text) } else { Err(Problem::bad_request(format!("`{text}` is not a namespace"))) }
}

pub(super) fn name(text: String) -> Result<String, Problem> {
    if is_subdomain(&text) {
        Ok(text)
    } else {
        Err(Problem::bad_request(format!("`{text}` is not the name of an object")))
    }
}
