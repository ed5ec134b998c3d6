"""How long the program takes to begin: against the interpreter that connectors are usually written for."""

from __future__ import annotations

import shutil
import typing

if typing.TYPE_CHECKING:
    from run import Bench

import report

ROUNDS = 31
PYTHON = "/usr/bin/python3"


def measure(bench: Bench) -> list[report.Row]:
    repository = _sample(bench)
    python = [PYTHON if shutil.which(PYTHON) else "python3", "-c", "pass"]
    commands = {"python": python, "version": [bench.program, "version"], "validate": [bench.program, "validate", "--offline"]}
    took: dict[str, list[float]] = {name: [] for name in commands}

    # In turn, so that whatever else the machine does happens to all of them; the first round only warms caches.
    for round in range(ROUNDS + 1):
        for name, command in commands.items():
            milliseconds = 1000 * bench.run(command, cwd=repository)
            if round > 0:
                took[name].append(milliseconds)
    kind = "native" if bench.program.parent.parent.name == "dist" else "not native"
    return [
        report.versus(1, "autoschematic version", took["version"], "ms", "python3 -c pass", took["python"], at_most=1.3, note=kind),
        report.versus(
            1, "autoschematic validate --offline, sample repository", took["validate"], "ms", "python3 -c pass", took["python"], at_most=2.5, note=kind
        ),
    ]


def _sample(bench: Bench) -> str:
    """The repository of the demo as it is before anything is imported."""
    repository = bench.work / "sample"
    shutil.copytree(bench.root / "samples" / "quickstart" / "repository", repository)
    shutil.copytree(bench.root / "connectors" / "grafana", repository / "connectors" / "grafana", ignore=shutil.ignore_patterns("tests", "__pycache__"))
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Start"]):
        bench.run([*git, *words], cwd=repository)
    return str(repository)
