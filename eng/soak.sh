#!/usr/bin/env bash
# Kills the real program, its connectors or both, over and over, resumes, and compares with an undisturbed run;
# then prints how many kills hit each step of a run and in how many cases files were moved.
# Then kills the background process, connectors and commands at random, and looks at what is left.
#   WARM_KILLS=100     how often
#   CASES=500 SEED=1   how many kills and which; a failed case is named with both
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
configuration=${CONFIGURATION:-Release}
name=Autoschematic.Cli.Tests
steps="$root/artifacts/test-results/crash-steps.txt"
rm -f "$steps"
AUTOSCHEMATIC_CRASH_CASES=${CASES:-500} AUTOSCHEMATIC_CRASH_SEED=${SEED:-1} \
    "$root/artifacts/bin/$name/${configuration,,}/$name" -noLogo -noColor -class '*CrashLawTests'
status=$?
[ ! -f "$steps" ] || cat "$steps"
"$root/eng/warm-kills.py" "${WARM_KILLS:-100}" || status=1
exit "$status"
