# shellcheck shell=bash
# setup_npm FOLDER NODE: the npm packages of a folder, exactly as its lock file says, on that node or newer.

setup_npm() {
  local folder=$1 stamp
  setup_node "$2"
  stamp=$(cat "$folder/package-lock.json" <(node --version) | sha256sum | cut -d ' ' -f 1)
  [ "$(cat "$folder/node_modules/.k6cfg" 2>/dev/null)" = "$stamp" ] && return
  step "npm packages of $folder" locked npm install_npm "$folder" "$stamp"
}

# `npm ci` empties node_modules first: what an interrupted one leaves has no stamp.
install_npm() {
  quiet npm ci --prefix "$1" --yes --no-audit --no-fund --loglevel=error ||
    die "the npm packages of $1 could not be installed; run this again to go on"
  echo "$2" >"$1/node_modules/.k6cfg"
}

setup_node() {
  have npm || step "node and npm (Debian packages)" apt_install "npm" nodejs npm
  local version
  version=$(node --version)
  at_least "$1" "${version#v}" || die "node $1 or newer is needed, here is ${version#v}"
}
