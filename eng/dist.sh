#!/usr/bin/env bash
# Packs the libraries into artifacts/packages: the NuGet packages of the RON library and the C# SDK (with the wire
# types it stands on), and the wheel of the Python SDK. Then a connector in a throw-away repository is built from
# those packages alone and imported from, and the Python SDK is imported from its wheel.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages="$root/artifacts/packages"
configuration=${CONFIGURATION:-Release}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf 'dist: %s\n' "$*"; }

rm -rf "$packages"
mkdir -p "$packages"
for project in Ron Protocol Sdk; do
    dotnet pack "$root/src/Autoschematic.$project" -c "$configuration" -o "$packages" --nologo -v quiet
done

# The build backend is called directly: pip would ask an index for it.
wheel() {
    cp -r "$root/sdk/python" "$work/python-sdk"
    local python
    for python in "${AUTOSCHEMATIC_PYTHON:-}" "$root/.venv/bin/python" python3 /usr/bin/python3; do
        if [ -n "$python" ] && "$python" -c 'import setuptools, wheel; assert int(setuptools.__version__.split(".")[0]) >= 61' 2>/dev/null; then
            (cd "$work/python-sdk" && "$python" -c "
from setuptools import build_meta
build_meta.build_wheel('$packages')" >"$work/wheel.log" 2>&1) || { cat "$work/wheel.log" >&2; return 1; }
            "$python" -m zipfile -e "$packages"/autoschematic_sdk-*.whl "$work/wheel"
            (cd / && PYTHONPATH="$work/wheel" "$root/.venv/bin/python" -c "
import autoschematic_sdk
assert autoschematic_sdk.__file__.startswith('$work/wheel'), autoschematic_sdk.__file__")
            return
        fi
    done
    say "no wheel was made: no Python here has setuptools 61 and wheel (run \`python3 -m pip install setuptools wheel\`)"
}
wheel

# Fallback folders are only read, so that what is packed here stays out of the user's package cache.
cat >"$work/nuget.config" <<END
<configuration>
  <config><add key="globalPackagesFolder" value="$work/cache" /></config>
  <packageSources><add key="packed" value="$packages" /></packageSources>
  <fallbackPackageFolders><add key="user" value="${NUGET_PACKAGES:-$HOME/.nuget/packages}" /></fallbackPackageFolders>
</configuration>
END
repository="$work/repository"
cp -r "$root/eng/packed-connector" "$repository"
git -C "$repository" init -q
git -C "$repository" add --all
git -C "$repository" -c user.name=dist -c user.email=dist@localhost commit -qm "Packed connector"
(cd "$repository" && PATH="$(dirname "$(readlink -f "$(command -v dotnet)")"):$PATH" "$root/artifacts/bin/autoschematic" import)
test "$(cat "$repository/main/words/hello.ron")" = 'Word(text: "hello")' || { say "the packed connector did not answer"; exit 1; }
say "packed and tried: $(cd "$packages" && echo *)"
