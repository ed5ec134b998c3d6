#!/usr/bin/env bash
# Runs the tests of every area, or of the one named by AREA, and ends with one summary line.
#   AREA=Ron|Engine|Connectors|LanguageServer|Cli|Postgres|Files|Python|Editors   only that area
#   CONFIGURATION=Release|Debug             which build to run
#   TEST_LIMIT=900                          seconds after which an area's tests are killed and count as failed
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
area=${AREA:-}
configuration=${CONFIGURATION:-Release}
results="$root/artifacts/test-results"
limit=${TEST_LIMIT:-900}
# A test is named in the output once it takes this long, so that a hanging one is known before the limit kills it.
slow=$((limit > 240 ? 120 : limit / 2 + 1))
mkdir -p "$results"
# What outlives a command would outlive its test; tests of just that switch it on.
export AUTOSCHEMATIC_DAEMON=off
passed=0 failed=0 skipped=0
# What failed, said once more at the end: a long log is read from there.
failures="$results/failures-${area:-all}.txt"
: >"$failures"

# Reads one number of a TRX file's <Counters …/> element.
counter() { sed -n 's/.*<Counters [^>]*'"$2"'="\([0-9]*\)".*/\1/p' "$1" | head -1; }

# Runs a test program for no longer than the limit, in a process group of its own, so that whatever it
# leaves behind ends with it. Job control makes that group, and keeps SIGINT from being ignored in it.
limited() {
    set -m
    timeout --foreground --kill-after=10 "$limit" "$@" </dev/null &
    local child=$! status
    set +m
    trap 'kill -TERM -- "-$child" 2>/dev/null' INT TERM
    wait "$child"
    status=$?
    trap - INT TERM
    kill -KILL -- "-$child" 2>/dev/null
    return "$status"
}

# Says what is wrong now, and once more at the end.
note() { echo "$1" | tee -a "$failures"; }

# Notes that the time was up, when an exit code says so.
out_of_time() { # out_of_time NAME STATUS
    [ "$2" -eq 124 ] || [ "$2" -eq 137 ] || return 1
    note "$1 was still running after $limit s and was killed"
}

# Each failed test with the first lines of what it said.
failed_dotnet() { # failed_dotnet LOG
    awk '/^ +.* \[FAIL\]$/ { left = 25; sub(/^ +/, ""); print; next } left > 0 && /^      / { left--; print; next } { left = 0 }' "$1"
}

run_dotnet() { # run_dotnet AREA
    local name="Autoschematic.$1.Tests"
    local program="$root/artifacts/bin/$name/${configuration,,}/$name"
    local report="$results/$name.trx"
    printf '\n== %s ==\n' "$name"
    local log="$results/$name.log"
    rm -f "$report"
    limited "$program" -noLogo -noColor -longRunning "$slow" -result-trx "$report" 2>&1 | tee "$log"
    local status=${PIPESTATUS[0]}
    if out_of_time "$name" "$status"; then
        grep -A3 -i 'long running' "$log" | tail -n 20 | tee -a "$failures"
        failed=$((failed + 1))
        return
    fi
    if [ ! -s "$report" ]; then
        note "$name wrote no report (exit code $status)"
        failed=$((failed + 1))
        return
    fi
    local total run good bad
    total=$(counter "$report" total) run=$(counter "$report" executed) good=$(counter "$report" passed)
    bad=$((run - good))
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$total" -eq 0 ]; }; then
        note "$name ran $total tests and ended with exit code $status although none of them failed"
        bad=1
    fi
    failed_dotnet "$log" >>"$failures"
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + total - run))
}

run_python() {
    printf '\n== Python ==\n'
    local report="$results/python.xml" log="$results/python.log" status tests bad skip
    rm -f "$report"
    # A test that takes long prints where it stands, its name included.
    (cd "$root" && limited .venv/bin/python -m pytest -q -p no:cacheprovider -o faulthandler_timeout="$slow" \
        --junitxml "$report" sdk/python connectors samples docs eng) 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    out_of_time "pytest" "$status"
    grep -E '^(FAILED|ERROR) ' "$log" >>"$failures"
    attribute() { grep -oE "$1=\"[0-9]+\"" "$report" 2>/dev/null | head -1 | grep -oE '[0-9]+'; }
    tests=$(attribute tests) bad=$(($(attribute failures || echo 0) + $(attribute errors || echo 0))) skip=$(attribute skipped)
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        note "pytest ended with exit code $status although no test failed"
        bad=1
    fi
    tests=${tests:-0} skip=${skip:-0}
    passed=$((passed + (tests > bad + skip ? tests - bad - skip : 0)))
    failed=$((failed + bad)) skipped=$((skipped + skip))
}

run_editors() {
    printf '\n== Editors ==\n'
    local log="$results/editors.log" status good bad skip
    limited "$root/eng/editors.sh" test 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    out_of_time "node" "$status"
    grep -A12 -E '^ *✖ ' "$log" | sed '0,/failing tests:/d' >>"$failures"
    counted() { grep -oE "^ℹ $1 [0-9]+" "$log" | tail -1 | grep -oE '[0-9]+$'; }
    good=$(counted pass) bad=$(($(counted fail || echo 0) + $(counted cancelled || echo 0))) skip=$(counted skipped)
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        note "the editors' tests ended with exit code $status although none of them failed"
        bad=1
    fi
    passed=$((passed + ${good:-0})) failed=$((failed + bad)) skipped=$((skipped + ${skip:-0}))
}

case "$area" in
    "")
        for each in Ron Engine Connectors LanguageServer Cli Postgres Files; do
            run_dotnet "$each"
        done
        run_python
        run_editors
        ;;
    Python) run_python ;;
    Editors) run_editors ;;
    Ron | Engine | Connectors | LanguageServer | Cli | Postgres | Files) run_dotnet "$area" ;;
    *)
        echo "There is no area \`$area\`: choose Ron, Engine, Connectors, LanguageServer, Cli, Postgres, Files, Python or Editors"
        exit 64
        ;;
esac

if [ -s "$failures" ]; then
    printf '\n== Failed ==\n'
    cat "$failures"
fi
echo
if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
