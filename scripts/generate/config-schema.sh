#!/usr/bin/env bash
# docs/schema/config.schema.json: the JSON Schema of the config file, from the engine's key table and the built-in profile.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

generate_file docs/schema/config.schema.json cargo run --quiet --locked -p k6cfg -- schema
