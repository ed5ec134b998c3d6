#!/usr/bin/env bash
# Everything that is given away, made and tried out, one script a step; what it leaves is in artifacts/dist and artifacts/packages.
# `make build` and `make python` went before; docs/releasing.md tells of each step.
set -euo pipefail
export AUTOSCHEMATIC_DAEMON=off
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dist="$root/artifacts/dist"
say() { printf 'dist: %s\n' "$*"; }

"$root/eng/try-packages.sh"
"$root/eng/tool.sh"

# What an earlier version left must not be packed or measured.
rm -rf "$dist"
"$root/eng/release.sh"
folder=$(echo "$dist"/autoschematic-*)
seconds=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}
"$root/eng/archive.py" "$seconds" "$folder"

prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$root/install.sh" --from "$dist" --prefix "$prefix" >/dev/null
"$prefix/bin/autoschematic" version >/dev/null
"$root/install.sh" --uninstall --prefix "$prefix" >/dev/null
say "installed from the archive, and removed"

"$root/eng/native-connectors.sh" "$folder/autoschematic"
if [ "$(uname -s)" = Linux ] && command -v apt-get >/dev/null; then
    "$root/eng/chroot.sh" "$folder/autoschematic"
else
    say "the demo was not run in an empty Debian: there is no apt-get here"
fi
say "made: $(cd "$root/artifacts" && echo dist/*.tar.gz dist/*.zip dist/SHA256SUMS packages/* | sed 's|dist/\*\S* ||g')"
