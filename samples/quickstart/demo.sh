#!/usr/bin/env bash
# Import, change, apply, drift and pull, against a stand-in for Grafana or the server at $GRAFANA_URL.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python="$here/../../.venv/bin/python"
if [ ! -x "$python" ]; then
    echo "error: there is no .venv yet" >&2
    echo "hint: run \`make demo\`, or eng/python-env.sh first" >&2
    exit 1
fi
exec "$python" "$here/demo.py" "$@"
