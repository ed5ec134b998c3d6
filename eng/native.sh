# Sourced by the scripts that make native programs: `native_options RID` fills the array `options` for `dotnet publish`,
# or says what is missing and ends the script.
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

native_options() {
    local rid=$1 compiler
    case "$rid" in
        linux-x64 | linux-arm64 | osx-x64 | osx-arm64 | win-x64) ;;
        *) fail "there is no platform \`$rid\`" "choose linux-x64, linux-arm64, osx-x64, osx-arm64 or win-x64" ;;
    esac
    [ "${rid%-*}" = "$system" ] || fail "a program for $rid cannot be built on this machine" "run this on a machine with that system"
    options=(-c Release -r "$rid" -p:PublishAot=true --artifacts-path "$root/artifacts/native" --nologo -v quiet -clp:NoSummary)
    [ "$system" = linux ] || return 0

    # Clang is what the SDK asks for; gcc does as well. The other processor needs a cross compiler, which CC names.
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
}
