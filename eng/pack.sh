#!/usr/bin/env bash
# Packs into artifacts/packages what connectors are written with, as far as something is newer than its package: the NuGet
# packages of the RON library and the C# SDK (with the wire types it stands on), the templates of `dotnet new`, and the
# wheel of the Python SDK. The projects have been built.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages="$root/artifacts/packages"
configuration=${CONFIGURATION:-Release}
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props")
say() { printf 'pack: %s\n' "$*"; }
mkdir -p "$packages"

# Whether a package is there and nothing that it is made of is newer.
fresh() { # fresh PACKAGE SOURCE…
    local package=$1
    shift
    [ -f "$package" ] && [ -z "$(find "$@" -newer "$package" -type f -not -path '*/__pycache__/*' -print -quit)" ]
}

pack() { # pack NAME PROJECT OPTION SOURCE…
    local name=$1 project=$2 option=$3
    shift 3
    if ! fresh "$packages/$name.$version.nupkg" "$@"; then
        rm -f "$packages/$name".[0-9]*.nupkg
        dotnet pack "$project" "$option" -c "$configuration" -o "$packages" -v quiet -clp:NoSummary
        # The user's cache would go on giving what the package of this version held before.
        rm -rf "${NUGET_PACKAGES:-$HOME/.nuget/packages}/${name,,}/$version"
        say "$name $version"
    fi
}

for project in Ron Protocol Sdk; do
    pack "Autoschematic.$project" "$root/src/Autoschematic.$project" --no-build \
        "$root/artifacts/bin/Autoschematic.$project/${configuration,,}/Autoschematic.$project.dll" \
        "$root/src/Autoschematic.$project/Autoschematic.$project.csproj" "$root/Directory.Build.props" "$root/Directory.Packages.props"
done
pack Autoschematic.Templates "$root/templates" --nologo "$root/templates"

# The build backend is called directly: pip would ask an index for it.
wheel() {
    local python work
    for python in "${AUTOSCHEMATIC_PYTHON:-}" "$root/.venv/bin/python" python3 /usr/bin/python3; do
        if [ -n "$python" ] && "$python" -c 'import setuptools, wheel; assert int(setuptools.__version__.split(".")[0]) >= 61' 2>/dev/null; then
            work=$(mktemp -d)
            cp -r "$root/sdk/python" "$work/python-sdk"
            rm -f "$packages"/autoschematic_sdk-*.whl
            if ! (cd "$work/python-sdk" && "$python" -c "
from setuptools import build_meta
build_meta.build_wheel('$packages')" >"$work/wheel.log" 2>&1); then
                cat "$work/wheel.log" >&2
                rm -rf "$work"
                return 1
            fi
            rm -rf "$work"
            say "$(cd "$packages" && echo autoschematic_sdk-*.whl)"
            return
        fi
    done
    say "no wheel was made: no Python here has setuptools 61 and wheel (run \`python3 -m pip install setuptools wheel\`)"
}
wheels=("$packages"/autoschematic_sdk-*.whl)
fresh "${wheels[0]}" "$root/sdk/python/autoschematic_sdk" "$root/sdk/python/pyproject.toml" "$root/sdk/python/README.md" || wheel
