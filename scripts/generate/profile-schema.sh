#!/usr/bin/env bash
# docs/schema/profile.schema.json: the JSON Schema of a platform profile, from its Rust type.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

generate_file docs/schema/profile.schema.json cargo run --quiet --locked -p k6cfg -- profile-schema
