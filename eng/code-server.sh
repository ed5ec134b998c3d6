#!/usr/bin/env bash
# Puts a real editor into artifacts/code-server, for the tests of the extension in it: code-server, a VS Code workbench served to a
# browser. Its native parts are built here, so that nothing but packages of npm and Debian is fetched. Done at once when it is there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target="$root/artifacts/code-server"
version=4.100.3
say() { printf 'code-server: %s\n' "$*" >&2; }
[ -x "$target/node_modules/.bin/code-server" ] && [ "$(cat "$target/version" 2>/dev/null)" = "$version" ] && exit 0

if [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null)" != 20 ]; then
    say "code-server $version needs node 20"
    exit 1
fi
missing=()
for each in make:make g++:g++ python3:python3 rg:ripgrep chromium:chromium; do
    command -v "${each%%:*}" >/dev/null || missing+=("${each##*:}")
done
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ]; then
        say "${missing[*]} are missing"
        say "hint: run \`sudo apt-get install ${missing[*]}\`"
        exit 1
    fi
    say "installing ${missing[*]}"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
fi

say "installing code-server $version (a minute or two the first time)"
rm -rf "$target"
mkdir -p "$target"
cd "$target"
install=(npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error)
echo '{"private": true}' >package.json
"${install[@]}" "code-server@$version" >/dev/null
code=$target/node_modules/code-server/lib/vscode
(cd "$code" && "${install[@]}" >/dev/null)
(cd "$code/extensions" && "${install[@]}" >/dev/null)

# The headers lie beside the node that runs, where its package has them.
headers=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
gyp=$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js
build() { # build FOLDER OPTION…
    (cd "$1" && node "$gyp" rebuild --nodedir="$headers" "${@:2}") >"$target/build.log" 2>&1 || {
        tail -n 20 "$target/build.log" >&2
        exit 1
    }
}
for each in @vscode/spdlog native-watchdog node-pty @parcel/watcher; do
    build "$code/node_modules/$each"
done
argon=$target/node_modules/argon2
build "$argon" --module_name=argon2 --module_path="$argon/lib/binding/napi-v3" --napi_version=8
mkdir -p "$code/node_modules/@vscode/ripgrep/bin"
ln -sf "$(command -v rg)" "$code/node_modules/@vscode/ripgrep/bin/rg"
ln -sfn node_modules "$code/node_modules.asar"
echo "$version" >version
say "ready"
