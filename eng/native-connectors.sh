#!/usr/bin/env bash
# Builds the C# connectors as native programs and tries them with the native tool, by the tests that both have anyway: what the
# laws of connectors ask for, and files, tables and grants that are imported, changed and pulled.
#   eng/native-connectors.sh PROGRAM     the native tool; `make build` went before
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/eng/native.sh"
options=()
native_options "$system-$machine"
say() { printf 'connectors: %s\n' "$*"; }

programs="$root/artifacts/native/programs"
rm -rf "$programs"
mkdir -p "$programs"
cp "$1" "$programs/autoschematic"
for name in Files Postgres; do
    say "compiling Autoschematic.$name (a few minutes)"
    published="$root/artifacts/native/publish/Autoschematic.$name"
    dotnet publish "$root/connectors/${name,,}" "${options[@]}" -o "$published"
    cp "$published/Autoschematic.$name" "$programs"
    tests="$root/artifacts/bin/Autoschematic.$name.Tests/$(tr '[:upper:]' '[:lower:]' <<<"${CONFIGURATION:-Release}")"
    log="$root/artifacts/native/$name.log"
    AUTOSCHEMATIC_NATIVE="$programs" "$tests/Autoschematic.$name.Tests" -noLogo -noColor -class '*.LawTests' -class '*.LocalTests' \
        -class '*.EndToEndTests' >"$log" 2>&1 </dev/null || { tail -n 40 "$log" >&2 && exit 1; }
    say "Autoschematic.$name ($(($(wc -c <"$programs/Autoschematic.$name") / 1000000)) MB): $(sed -n 's/.*\(Total: [0-9]*\).*\(Failed: [0-9]*\), \(Skipped: [0-9]*\).*/\1, \2, \3/p' "$log")"
done
