#!/usr/bin/env bash
# Builds the native program of one platform, with its manual pages and completions: artifacts/dist/autoschematic-VERSION-RID.
#   eng/release.sh [linux-x64|linux-arm64|osx-x64|osx-arm64|win-x64]     the platform of this machine when none is named
# A native program is built on a machine of its own system; docs/releasing.md has the recipe of each. `make build` went before.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/eng/native.sh"
rid=${1:-$system-$machine}
options=()
native_options "$rid"
say() { printf 'release: %s\n' "$*"; }

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props")
folder="$root/artifacts/dist/autoschematic-$version-$rid"
published="$root/artifacts/native/publish/$rid"
# The SDK does not link again when only settings of the linker changed.
rm -rf "$root/artifacts/native/bin/Autoschematic.Cli/release_$rid/native"
say "compiling for $rid (a few minutes)"
dotnet publish "$root/src/Autoschematic.Cli" "${options[@]}" -o "$published"
python3 "$root/eng/same-packages.py" "$root" "$root/artifacts/native/locks" Autoschematic.Cli

# Whatever is in the way, a folder of that name ends up holding this build and nothing else.
rm -rf "$folder"
mkdir -p "$folder"
program=autoschematic
[ "$system" != win ] || program=autoschematic.exe
cp "$published/$program" "$root/LICENSE" "$root/README.md" "$folder"
"$root/eng/pages.sh" "$folder/share" "$root/artifacts/bin/autoschematic"
say "made $folder ($(($(wc -c <"$folder/$program") / 1000000)) MB)"
