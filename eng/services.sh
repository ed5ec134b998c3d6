#!/usr/bin/env bash
# The real services that tests start for themselves and stop again: PostgreSQL, OpenSSH, PowerDNS. Says nothing when they are
# there; as root installs Debian's packages, else names the command. Tests of a service that is missing are skipped and say so.
set -uo pipefail
packages=()

# Looked for where Debian puts programs that are not on everybody's PATH.
missing() { # missing PROGRAM PACKAGE…
    local program=$1 each
    shift
    PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$program" >/dev/null && return
    for each in /usr/lib/postgresql/*/bin/"$program"; do
        [ -x "$each" ] && return
    done
    packages+=("$@")
}

missing initdb postgresql
missing sshd openssh-server
missing pdns_server pdns-server pdns-backend-sqlite3
missing sqlite3 sqlite3
[ "${#packages[@]}" -eq 0 ] && exit 0

say() { printf 'services: %s\n' "$*" >&2; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "installing ${packages[*]}"
    # Nothing is to start by itself: the tests start their own on ports of their own.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
        trap 'rm -f "$log" "$policy"' EXIT
    fi
    install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${packages[*]}"
    $install >"$log" 2>&1 || { apt-get update -q >"$log" 2>&1 && $install >"$log" 2>&1; } && exit 0
    tail -n 5 "$log" >&2
fi
say "${packages[*]} are missing: the tests that need them will be skipped"
say "hint: run \`sudo apt-get install ${packages[*]}\`"
exit 0
