#!/usr/bin/env bash
# Tries out what `make build` packed into artifacts/packages: a connector in a throw-away repository is built from the NuGet
# packages alone and imported from, and the Python SDK is imported from its wheel.
set -euo pipefail
export AUTOSCHEMATIC_DAEMON=off
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages="$root/artifacts/packages"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf 'packages: %s\n' "$*"; }

wheels=("$packages"/autoschematic_sdk-*.whl)
if [ -f "${wheels[0]}" ]; then
    python3 -m zipfile -e "${wheels[0]}" "$work/wheel"
    (cd / && PYTHONPATH="$work/wheel" "$root/.venv/bin/python" -c "
import autoschematic_sdk
assert autoschematic_sdk.__file__.startswith('$work/wheel'), autoschematic_sdk.__file__")
fi

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
