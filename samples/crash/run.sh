#!/usr/bin/env bash
# Thirty machines that need each other; the program is killed at the eleventh; `apply --resume` does the rest.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
cli="$root/artifacts/bin/autoschematic"
machines=30 kill_at=11

fail() { echo "CRASH DEMO FAILED: $1" >&2; exit 1; }
[ -x "$cli" ] || { echo "hint: run \`make build python\` first" >&2; fail "there is no $cli"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export AUTOSCHEMATIC_DAEMON=off # what it keeps running would stay when the demo ends
export CLOUD="$work/cloud" AUTOSCHEMATIC_PYTHON="$root/.venv/bin/python" PYTHONPATH="$root/sdk/python"
mkdir -p "$CLOUD" "$work/infra/connectors" "$work/infra/main/machine"
cp "$here/cloud.py" "$work/infra/connectors/"
cd "$work/infra"
git init -q
cat > autoschematic.ron <<'RON'
AutoschematicConfig(
    prefixes: {
        "main": Prefix(
            connectors: [
                Connector(
                    shortname: "cloud",
                    spec: PythonLocal(path: "connectors/cloud.py"),
                    env: {"CLOUD": "env://CLOUD", "PYTHONPATH": "env://PYTHONPATH"},
                ),
            ],
        ),
    },
)
RON
git add . && git -c user.name=demo -c user.email=demo@example.org commit -qm "A cloud"

# Every machine but the first three needs the one three before it.
for number in $(seq 1 $machines); do
    needs=""
    [ "$number" -gt 3 ] && needs=", \"needs\": \"out://machine/m$(printf %02d $((number - 3))).json[id]\""
    printf '{"number": %d%s}\n' "$number" "$needs" > "main/machine/m$(printf %02d "$number").json"
done
git add .

made() { [ -f "$CLOUD/created.log" ] && wc -l < "$CLOUD/created.log" || echo 0; }

echo "── apply, killed at machine $kill_at"
"$cli" apply --yes --no-commit > "$work/apply.txt" 2>&1 &
host=$!
while [ "$(made)" -lt $kill_at ]; do
    kill -0 "$host" 2> /dev/null || { cat "$work/apply.txt"; fail "apply ended before it was killed"; }
    sleep 0.01
done
kill -9 "$host"
wait "$host" 2> /dev/null || true
echo "  killed; $(made) machines were made"

echo "── the next apply refuses"
"$cli" apply --yes --no-commit && fail "it did not" || [ $? -eq 4 ] || fail "not with exit code 4"

echo "── apply --resume"
"$cli" apply --resume --yes --no-commit || fail "resume ended with $?"

echo "── what there is now"
[ "$(made)" -eq $machines ] || fail "$(made) machines were made, not $machines"
[ "$(cut -d' ' -f1 "$CLOUD/created.log" | sort -u | wc -l)" -eq $machines ] || fail "some machine was made twice"
[ "$(find .autoschematic -name 'm*.out.json' | wc -l)" -eq $machines ] || fail "outputs are missing"
"$cli" plan --all --exit-code > /dev/null || fail "the plan is not empty"
echo "  ok: $(made) machines made, each once; every output there; the plan is empty"
