#!/usr/bin/env bash
# The VS Code extension: `test` runs its tests, the language server's end-to-end tests among them (`test WORD` those in
# files with that word in their path); `package` leaves the .vsix in artifacts/packages. Node comes from Debian's packages as root; without it the tests are skipped and say so.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
extension="$root/editors/vscode"
say() { printf 'editors: %s\n' "$*" >&2; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT

has_node() { # has_node MAJOR
    command -v npm >/dev/null && node -e "process.exit(parseInt(process.versions.node) >= $1 ? 0 : 1)" 2>/dev/null
}

ensure_node() { # ensure_node MAJOR
    has_node "$1" && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        say "installing nodejs and npm"
        local install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends nodejs npm"
        $install >"$log" 2>&1 || { apt-get update -q >"$log" 2>&1 && $install >"$log" 2>&1; } || tail -n 5 "$log" >&2
        hash -r
        has_node "$1" && return
    fi
    say "node $1 or later with npm is missing"
    say "hint: install it, for example from https://nodejs.org, then run this again"
    return 1
}

# As the lock file says; done at once when nothing changed since.
install() {
    [ "$extension/node_modules/.package-lock.json" -nt "$extension/package-lock.json" ] && return
    say "installing packages from npm"
    if ! npm ci --ignore-scripts --prefix "$extension" --no-audit --no-fund --loglevel=error >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        return 1
    fi
    touch "$extension/node_modules/.package-lock.json"
}

case "${1:-}" in
    test)
        if ! ensure_node 20; then
            say "the tests of editors are skipped"
            # As node's runner would say it.
            printf 'ℹ pass 0\nℹ fail 0\nℹ skipped 1\n'
            exit 0
        fi
        install && npm test --silent --prefix "$extension" -- "${@:2}"
        ;;
    package)
        ensure_node 20 && install || exit 1
        mkdir -p "$root/artifacts/packages"
        rm -f "$root/artifacts/packages"/autoschematic-*.vsix
        npm run --silent --prefix "$extension" package -- --out "$root/artifacts/packages/"
        ;;
    *)
        say "choose test or package"
        exit 64
        ;;
esac
