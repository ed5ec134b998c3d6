#!/usr/bin/env python3
"""Kills the background process, a connector or a command at random, again and again, and looks at what is left.

usage: eng/warm-kills.py [KILLS] [SEED]        default 100, and a seed that is printed

After every kill the next command has to do its work, and nothing may be left of what was killed. In the end, when the
background process has been stopped, no process and no file may be left at all.
"""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("PROGRAM", str(ROOT / "artifacts" / "bin" / "autoschematic"))
PYTHON = os.environ.get("AUTOSCHEMATIC_PYTHON", str(ROOT / ".venv" / "bin" / "python"))
MACHINES = 6
PATIENCE = 10.0  # seconds until a killed process's connectors have to be gone
CONFIG = """
AutoschematicConfig(prefixes: {"main": Prefix(connectors: [Connector(
    shortname: "cloud",
    spec: PythonLocal(path: "connectors/cloud.py"),
    env: {"CLOUD": "env://CLOUD", "PYTHONPATH": "env://PYTHONPATH", "PYTHONDONTWRITEBYTECODE": "1"},
)])})
"""


class Failure(Exception):
    """What must not happen has happened."""


class Scene:
    """A repository with a connector, and everything that runs because of it."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.root = folder / "infra"
        self.temporary = folder / "tmp"
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TMPDIR": str(self.temporary),
            "AUTOSCHEMATIC_DAEMON": "on", "AUTOSCHEMATIC_PYTHON": PYTHON, "PYTHONPATH": str(ROOT / "sdk" / "python"),
            "CLOUD": str(folder / "cloud"), "GIT_CONFIG_NOSYSTEM": "1",
            # A killed program of .NET leaves its diagnostics socket.
            "DOTNET_EnableDiagnostics": "0",
            "GIT_AUTHOR_NAME": "kill", "GIT_AUTHOR_EMAIL": "kill@example.org",
            "GIT_COMMITTER_NAME": "kill", "GIT_COMMITTER_EMAIL": "kill@example.org",
        } | {name: os.environ[name] for name in ("DOTNET_ROOT",) if name in os.environ}  # fmt: skip
        for path in (self.temporary, folder / "cloud", self.root / "connectors", self.root / "main" / "machine"):
            path.mkdir(parents=True)
        shutil.copy(ROOT / "samples" / "crash" / "cloud.py", self.root / "connectors")
        (self.root / "autoschematic.ron").write_text(CONFIG)
        for number in range(1, MACHINES + 1):
            (self.root / "main" / "machine" / f"m{number:02}.json").write_text(json.dumps({"number": number}) + "\n")
        for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "A cloud"]):
            subprocess.run(["git", *words], cwd=self.root, env=self.environment, check=True)

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [PROGRAM, *words], cwd=self.root, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *words: str, expect: int = 0) -> str:
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        if process.returncode != expect:
            raise Failure(f"`autoschematic {' '.join(words)}` ended with {process.returncode}:\n{out}{err}")
        return out

    def processes(self) -> dict[int, str]:
        """Every living process that was started with this scene's folder for temporary files, by what it is."""
        found = {}
        mark = f"TMPDIR={self.temporary}".encode()
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if mark in (entry / "environ").read_bytes().split(b"\0") or str(self.root) in line or str(self.temporary) in line:
                    found[int(entry.name)] = line
            except OSError:
                continue  # it has just ended
        return found

    def of(self, kind: str) -> list[int]:
        words = {"daemon": " __warm ", "connector": "connectors/cloud.py", "supervisor": " __supervise "}
        return [process for process, line in self.processes().items() if words[kind] in line]


def await_gone(scene: Scene, killed: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    while left := {process: line for process, line in scene.processes().items() if process in killed}:
        if time.monotonic() > deadline:
            raise Failure(f"still there: {left}")
        time.sleep(0.01)


def kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass  # it ended by itself


def strike(scene: Scene, dice: random.Random) -> str:
    """Kills one thing, while a command runs or between two; says which."""
    target = dice.choice(["daemon", "connector", "client", "supervisor"])
    command = dice.choice([["plan", "--all"], ["drift"], ["connectors"], ["apply", "--all", "--yes", "--no-commit"]])
    running = scene.start(*command) if target == "client" or dice.random() < 0.5 else None
    if running:
        time.sleep(dice.random() * dice.choice([0.05, 0.3, 1.0]))
    if target == "client":
        assert running
        kill(running.pid)
    else:
        for process in scene.of(target):
            # With a daemon or a supervisor its connectors go as well.
            below = scene.of("connector") + (scene.of("supervisor") if target == "daemon" else [])
            kill(process)
            await_gone(scene, [process] if running else [process, *(below if target != "connector" else [])])
    if running:
        running.communicate(timeout=120)
    return f"{target} {'during' if running else 'after'} {command[0]}"


def resume(scene: Scene) -> None:
    """An apply that was killed is finished first: no other command may change anything before."""
    scene.run("apply", "--resume", "--yes", "--no-commit")


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1 << 32)
    dice = random.Random(seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="kills-"))
    scene = Scene(folder)
    counts: dict[str, int] = {}
    what = "nothing yet"
    try:
        for number in range(1, kills + 1):
            what = strike(scene, dice)
            counts[what.split()[0]] = counts.get(what.split()[0], 0) + 1
            if "apply" in what:
                resume(scene)
            scene.run("plan", "--all", "--no-color")
            if number % 10 == 0:
                print(f"kills: {number} of {kills}", file=sys.stderr, flush=True)
        scene.run("daemon", "stop")
        await_gone(scene, list(scene.processes()))
        files = [str(path) for path in scene.temporary.rglob("*") if not path.is_dir()]
        if files:
            raise Failure(f"files are left: {files}")
    except Failure as failure:
        print(f"kills: FAILED after `{what}` (seed {seed}): {failure}", file=sys.stderr)
        return 1
    finally:
        for process in scene.processes():
            kill(process)
        shutil.rmtree(folder, ignore_errors=True)
    told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    print(f"kills: {kills} kills ({told}), seed {seed}: every next command worked, and nothing is left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
