//! `k6cfg profile-schema`

use k6cfg_profile::Profile;

pub(crate) fn run() -> bool {
    print!("{}", k6cfg_manifest::json(&Profile::json_schema()));
    true
}
