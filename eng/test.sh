#!/usr/bin/env bash
# Runs the tests of every area, or of the one named by AREA, and ends with one summary line.
#   AREA=Ron|Engine|Connectors|Cli|Python   only that area
#   CONFIGURATION=Release|Debug             which build to run
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
area=${AREA:-}
configuration=${CONFIGURATION:-Release}
results="$root/artifacts/test-results"
mkdir -p "$results"
passed=0 failed=0 skipped=0

# Reads one number of a TRX file's <Counters …/> element.
counter() { sed -n 's/.*<Counters [^>]*'"$2"'="\([0-9]*\)".*/\1/p' "$1" | head -1; }

run_dotnet() { # run_dotnet AREA
    local name="Autoschematic.$1.Tests"
    local program="$root/artifacts/bin/$name/${configuration,,}/$name"
    local report="$results/$name.trx"
    printf '\n== %s ==\n' "$name"
    rm -f "$report"
    "$program" -noLogo -noColor -result-trx "$report"
    local status=$?
    if [ ! -s "$report" ]; then
        echo "$name wrote no report (exit code $status)"
        failed=$((failed + 1))
        return
    fi
    local total run good bad
    total=$(counter "$report" total) run=$(counter "$report" executed) good=$(counter "$report" passed)
    bad=$((run - good))
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$total" -eq 0 ]; }; then
        echo "$name ran $total tests and ended with exit code $status although none of them failed"
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - run))
}

run_python() {
    printf '\n== Python ==\n'
    local report="$results/python.xml" status tests bad skip
    rm -f "$report"
    (cd "$root" && .venv/bin/python -m pytest -q -p no:cacheprovider --junitxml "$report" sdk/python connectors samples)
    status=$?
    attribute() { grep -oE "$1=\"[0-9]+\"" "$report" 2>/dev/null | head -1 | grep -oE '[0-9]+'; }
    tests=$(attribute tests) bad=$(($(attribute failures || echo 0) + $(attribute errors || echo 0))) skip=$(attribute skipped)
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    tests=${tests:-0} skip=${skip:-0}
    passed=$((passed + (tests > bad + skip ? tests - bad - skip : 0)))
    failed=$((failed + bad)) skipped=$((skipped + skip))
}

case "$area" in
    "")
        for each in Ron Engine Connectors Cli; do
            run_dotnet "$each"
        done
        run_python
        ;;
    Python) run_python ;;
    Ron | Engine | Connectors | Cli) run_dotnet "$area" ;;
    *)
        echo "There is no area \`$area\`: choose Ron, Engine, Connectors, Cli or Python"
        exit 64
        ;;
esac

echo
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
