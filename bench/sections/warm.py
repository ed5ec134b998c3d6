"""A plan of one staged file with a Python connector: kept running by an earlier command, and not."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import typing

from report import Row, median

WARM_RUNS = 50
COLD_RUNS = 11
WARM_LIMIT = 100.0  # ms, 95th percentile
COLD_LIMIT = 150.0  # ms on top of the connector's own start
CONFIG = """
AutoschematicConfig(prefixes: {"main": Prefix(connectors: [Connector(
    shortname: "cloud",
    spec: PythonLocal(path: "connectors/cloud.py"),
    env: {"CLOUD": "env://CLOUD", "PYTHONPATH": "env://PYTHONPATH"},
)])})
"""

# Run by the interpreter of the connector: spawns it as the program does, and stops the clock when it has answered Version.
OWN_START = """
import os, socket, subprocess, sys, time
import grpc
python, script, root, folder, count = sys.argv[1:6]
for number in range(int(count)):
    path = os.path.join(folder, f"own{number}.sock")
    begin = time.perf_counter()
    child = subprocess.Popen([python, script, "cloud", "main", path, path + ".dump"], cwd=root, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        probe = socket.socket(socket.AF_UNIX)
        try:
            probe.connect(path)
            break
        except OSError:
            time.sleep(0.001)
        finally:
            probe.close()
    with grpc.insecure_channel(f"unix:{path}") as channel:
        channel.unary_unary("/connector.Connector/Version")(b"", wait_for_ready=True)
    print((time.perf_counter() - begin) * 1000)
    child.kill()
    child.wait()
"""


def measure(bench: typing.Any) -> list[Row]:
    root = bench.work / "infra"
    env = _environment(bench)
    _make(bench, root, env)
    plan = [bench.program, "plan"]
    stop = [bench.program, "daemon", "stop"]

    # What is found out once for a machine is not part of any of these.
    bench.run(plan, cwd=root, env=env)
    own: list[float] = []
    cold: list[float] = []
    direct: list[float] = []
    for _ in range(COLD_RUNS):
        bench.run(stop, cwd=root, env=env)
        cold.append(bench.run(plan, cwd=root, env=env) * 1000)
        own += _own_start(bench, root, env)
        direct.append(bench.run([*plan, "--no-daemon"], cwd=root, env=env) * 1000)
    warm = [bench.run(plan, cwd=root, env=env) * 1000 for _ in range(WARM_RUNS)]
    status = json.loads(subprocess.run([*map(str, stop), "--format", "json"], cwd=root, env=env, capture_output=True, check=True).stdout)
    kept = [connector["processId"] for connector in status["result"]["connectors"]]
    if len(kept) != 1:
        raise SystemExit(f"bench: the warm host kept {len(kept)} connectors and not one")

    p95 = sorted(warm)[max(0, -(-len(warm) * 95 // 100) - 1)]
    start = median(own)
    limit = start + COLD_LIMIT
    return [
        Row(
            6, "plan, one staged file, Python connector kept running, 95th percentile", p95, "ms", None, "", f"< {WARM_LIMIT:g} ms",
            None, p95 < WARM_LIMIT, len(warm), f"median {median(warm):.0f} ms",
        ),
        Row(
            6, "the same with nothing running", median(cold), "ms", limit, f"the connector's own start ({start:.0f} ms) + {COLD_LIMIT:g} ms",
            "≤ 1", median(cold) / limit, median(cold) <= limit, len(cold), f"{median(cold) - start:.0f} ms more than its own start",
        ),
        Row(
            6, "the same with --no-daemon", median(direct), "ms", None, "", "", None, None, len(direct),
            f"{median(direct) - start:.0f} ms more than its own start",
        ),
    ]  # fmt: skip


def _own_start(bench: typing.Any, root: pathlib.Path, env: dict[str, str]) -> list[float]:
    done = subprocess.run(
        [bench.python, "-c", OWN_START, bench.python, "connectors/cloud.py", str(root), str(bench.work), "1"],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [float(line) for line in done.stdout.split()]


def _environment(bench: typing.Any) -> dict[str, str]:
    temporary = bench.work / "tmp"
    cloud = bench.work / "cloud"
    temporary.mkdir()
    cloud.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "DOTNET_ROOT") if name in os.environ}
    return kept | {
        "HOME": str(bench.work), "LANG": "C.UTF-8", "TMPDIR": str(temporary), "AUTOSCHEMATIC_DAEMON": "on",
        "AUTOSCHEMATIC_PYTHON": bench.python, "PYTHONPATH": str(bench.root / "sdk" / "python"), "CLOUD": str(cloud),
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@example.org",
        "GIT_COMMITTER_NAME": "bench", "GIT_COMMITTER_EMAIL": "bench@example.org",
    }  # fmt: skip


def _make(bench: typing.Any, root: pathlib.Path, env: dict[str, str]) -> None:
    (root / "connectors").mkdir(parents=True)
    (root / "main" / "machine").mkdir(parents=True)
    shutil.copy(bench.root / "samples" / "crash" / "cloud.py", root / "connectors")
    (root / "autoschematic.ron").write_text(CONFIG)
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "A cloud"]):
        subprocess.run(["git", *words], cwd=root, env=env, check=True)
    (root / "main" / "machine" / "one.json").write_text('{"number": 1}\n')
    subprocess.run(["git", "add", "."], cwd=root, env=env, check=True)
