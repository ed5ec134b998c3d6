#!/usr/bin/env bash
# Builds the native program of one platform, with its manual pages and completions: artifacts/dist/autoschematic-VERSION-RID.
#   eng/release.sh [linux-x64|linux-arm64|osx-x64|osx-arm64|win-x64]     the platform of this machine when none is named
# A native program is built on a machine of its own system; docs/releasing.md has the recipe of each. `make build` went before.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
say() { printf 'release: %s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$1" >&2
    [ $# -lt 2 ] || printf 'hint: %s\n' "$2" >&2
    exit 1
}

case "$(uname -s)" in
    Linux) system=linux ;;
    Darwin) system=osx ;;
    *) system=win ;;
esac
case "$(uname -m)" in
    arm64 | aarch64) machine=arm64 ;;
    *) machine=x64 ;;
esac
rid=${1:-$system-$machine}
case "$rid" in
    linux-x64 | linux-arm64 | osx-x64 | osx-arm64 | win-x64) ;;
    *) fail "there is no platform \`$rid\`" "choose linux-x64, linux-arm64, osx-x64, osx-arm64 or win-x64" ;;
esac
[ "${rid%-*}" = "$system" ] || fail "a program for $rid cannot be built on this machine" "run eng/release.sh $rid on one with that system"

# Clang is what the SDK asks for; gcc does as well. The other processor needs a cross compiler, which CC names.
options=()
if [ "$system" = linux ]; then
    compiler=${CC:-}
    if [ -z "$compiler" ] && [ "${rid#*-}" = "$machine" ]; then
        compiler=$(command -v clang || command -v gcc || true)
    fi
    [ -n "$compiler" ] || fail "no C compiler links programs for $rid here" \
        "run \`sudo apt-get install gcc zlib1g-dev\`, or name a cross compiler with CC (docs/releasing.md)"
    echo 'int main(void) { return 0; }' | "$compiler" -x c - -lz -o /dev/null 2>/dev/null ||
        fail "\`$compiler\` cannot link with zlib" "run \`sudo apt-get install gcc zlib1g-dev\`"
    options+=("-p:CppCompilerAndLinker=$compiler")
    case "$(basename "$compiler")" in
        *-gcc) options+=("-p:ObjCopyName=${compiler%-gcc}-objcopy") ;;
    esac
fi

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props")
folder="$root/artifacts/dist/autoschematic-$version-$rid"
native="$root/artifacts/native"
say "compiling for $rid (a few minutes)"
dotnet publish "$root/src/Autoschematic.Cli" -c Release -r "$rid" -p:PublishAot=true --artifacts-path "$native" \
    -o "$native/publish/$rid" ${options[@]+"${options[@]}"} --nologo -v quiet -clp:NoSummary
python3 "$root/eng/same-packages.py" "$root" "$native/locks" Autoschematic.Cli

# Whatever is in the way, a folder of that name ends up holding this build and nothing else.
rm -rf "$folder"
mkdir -p "$folder"
program=autoschematic
[ "$system" != win ] || program=autoschematic.exe
cp "$native/publish/$rid/$program" "$root/LICENSE" "$root/README.md" "$folder"
"$root/eng/pages.sh" "$folder/share" "$root/artifacts/bin/autoschematic"
say "made $folder ($(($(wc -c <"$folder/$program") / 1000000)) MB)"
