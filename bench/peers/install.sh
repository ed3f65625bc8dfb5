#!/usr/bin/env bash
# Installs what Goodwill is measured beside: two mail indexers as Debian packages, and the libraries
# of the analyst's script in an environment of their own, so that ours stays as it is.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if ! command -v notmuch >/dev/null 2>&1 || ! command -v mu >/dev/null 2>&1; then
    run=()
    [ "$(id -u)" -eq 0 ] || run=(sudo -n)
    export DEBIAN_FRONTEND=noninteractive
    "${run[@]}" apt-get update -qq
    "${run[@]}" apt-get install -y -qq --no-install-recommends notmuch maildir-utils >/dev/null
fi
python="$root/.venv/bin/python"
[ -x "$python" ] || python=python3
if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --allow-existing --python "$python" "$root/.venv/peers"
    uv pip install --quiet --python "$root/.venv/peers/bin/python" -r "$here/requirements.txt"
else
    "$python" -m venv "$root/.venv/peers"
    "$root/.venv/peers/bin/python" -m pip install --quiet -r "$here/requirements.txt"
fi
