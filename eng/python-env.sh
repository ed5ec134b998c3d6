#!/usr/bin/env bash
# Makes .venv, the Python that tests, demo and connectors run with: grpcio, protobuf, aiohttp,
# pytest, and the SDK of this checkout. Done at once when it is there already. Tried in this order:
#   1. a Python 3.10 or later that has the packages (a .venv that sees them; no network)
#   2. pip, where its index answers
#   3. Debian's packages, as root
# AUTOSCHEMATIC_PYTHON names the Python to make it from.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv="$root/.venv"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
debian="python3-venv python3-grpcio python3-protobuf python3-aiohttp python3-pytest python3-setuptools python3-wheel python3-pip"
imports='import sys; assert sys.version_info >= (3, 10); import aiohttp, google.protobuf, grpc, pytest'

say() { printf 'python: %s\n' "$*" >&2; }
has_packages() { "$1" -c "$imports" >/dev/null 2>&1; }
is_recent() { "$1" -c 'import sys; assert sys.version_info >= (3, 10)' >/dev/null 2>&1; }
ready() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" - "$root/sdk/python/autoschematic_sdk" <<<"$imports
import os, autoschematic_sdk, importlib.metadata
assert any(each.name == 'autoschematic' for each in importlib.metadata.entry_points(group='pytest11'))
assert os.path.samefile(os.path.dirname(autoschematic_sdk.__file__), sys.argv[1])" >/dev/null 2>&1
}

pythons() {
    for each in "${AUTOSCHEMATIC_PYTHON:-}" python3 /usr/bin/python3; do
        [ -n "$each" ] && command -v "$each"
    done | awk '!seen[$0]++'
}

make_venv() { # make_venv PYTHON OPTION…
    local python=$1
    shift
    if [ -e "$venv" ] && [ ! -e "$venv/pyvenv.cfg" ]; then
        say "\`$venv\` is in the way and is not a virtual environment; move it away"
        exit 1
    fi
    rm -rf "$venv"
    "$python" -m venv "$@" "$venv" >"$log" 2>&1
}

# The SDK is found through a .pth file: installing it would need a build backend. Its plugin is what pytest asks for.
link_sdk() {
    local packages about
    packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))') || return 1
    about="$packages/autoschematic_sdk-0.dist-info"
    mkdir -p "$about" &&
        printf '%s\n' "$root/sdk/python" >"$packages/autoschematic_sdk.pth" &&
        printf 'Metadata-Version: 2.1\nName: autoschematic-sdk\nVersion: 0\n' >"$about/METADATA" &&
        printf '[pytest11]\nautoschematic = autoschematic_sdk.pytest_plugin\n' >"$about/entry_points.txt"
}

from_present_packages() {
    local python
    while read -r python; do
        if has_packages "$python"; then
            make_venv "$python" --system-site-packages --without-pip && link_sdk && ready && return 0
        fi
    done < <(pythons)
    return 1
}

from_index() {
    local python
    while read -r python; do
        is_recent "$python" && make_venv "$python" || continue
        say "installing grpcio, protobuf, aiohttp and pytest with pip"
        # A machine without an index is to find out quickly.
        timeout 600 "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --timeout 5 --retries 0 \
            'grpcio>=1.51' 'protobuf>=3.21' aiohttp pytest setuptools wheel >"$log" 2>&1 && link_sdk && ready && return 0
        return 1
    done < <(pythons)
    return 1
}

from_debian() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    say "installing $debian"
    local install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $debian"
    $install >"$log" 2>&1 || { apt-get update -q >"$log" 2>&1 && $install >"$log" 2>&1; } || return 1
    from_present_packages
}

ready && exit 0
from_present_packages || from_index || from_debian && {
    say "ready: $("$venv/bin/python" -c 'import grpc, google.protobuf as p, platform
print("Python", platform.python_version(), "grpcio", grpc.__version__, "protobuf", p.__version__)')"
    exit 0
}

[ -e "$venv/pyvenv.cfg" ] && rm -rf "$venv"
say "cannot make $venv"
tail -n 5 "$log" >&2
if command -v apt-get >/dev/null; then
    say "hint: run \`sudo apt-get install $debian\`, then this again"
else
    say "hint: run \`python3 -m venv .venv && .venv/bin/pip install grpcio protobuf aiohttp pytest\`, then this again"
fi
exit 1
