"""A shell at a terminal, typed into as a person would."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import typing


class Shell:
    """An interactive shell; what it prints is read until a pattern appears."""

    def __init__(self, command: typing.Sequence[str], environment: dict[str, str], folder: str) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], list(command), environment)
        # Wide enough that no line of a test is broken.
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 250, 0, 0))
        self.printed = ""

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def expect(self, pattern: str, seconds: float = 60) -> str:
        """What was printed up to the pattern; all of that is forgotten."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self.printed)):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise AssertionError(f"`{pattern}` did not appear in:\n{self.printed}")
            self.printed += os.read(self.terminal, 65536).decode(errors="replace")
        before, self.printed = self.printed[: found.end()], self.printed[found.end() :]
        return before
