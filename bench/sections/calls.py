"""Calls per second of `drift`, and how much of the ideal time `import` and `apply` keep when a connector is slow.

The connectors note when their first call came and their last one was answered, so that the phase of the calls is measured at
their side, without what a command does before and after. Bare calls are Get calls with nothing around them but what every call
of the program carries, by the same library, native when the program is; they go to a new process of the connector each time, as
those of a command do.
"""

from __future__ import annotations

import dataclasses
import math
import os
import pathlib
import shutil
import subprocess
import time
import typing

import report

SAMPLES = 5
RESOURCES = 10_000


def measure(bench: typing.Any) -> list[report.Row]:
    build(bench)
    return [*drift(bench), importing(bench), *applying(bench)]


def build(bench: typing.Any) -> None:
    for project in ("bench/connectors/Autoschematic.BenchConnector", "bench/Autoschematic.BareCalls"):
        bench.run(["dotnet", "build", bench.root / project, "-c", "Release", "--nologo", "-v", "quiet"])
    bench.bare = bench.root / "artifacts/bin/Autoschematic.BareCalls/release/Autoschematic.BareCalls"
    if "dist" in pathlib.Path(bench.program).parts:
        bench.bare = native(bench, "bench/Autoschematic.BareCalls", ["src/Autoschematic.Protocol", "proto"])


