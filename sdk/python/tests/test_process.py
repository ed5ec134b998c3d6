"""Start, stop, log and crashes of a connector's process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import grpc
import pytest

from programs import SDK, Folder
from test_protocol import MINIMAL


def body(methods: str) -> str:
    """A whole connector with the given method in place of its own."""
    name = methods.split("def ")[1].split("(")[0]
    lines = [line for line in MINIMAL.splitlines() if f"def {name}(" not in line]
    at = next(i for i, line in enumerate(lines) if line.startswith("class"))
    return "\n".join([*lines[: at + 1], methods, *lines[at + 1 :]])


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (body("    def __init__(self, name, prefix): raise RuntimeError('bad token') from OSError('refused')"),
         "bad token\ncaused by: refused\n"),
        (body("    def __init__(self, name, prefix): raise SystemExit('not configured')"), "not configured\n"),
        ("import autoschematic_sdk\nimport a_module_that_is_not_there\n", "No module named 'a_module_that_is_not_there'\n"),
        (MINIMAL.replace("async def plan", "async def plam"), "TypeError: Can't instantiate abstract class Minimal"),
    ],
)
def test_fatal_start_errors_are_dumped(folder: Folder, source: str, said: str) -> None:
    program = folder.start(source)
    assert program.process.wait(timeout=20) == 1
    dump = program.dump.read_text()
    assert dump.startswith(said)
    assert "Traceback (most recent call last)" in dump
    assert said.splitlines()[0] in program.log.read_text()


def test_a_socket_that_cannot_be_made_is_dumped(folder: Folder) -> None:
    path = folder.write(MINIMAL)
    dump = folder.path / "dump"
    run = subprocess.run([sys.executable, str(path), "n", "p", str(folder.path / "no" / "c.sock"), str(dump)],
                         env={"PYTHONPATH": str(SDK)}, capture_output=True, text=True, timeout=30)
    assert run.returncode == 1
    assert "c.sock" in dump.read_text()


def test_a_file_that_is_not_a_dump_is_not_overwritten(folder: Folder) -> None:
    (folder.path / "error.txt").write_text("precious")
    program = folder.start(body("    def __init__(self, name, prefix): raise RuntimeError('x')"))
    assert program.process.wait(timeout=20) == 1
    assert program.dump.read_text() == "precious"


def test_started_by_hand_it_explains_itself(folder: Folder) -> None:
    run = subprocess.run([sys.executable, str(folder.write(MINIMAL))], env={"PYTHONPATH": str(SDK)},
                         capture_output=True, text=True, timeout=30)
    assert run.returncode == 64
    assert "is an Autoschematic connector" in run.stderr and "hint: " in run.stderr


def test_everything_printed_goes_to_the_log(folder: Folder) -> None:
    program = folder.start(body("""
    def __init__(self, name, prefix):
        import logging, os
        print("printed ü")
        os.system("echo from a child")
        logging.info("logged")"""))
    program.client()("Version")
    assert program.end() == 0
    assert program.process.stdout is not None and program.process.stdout.read() == b""
    assert program.log.read_text().splitlines() == ["printed ü", "from a child", "INFO root: logged"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_at_once_when_idle(folder: Folder, number: int) -> None:
    program = folder.start(body("    async def shutdown(self): print('released')"))
    client = program.client()
    client("Version")  # its connection stays open
    started = time.monotonic()
    assert program.end(number) == 0
    assert time.monotonic() - started < 3
    assert program.log.read_text() == "released\n"


SLOW_OP = body("""
    async def op_exec(self, addr, op):
        import asyncio, pathlib
        pathlib.Path("started").touch()
        while not pathlib.Path("go").exists():
            await asyncio.sleep(0.01)
        pathlib.Path("finished").touch()
        return OpExecResponse({"id": "1"})""")


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} never appeared"
        time.sleep(0.01)


def test_an_operation_under_way_is_finished_before_stopping(folder: Folder) -> None:
    program = folder.start(SLOW_OP)
    call = program.client().start("OpExec", addr="x", op="x")
    wait_for(folder.path / "started")
    program.process.send_signal(signal.SIGTERM)
    (folder.path / "go").touch()
    assert dict(call.result().outputs) == {"id": "1"}
    assert program.process.wait(timeout=10) == 0


def test_an_operation_outlives_its_caller(folder: Folder) -> None:
    program = folder.start(SLOW_OP)
    call = program.client().start("OpExec", addr="x", op="x")
    wait_for(folder.path / "started")
    call.cancel()
    with pytest.raises(grpc.FutureCancelledError):
        call.result()
    (folder.path / "go").touch()
    wait_for(folder.path / "finished")


def test_calls_overlap(folder: Folder) -> None:
    client = folder.serve(body("""
    async def get(self, addr):
        import asyncio
        self.here = getattr(self, "here", 0) + 1
        while self.here < 50:
            await asyncio.sleep(0.001)
        return GetResponse(True, addr.encode())"""))
    calls = [client.start("Get", addr=str(i)) for i in range(50)]
    assert [call.result().resource_definition for call in calls] == [str(i).encode() for i in range(50)]


def test_importing_the_sdk_elsewhere_changes_nothing(folder: Folder) -> None:
    important = folder.path / "important.txt"
    run = subprocess.run(
        [sys.executable, "-c", "import autoschematic_sdk; raise ValueError('x')", "a", "b", "c", str(important)],
        env={"PYTHONPATH": str(SDK)}, capture_output=True, text=True, timeout=30, cwd=folder.path)
    assert run.returncode == 1 and not important.exists()
