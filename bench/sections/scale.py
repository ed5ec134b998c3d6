"""What a repository costs that is ten and a hundred times as large: time of `plan`, `drift` and `validate`, and memory of the host.

Half of the resources are networks whose ids the remote side picks, so that each has an output file and a pointer to it; the
others are machines whose bodies refer to the id of a network. Bodies have about 1,500 bytes. Nothing has changed, except for
`drift` and `plan`, where a handful of machines differ.

By itself: `bench/sections/scale.py RESOURCES FOLDER` only makes the repository, to try things out in.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import report

SIZES = (1_000, 10_000, 100_000)
SAMPLES = {1_000: 7, 10_000: 5, 100_000: 5}
COMMANDS = (("plan", "--all"), ("drift",), ("validate",), ("validate", "--offline"))
MOST_PER_TENFOLD = 11
MOST_MEGABYTES = 500
GROUP = 1000
CHANGED_OF_ALL = 20


def measure(bench) -> list[report.Row]:
    connector = _connector(bench)
    seconds: dict[tuple[tuple[str, ...], int], list[float]] = {}
    peaks: dict[tuple[tuple[str, ...], int], list[float]] = {}
    for size in SIZES:
        folder = bench.work / str(size)
        bench.say(f"a repository of {size:,} resources")
        write(folder, size, connector)
        for command in COMMANDS:
            for sample in range(SAMPLES[size] + (size == SIZES[0])):
                took, peak = _run(bench, folder, command, size)
                # The first run of all finds nothing in any cache.
                if (size, sample) != (SIZES[0], SAMPLES[size]):
                    seconds.setdefault((command, size), []).append(took)
                    peaks.setdefault((command, size), []).append(peak)
        subprocess.run(["rm", "-rf", folder], check=True)
    rows = []
    for command in COMMANDS:
        name = " ".join(command)
        for small, large in zip(SIZES, SIZES[1:]):
            rows.append(
                report.versus(
                    7,
                    f"`{name}` of {large:,} resources",
                    seconds[command, large],
                    "s",
                    f"{small:,} resources",
                    seconds[command, small],
                    at_most=MOST_PER_TENFOLD,
                    note=f"{len(seconds[command, large])} and {len(seconds[command, small])} runs",
                )
            )
        largest = peaks[command, SIZES[-1]]
        rows.append(
            report.Row(
                7,
                f"memory of `{name}`, {SIZES[-1]:,} resources",
                max(largest),
                "MB",
                None,
                "",
                f"< {MOST_MEGABYTES} MB",
                None,
                max(largest) < MOST_MEGABYTES,
                len(largest),
                "the largest of all runs",
            )
        )
    return rows


def write(folder: pathlib.Path, size: int, connector: pathlib.Path) -> None:
    """A repository that was just imported: bodies, outputs, pointers, everything committed."""
    notes = "".join(f'    "note{line}": "{"x" * 56}",\n' for line in range(20))
    note = "y" * 1400
    machines = size // 2
    changed = max(1, machines // CHANGED_OF_ALL)
    outputs = folder / ".autoschematic" / "main"
    bodies = folder / "main"
    for group in range((size - machines + GROUP - 1) // GROUP):
        for kind in ("nets", "vms"):
            (bodies / kind / f"{group:04}").mkdir(parents=True)
        (outputs / "nets" / f"{group:04}").mkdir(parents=True)
    for number in range(size - machines):
        group = f"{number // GROUP:04}"
        address = f"nets/{group}/blue-{number:07}.ron"
        (bodies / address).write_text(f'Net(cidr: "10.{number >> 8 & 255}.{number & 255}.0/24", note: "{note}")\n')
        (outputs / f"{address}.out.json").write_text(f'{{\n  "OutputMap": {{\n    "net_id": "n-{number:07}"\n  }}\n}}')
        (outputs / f"nets/{group}/n-{number:07}.ron.out.json").write_text(f'{{\n  "PointerToVirtual": "{address}"\n}}')
        if number < machines:
            (bodies / f"vms/{group}/vm-{number:07}.json").write_text(
                f'{{\n{notes}    "size": 1,\n    "network": "out://{address}[net_id]"\n}}\n'
            )
    (folder / "autoschematic.ron").write_text(
        f"""AutoschematicConfig(prefixes: {{
    "main": Prefix(connectors: [
        Connector(shortname: "cloud", spec: Binary(path: "{connector}", protocol: Grpc), env: {{
            "SCALE_RESOURCES": "{size}",
            "SCALE_CHANGED": "{changed}",
            "HOME": "env://HOME",
        }}),
    ]),
}})
"""
    )
    git = ["git", "-C", str(folder), "-c", "user.name=Mona", "-c", "user.email=mona@example.org", "-c", "core.fsync=none"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for arguments in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *arguments], check=True, env=environment)


def _run(bench, folder: pathlib.Path, command: tuple[str, ...], size: int) -> tuple[float, float]:
    """Seconds and peak memory in MB of one run of the program itself, without its children."""
    with open(bench.work / "output.json", "wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen([bench.program, *command, "--format", "json"], cwd=folder, stdout=output, stderr=subprocess.DEVNULL)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            try:
                process.wait(0.01)
            except subprocess.TimeoutExpired:
                pass
        took = time.perf_counter() - begin
    if process.returncode != 0:
        raise SystemExit(f"bench: `{' '.join(command)}` of {size:,} resources ended with {process.returncode}")
    return took, peak


def _peak(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/status") as status:
            return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:")), 0.0)
    except OSError:
        return 0.0


def _connector(bench) -> pathlib.Path:
    project = bench.root / "bench" / "Autoschematic.ScaleConnector"
    program = bench.root / "artifacts" / "bin" / project.name / "release" / project.name
    if not program.exists():
        subprocess.run(["dotnet", "build", project, "-c", "Release", "--nologo", "-v", "quiet"], check=True)
    return program


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    write(
        pathlib.Path(sys.argv[2]),
        int(sys.argv[1]),
        root / "artifacts" / "bin" / "Autoschematic.ScaleConnector" / "release" / "Autoschematic.ScaleConnector",
    )
