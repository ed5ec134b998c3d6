"""Does what a guide says, block by block, in a folder of its own.

A block of ``console`` holds commands after ``$`` and what they print, where a line ``…`` stands for any lines and a ``…`` in a line for anything. One of ``sh`` is
started and goes on until the end. One that names a file after its language is that file, or a part of it when a comment above the
block says where it belongs: ``<!-- above: LINE -->``, ``<!-- below: LINE -->`` or ``<!-- instead of: LINE -->``.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

GUIDES = Path(__file__).resolve().parent.parent
PORT = "8017"
ANY = "…"
BLOCK = re.compile(
    r"(?:<!-- (?P<place>above|below|instead of): (?P<line>[^\n]+) -->\n)?^```(?P<about>[^\n]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A fenced block: its first line, its text, and where in a file it belongs."""

    about: str
    text: str
    place: str | None
    line: str | None
    number: int


def blocks(guide: Path) -> Iterator[Block]:
    """The blocks of a guide in their order."""
    text = guide.read_text("utf-8")
    for found in BLOCK.finditer(text):
        number = text.count("\n", 0, found.start("about")) + 1
        yield Block(found["about"], found["text"], found["place"], found["line"], number)


def free_port() -> str:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


class Reader:
    """Somebody who types along."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.state = folder / "state"
        self.state.mkdir()
        self.folder = folder / "work"
        self.folder.mkdir()
        self.environment = environment
        self.port = free_port()
        self.started: list[subprocess.Popen[str]] = []
        self.transcript: list[str] = []

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert process.stdout is not None
            process.stdout.close()

    def follow(self, block: Block) -> None:
        """Do what a block says."""
        text = block.text.replace(PORT, self.port)
        match block.about.split():
            case ["console"]:
                self.type(text, block.number)
            case ["sh"]:
                self.start(text)
            case [_, file]:
                self.write(self.folder / file, block, text)
            case _:
                raise AssertionError(f"line {block.number}: nobody knows what to do with a block of `{block.about}`")

    def type(self, text: str, number: int) -> None:
        for found in re.finditer(r"^\$ (?P<command>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            status, said = self.run(found["command"])
            self.transcript.append(f"$ {found['command']}\n{said}")
            shown = found["shown"]
            assert matches(shown, said), f"line {number}: {found['command']}\n--- shown\n{shown}--- said\n{said}"
            assert (status == 0) != ("error[" in shown), f"line {number}: {found['command']} ended with {status}\n{said}"

    def run(self, command: str) -> tuple[int, str]:
        """Run a command in the shell of the reader, which keeps its folder and its variables."""
        script = f"{command}\nstatus=$?; pwd >'{self.state}/folder'; env -0 >'{self.state}/environment'; exit $status"
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600, check=False,
        )  # fmt: skip
        self.folder = Path((self.state / "folder").read_text().strip())
        variables = (self.state / "environment").read_text().split("\0")
        self.environment = dict(each.split("=", 1) for each in variables if each)
        return done.returncode, done.stdout

    def start(self, command: str) -> None:
        """Start what goes on in another terminal, and wait until it says that it listens."""
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"], cwd=GUIDES, env=self.environment, start_new_session=True, stdout=subprocess.PIPE, text=True
        )
        self.started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "listening" in line, f"`{command.strip()}` said {line!r}"

    @staticmethod
    def write(file: Path, block: Block, text: str) -> None:
        if block.place is None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            return
        lines = file.read_text("utf-8").splitlines(keepends=True)
        places = [index for index, line in enumerate(lines) if line.strip() == block.line]
        assert len(places) == 1, f"line {block.number}: `{block.line}` stands {len(places)} times in {file.name}"
        start = places[0] + (block.place == "below")
        lines[start : start + (block.place == "instead of")] = [text]
        file.write_text("".join(lines), "utf-8")


def matches(shown: str, said: str) -> bool:
    """Whether a text is what a guide shows; a line ``…`` stands for any lines, also none, and a ``…`` in a line for anything."""
    lines = (r"(?:.*\n)*?" if line == ANY else re.escape(line).replace(ANY, ".*") + r"\n" for line in shown.splitlines())
    pattern = "".join(lines)
    return re.fullmatch(pattern, said if said.endswith("\n") or not said else said + "\n") is not None