def native(bench: typing.Any, project: str, others: list[str]) -> pathlib.Path:
    """The native program of a project, published in a copy, since that needs other lock files."""
    copy = bench.work / "native"
    for folder in [project, *others]:
        shutil.copytree(bench.root / folder, copy / folder, ignore=shutil.ignore_patterns("packages.lock.json", "bin", "obj"))
    for file in ("Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "BannedSymbols.txt"):
        shutil.copy(bench.root / file, copy)
    bench.run(
        ["dotnet", "publish", copy / project, "-c", "Release", "-r", "linux-x64", "-p:PublishAot=true",
         "-p:CppCompilerAndLinker=gcc", "-p:RestorePackagesWithLockFile=false", "-o", copy / "out", "--nologo", "-v", "quiet"])
    return copy / "out" / pathlib.Path(project).name


def drift(bench: typing.Any) -> list[report.Row]:
    repository = Repository(bench, "drift")
    native, sdk, plain = Native(bench), Script(bench, "items.py"), Script(bench, "plain.py")
    repository.configure(native, existing=RESOURCES)
    repository.run("import", "--no-stage")
    repository.commit()
    cases = [
        (native, RESOURCES, 64, 1, 0.6, "drift of 10,000 resources, C# connector", "bare Get calls, 64 in flight"),
        (sdk, RESOURCES, 64, 1, 0.8, "drift of 10,000 resources, Python connector", "bare Get calls, 64 in flight"),
        (plain, RESOURCES, 16, 4, 0.8, "drift of 10,000 resources, plain connector", "bare Get calls, 16 in flight, ÷ 4"),
    ]
    rows = []
    for connector, count, at_once, calls, limit, what, peer in cases:
        rates, bare, whole = [], [], []
        repository.configure(connector, existing=RESOURCES)
        for _ in range(SAMPLES):
            bare.append(connector.bare(count, at_once) / calls)
            seconds, marks = repository.run("drift", "--exit-code")
            expect(marks["Get"].count == RESOURCES, f"{what}: {marks['Get'].count} Get calls for {RESOURCES} resources")
            expect(sum(mark.count for name, mark in marks.items() if name not in ("Init",)) == calls * RESOURCES, f"{what}: {marks}")
            expect(all(mark.most <= 64 for mark in marks.values()), f"{what}: more than 64 calls at once: {marks}")
            rates.append(RESOURCES / span(marks.values()))
            whole.append(seconds)
        note = f"the whole command takes {report.median(whole):.2f} s"
        rows.append(report.versus(3, what, rates, "resources/s", peer, bare, at_least=limit, note=note))
    return rows


def importing(bench: typing.Any) -> report.Row:
    """What an import takes longer than one by the same connector that finds nothing."""
    beyond = []
    for number in range(SAMPLES):
        seconds = {}
        for count in (0, 200):
            repository = Repository(bench, f"import-{number}-{count}")
            repository.configure(Native(bench), existing=count, get_ms=50)
            seconds[count], marks = repository.run("import", "--no-stage")
            expect(count == 0 or marks["Get"].count == count, f"import: {marks}")
        beyond.append((seconds[200] - seconds[0]) * 1000)
    ideal = [math.ceil(200 / 64) * 50.0]
    return report.versus(
        5, "import of 200 resources, 50 ms each, 64 at once", beyond, "ms", "⌈200/64⌉ × 50 ms", ideal * SAMPLES, at_most=1.3,
        note="the whole command less one that starts and stops the same connector and finds nothing")


def applying(bench: typing.Any) -> list[report.Row]:
    """From the first op that the connector got to the last that it answered."""
    repository = Repository(bench, "apply")
    for index in range(1000):
        repository.write(f"main/item/item-{index:06}.json", f'{{ "name": "item {index}", "note": "{"y" * 100}" }}\n')
    repository.configure(Native(bench), op_ms=20)
    repository.commit()
    memory = pathlib.Path("/dev/shm" if os.path.isdir("/dev/shm") else bench.work) / f"bench-journal-{os.getpid()}"
    phases: dict[bool, list[float]] = {True: [], False: []}
    whole = []
    try:
        for _ in range(SAMPLES):
            for on_disk in (True, False):
                options = [] if on_disk else ["--journal-dir", str(memory)]
                seconds, marks = repository.run("apply", "--all", "--yes", "--no-commit", "--parallelism", "64", *options)
                expect(marks["OpExec"].count == 1000, f"apply: {marks}")
                expect(marks["OpExec"].most <= 64, f"apply: {marks}")
                phases[on_disk].append(span([marks["OpExec"]]) * 1000)
                whole += [seconds] if on_disk else []
                repository.forget()
    finally:
        shutil.rmtree(memory, ignore_errors=True)
    ideal = math.ceil(1000 / 64) * 20.0
    rate = report.versus(
        5, "apply of 1,000 ops, 20 ms each, 64 at once", [1000 / phase for phase in phases[True]], "ops/ms", "⌈1000/64⌉ × 20 ms",
        [1000 / ideal] * SAMPLES, at_least=0.9, note=f"with the journal; the whole command takes {report.median(whole):.2f} s")
    cost = report.versus(
        5, "the same, the journal on disk", phases[True], "ms", "the journal in memory", phases[False], at_most=1.1)
    return [rate, cost]


@dataclasses.dataclass(frozen=True)
class Mark:
    """How often a method was called, how many times at once, and when."""

    count: int
    most: int
    first: float
    last: float


class Connector:
    """A connector of the benchmarks: how the configuration names it, and how it is started without the program."""

    def __init__(self, bench: typing.Any, spec: str, command: list[str]) -> None:
        self.bench, self.spec, self.command = bench, spec, command

    def bare(self, count: int, at_once: int) -> float:
        """Calls per second of a new process."""
        socket = self.bench.work / "bare.sock"
        environment = {**os.environ, "BENCH_EXISTING": str(count)}
        with subprocess.Popen([*self.command, "items", "main", str(socket), str(self.bench.work / "dump")], env=environment) as process:
            try:
                while not socket.exists():
                    expect(process.poll() is None, "the connector ended")
                    time.sleep(0.01)
                time.sleep(0.2)
                done = subprocess.run([self.bench.bare, socket, str(count), str(at_once), "1"], capture_output=True, text=True, check=True)
                return float(done.stdout)
            finally:
                process.terminate()


class Native(Connector):
    def __init__(self, bench: typing.Any) -> None:
        program = str(bench.root / "artifacts/bin/Autoschematic.BenchConnector/release/Autoschematic.BenchConnector")
        super().__init__(bench, f'Binary(path: "{program}", protocol: Grpc)', [program])


class Script(Connector):
    def __init__(self, bench: typing.Any, name: str) -> None:
        path = str(bench.root / "bench/connectors" / name)
        super().__init__(bench, f'PythonLocal(path: "{path}")', [bench.python, path])


class Repository:
    """A repository with one connector, whose calls are counted."""

    def __init__(self, bench: typing.Any, name: str) -> None:
        self.bench, self.root, self.marks = bench, bench.work / name, bench.work / f"{name}.marks"
        self.root.mkdir()
        self.git("init", "-q")

    def configure(self, connector: Connector, existing: int = 0, get_ms: int = 0, op_ms: int = 0) -> None:
        variables = {
            "BENCH_EXISTING": existing, "BENCH_GET_MS": get_ms, "BENCH_OP_MS": op_ms, "BENCH_MARKS": self.marks, "HOME": "env://HOME"
        }
        environment = ", ".join(f'"{name}": "{value}"' for name, value in variables.items())
        self.write(
            "autoschematic.ron",
            f'AutoschematicConfig(prefixes: {{ "main": Prefix(connectors: [\n'
            f'    Connector(shortname: "items", spec: {connector.spec}, env: {{ {environment} }}),\n]) }})\n')

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def run(self, *args: str) -> tuple[float, dict[str, Mark]]:
        """Seconds, and the calls of the connector."""
        self.marks.unlink(missing_ok=True)
        # The marks are written when the connector ends.
        environment = {**os.environ, "AUTOSCHEMATIC_PYTHON": self.bench.python, "AUTOSCHEMATIC_DAEMON": "off"}
        seconds = self.bench.run([self.bench.program, *args], cwd=self.root, env=environment)
        lines = [line.split() for line in self.marks.read_text().splitlines()]
        return seconds, {name: Mark(int(count), int(most), float(first), float(last)) for name, count, most, first, last in lines}

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("-c", "user.name=Mona", "-c", "user.email=mona@example.org", "commit", "-q", "-m", "Begin")

    def forget(self) -> None:
        """Takes back what an apply stored."""
        self.git("reset", "-q", "--hard")
        self.git("clean", "-q", "-fdx")

    def git(self, *args: str) -> None:
        self.bench.run(["git", *args], cwd=self.root)


def span(marks: typing.Iterable[Mark]) -> float:
    marks = [*marks]
    return max(mark.last for mark in marks) - min(mark.first for mark in marks)


def expect(holds: bool, problem: str) -> None:
    if not holds:
        raise SystemExit(f"bench: {problem}")
