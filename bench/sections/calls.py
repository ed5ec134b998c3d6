"""Calls per second of `drift`, and how much of the ideal time `import` and `apply` keep when a connector is slow.

The connectors note when their first call came and their last one was answered, so that the phase of the calls is measured at
their side, without what a command does before and after. Bare calls are Get calls with nothing around them but what every call
of the program carries, by the same library, native when the program is; they go to a new process of the connector each time, as
those of a command do. `import` and `apply` are measured with a connector that is native when the program is, so that the time
in which code is compiled is not taken for that of calls; those of `drift` are as connectors mostly are.

No run writes where another one deleted: file systems are slow to give out again what was given up a moment ago.
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
OPS = 1000
CONNECTOR = "bench/connectors/Autoschematic.BenchConnector"
BARE = "bench/Autoschematic.BareCalls"


def measure(bench: typing.Any) -> list[report.Row]:
    build(bench)
    # What waits for the disk comes before what leaves it much to do.
    import_row = importing(bench)
    return [*drift(bench), import_row, *applying(bench)]


def build(bench: typing.Any) -> None:
    for project in (CONNECTOR, BARE):
        bench.run(["dotnet", "build", bench.root / project, "-c", "Release", "--nologo", "-v", "quiet"])
    is_native = "dist" in pathlib.Path(bench.program).parts
    bench.connector, bench.bare = (native(bench, project) if is_native else built(bench, project) for project in (CONNECTOR, BARE))


def built(bench: typing.Any, project: str) -> pathlib.Path:
    name = pathlib.Path(project).name
    return bench.root / "artifacts/bin" / name / "release" / name


def native(bench: typing.Any, project: str) -> pathlib.Path:
    """The native program of a project, with the options that releases have."""
    folder = bench.root / "artifacts/native/bench"
    script = 'root=$1 && . "$root/eng/native.sh" && native_options "$system-$machine" && dotnet publish "$root/$2" "${options[@]}" -o "$3"'
    bench.run(["bash", "-c", script, "bash", bench.root, project, folder])
    return folder / pathlib.Path(project).name


def drift(bench: typing.Any) -> list[report.Row]:
    repository = Repository(bench, "drift")
    dotnet, sdk, plain = Dotnet(bench), Script(bench, "items.py"), Script(bench, "plain.py")
    repository.configure(dotnet, existing=RESOURCES)
    repository.run("import", "--no-stage")
    repository.commit()
    cases = [
        (dotnet, RESOURCES, 64, 1, 0.6, "drift of 10,000 resources, C# connector", "bare Get calls, 64 in flight"),
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
            os.sync()
            seconds[count], marks = repository.run("import", "--no-stage")
            expect(count == 0 or marks["Get"].count == count, f"import: {marks}")
        beyond.append((seconds[200] - seconds[0]) * 1000)
    ideal = [math.ceil(200 / 64) * 50.0]
    return report.versus(
        5, "import of 200 resources, 50 ms each, 64 at once", beyond, "ms", "⌈200/64⌉ × 50 ms", ideal * SAMPLES, at_most=1.3,
        note="the whole command less one that starts and stops the same connector and finds nothing")


def applying(bench: typing.Any) -> list[report.Row]:
    """From the first op that the connector got to the last that it answered."""
    memory = pathlib.Path("/dev/shm" if os.path.isdir("/dev/shm") else bench.work) / f"bench-journal-{os.getpid()}"
    runs = [(on_disk, Repository(bench, f"apply-{number}-{on_disk}")) for number in range(SAMPLES) for on_disk in (True, False)]
    for _, repository in runs:
        for index in range(OPS):
            repository.write(f"main/item/item-{index:06}.json", f'{{ "name": "item {index}", "note": "{"y" * 100}" }}\n')
        repository.configure(Native(bench), op_ms=20)
        repository.commit()
    phases: dict[bool, list[float]] = {True: [], False: []}
    whole, bare, took = [], [], []
    try:
        for on_disk, repository in runs:
            os.sync()
            options = [] if on_disk else ["--journal-dir", str(memory)]
            seconds, marks = repository.run("apply", "--all", "--yes", "--no-commit", "--parallelism", "64", *options)
            expect(marks["OpExec"].count == OPS, f"apply: {marks}")
            expect(marks["OpExec"].most <= 64, f"apply: {marks}")
            phases[on_disk].append(span([marks["OpExec"]]) * 1000)
            if on_disk:
                whole.append(seconds)
                took.append(marks["OpExec"].mean * 1000)
                bare.append(span([Native(bench).bare_marks(OPS, 64, "ops", BENCH_OP_MS="20")["OpExec"]]) * 1000)
    finally:
        shutil.rmtree(memory, ignore_errors=True)
    ideal = math.ceil(OPS / 64) * 20.0
    what = "apply of 1,000 ops, 20 ms each, 64 at once"
    rates = [OPS / phase for phase in phases[True]]
    note = f"with the journal; an op takes {report.median(took):.1f} ms, the whole command {report.median(whole):.2f} s"
    return [
        report.versus(5, what, rates, "ops/ms", "⌈1000/64⌉ × 20 ms", [OPS / ideal] * SAMPLES, at_least=0.9, note=note),
        report.versus(5, "the same", rates, "ops/ms", "bare OpExec calls, 64 in flight", [OPS / phase for phase in bare], at_least=0.9),
        report.versus(5, "the same, the journal on disk", phases[True], "ms", "the journal in memory", phases[False], at_most=1.1),
    ]


@dataclasses.dataclass(frozen=True)
class Mark:
    """How often a method was called, how many times at once, when, and how long a call took."""

    count: int
    most: int
    first: float
    last: float
    mean: float


class Connector:
    """A connector of the benchmarks: how the configuration names it, and how it is started without the program."""

    def __init__(self, bench: typing.Any, spec: str, command: list[str]) -> None:
        self.bench, self.spec, self.command = bench, spec, command

    def bare(self, count: int, at_once: int) -> float:
        """Get calls per second of a new process."""
        return float(self._call(count, at_once, "gets", {}))

    def bare_marks(self, count: int, at_once: int, calls: str, **settings: str) -> dict[str, Mark]:
        """What a new process noted of calls."""
        marks = self.bench.work / "bare.marks"
        self._call(count, at_once, calls, {**settings, "BENCH_MARKS": str(marks)})
        return read_marks(marks)

    def _call(self, count: int, at_once: int, calls: str, settings: dict[str, str]) -> str:
        socket = self.bench.work / "bare.sock"
        environment = {**os.environ, "BENCH_EXISTING": str(count), **settings}
        with subprocess.Popen([*self.command, "items", "main", str(socket), str(self.bench.work / "dump")], env=environment) as process:
            try:
                while not socket.exists():
                    expect(process.poll() is None, "the connector ended")
                    time.sleep(0.01)
                time.sleep(0.2)
                command = [self.bench.bare, socket, str(count), str(at_once), "1", calls]
                return subprocess.run(command, capture_output=True, text=True, check=True).stdout
            finally:
                process.terminate()


class Dotnet(Connector):
    """The connector in C#, compiled as it runs."""

    def __init__(self, bench: typing.Any, program: pathlib.Path | None = None) -> None:
        path = str(program or built(bench, CONNECTOR))
        super().__init__(bench, f'Binary(path: "{path}", protocol: Grpc)', [path])


class Native(Dotnet):
    """The same, native when the program is."""

    def __init__(self, bench: typing.Any) -> None:
        super().__init__(bench, bench.connector)


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
        # A connector that a warm host keeps does not end, and so would not write its marks.
        environment = {**os.environ, "AUTOSCHEMATIC_PYTHON": self.bench.python, "AUTOSCHEMATIC_DAEMON": "off"}
        seconds = self.bench.run([self.bench.program, *args], cwd=self.root, env=environment)
        return seconds, read_marks(self.marks)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("-c", "user.name=Mona", "-c", "user.email=mona@example.org", "commit", "-q", "-m", "Begin")

    def git(self, *args: str) -> None:
        self.bench.run(["git", *args], cwd=self.root)


def read_marks(file: pathlib.Path) -> dict[str, Mark]:
    lines = [line.split() for line in file.read_text().splitlines()]
    return {name: Mark(int(count), int(most), *map(float, times)) for name, count, most, *times in lines}


def span(marks: typing.Iterable[Mark]) -> float:
    marks = [*marks]
    return max(mark.last for mark in marks) - min(mark.first for mark in marks)


def expect(holds: bool, problem: str) -> None:
    if not holds:
        raise SystemExit(f"bench: {problem}")
