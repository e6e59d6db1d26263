//! `k6cfg profile-schema`

use k6cfg_profile::Profile;

use crate::load::Failure;
use crate::streams;

pub(crate) fn run() -> Result<bool, Failure> {
    streams::out(&k6cfg_manifest::json(&Profile::json_schema()))?;
    Ok(true)
}
