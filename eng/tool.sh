#!/usr/bin/env bash
# Packs the command line tool as a package of `dotnet tool` into artifacts/packages, installs it from there into a folder that is
# thrown away, and runs the demo with what was installed. `make build` and `make python` went before.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages="$root/artifacts/packages"
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf 'tool: %s\n' "$*"; }

dotnet pack "$root/src/Autoschematic.Cli" --no-build -c "${CONFIGURATION:-Release}" -o "$packages" -v quiet -clp:NoSummary
say "packed autoschematic.$version.nupkg ($(($(wc -c <"$packages/autoschematic.$version.nupkg") / 1000000)) MB)"

# A cache of its own: the user's would go on giving what the package of this version held before.
cat >"$work/nuget.config" <<END
<configuration>
  <config><add key="globalPackagesFolder" value="$work/cache" /></config>
  <packageSources><clear /><add key="packed" value="$packages" /></packageSources>
</configuration>
END
dotnet tool install autoschematic --version "$version" --tool-path "$work/tools" --configfile "$work/nuget.config" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2 && exit 1; }
DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
export DOTNET_ROOT
said=$("$work/tools/autoschematic" version | head -n 1)
[ "$said" = "autoschematic $version" ] || { say "the installed tool says \`$said\`" && exit 1; }
AUTOSCHEMATIC_PROGRAM="$work/tools/autoschematic" "$root/samples/quickstart/demo.sh" >"$work/log" 2>&1 ||
    { tail -n 30 "$work/log" >&2 && say "the demo failed with the installed tool" && exit 1; }
say "installed and tried: $(grep -c '^  ok: ' "$work/log") checks of the demo held"
