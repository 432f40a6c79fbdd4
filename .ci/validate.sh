#!/usr/bin/env bash
# Law: what the program writes is judged by others' validators, every PDF and every page of it.
#
# usage: .ci/validate.sh OUTPUT_DIR
#
# Validators are installed by name and pinned version into target/validators, or the folder that
# VALIDATORS names, and used again by the next run. Exit code 0 when every file passes, 1 else.
set -euo pipefail

output=$(cd "${1:?usage: .ci/validate.sh OUTPUT_DIR}" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${VALIDATORS:-$here/../target/validators}
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)

python_packages=(page-validation==0.11.0)
node_packages=(html-validate@10.17.0 axe-core@4.14.1 playwright-core@1.65.1)

# Debian packages, only where a command is absent and this user may install.
need() {
    local command=$1 package=$2
    command -v "$command" >/dev/null && return
    echo "installing $package" >&2
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package" >/dev/null
}

browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    need chromium chromium
    command -v chromium
}

# An installation is marked by the versions that it holds.
stale() {
    [[ ! -f $1 || $(<"$1") != "$2" ]]
}

if stale "$tools/python.done" "${python_packages[*]}"; then
    need python3 python3
    # The module that makes an environment complete is a package of its own on Debian.
    python3 -c 'import ensurepip' 2>/dev/null || need ensurepip python3-venv
    python3 -m venv --clear "$tools/python"
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check "${python_packages[@]}"
    echo "${python_packages[*]}" >"$tools/python.done"
fi
if stale "$tools/node.done" "${node_packages[*]}"; then
    need npm npm
    npm install --silent --no-audit --no-fund --no-save --ignore-scripts \
        --prefix "$tools/node" "${node_packages[@]}"
    echo "${node_packages[*]}" >"$tools/node.done"
fi

failed=0
"$tools/python/bin/python" "$here/check_pdf.py" "$output" || failed=1
VALIDATORS_NODE="$tools/node" BROWSER=$(browser) node "$here/check_html.mjs" "$output" || failed=1
exit "$failed"
