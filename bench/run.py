#!/usr/bin/env python3
"""Measures everything that has a figure to keep: `bench/run.py [--page] [SECTION…]`.

Prints one table and writes artifacts/bench/results.json; `--page` also puts the table into docs/performance.md. Each
section is a file in bench/sections with `measure(bench) -> list[Row]`. Figures are medians; ratios compare what was
measured in the same run on the same machine. Ends with 1 when a limit does not hold.
"""

from __future__ import annotations

import importlib.util
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time
import typing

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import report

Root = pathlib.Path(__file__).resolve().parent.parent


class Bench:
    """What a section works with."""

    def __init__(self, work: pathlib.Path) -> None:
        self.root = Root
        self.work = work
        self.program = _program()
        self.python = str(Root / ".venv" / "bin" / "python")

    def say(self, text: str) -> None:
        print(f"bench: {text}", file=sys.stderr, flush=True)

    def run(
        self,
        args: typing.Sequence[str | os.PathLike[str]],
        cwd: str | os.PathLike[str] | None = None,
        env: dict[str, str] | None = None,
        expect: int | None = 0,
    ) -> float:
        """Seconds that a program takes from start to end; one that does not end with `expect` ends the benchmark."""
        begin = time.perf_counter()
        done = subprocess.run([str(arg) for arg in args], cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        took = time.perf_counter() - begin
        if expect is not None and done.returncode != expect:
            sys.stderr.write(done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace"))
            raise SystemExit(f"bench: `{' '.join(map(str, args))}` ended with {done.returncode}")
        return took


def main(arguments: list[str]) -> int:
    names = [argument for argument in arguments if argument != "--page"]
    folder = Root / "bench" / "sections"
    known = sorted(path.stem for path in folder.glob("*.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"bench: no section {', '.join(unknown)}; there are {', '.join(known)}")
    # What a section keeps running between commands, it switches on itself.
    os.environ["AUTOSCHEMATIC_DAEMON"] = "off"
    rows: list[report.Row] = []
    # Nothing is deleted before the end: file systems are slow to give out again what was given up a moment ago.
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as works:
        for name in names or known:
            work = pathlib.Path(works, name)
            work.mkdir()
            bench = Bench(work)
            bench.say(f"{name} …")
            rows += _load(folder / f"{name}.py").measure(bench)
    rows.sort(key=lambda row: row.goal)
    results = Root / "artifacts" / "bench"
    results.mkdir(parents=True, exist_ok=True)
    (results / "results.json").write_text(report.document(rows, _machine()), encoding="utf-8")
    print(report.table(rows))
    if "--page" in arguments:
        _write_page(report.table(rows), _machine())
    return 1 if any(row.holds is False for row in rows) else 0


def _write_page(table: str, machine: dict[str, object]) -> None:
    page = Root / "docs" / "performance.md"
    begin, end = "<!-- figures -->\n", "<!-- end of figures -->"
    before, rest = page.read_text(encoding="utf-8").split(begin)
    _, after = rest.split(end)
    facts = f"Measured on {machine['processor']}, {machine['cores']} cores, {machine['system']}, Python {machine['python']}."
    page.write_text(f"{before}{begin}{facts}\n\n{table}\n{end}{after}", encoding="utf-8")


def _program() -> pathlib.Path:
    """The native program when there is one, else what `make build` left."""
    native = sorted((Root / "artifacts" / "dist").glob("*-linux-x64/autoschematic"))
    return native[-1] if native else Root / "artifacts" / "bin" / "autoschematic"


def _load(path: pathlib.Path) -> typing.Any:
    spec = importlib.util.spec_from_file_location(f"sections.{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _machine() -> dict[str, object]:
    model = next(
        (line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
        platform.processor(),
    )
    return {"processor": model, "cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
