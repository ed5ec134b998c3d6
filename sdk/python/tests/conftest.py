"""What the tests share."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path
from typing import Iterator

import pytest

from programs import Folder


@pytest.fixture
def folder() -> Iterator[Folder]:
    with tempfile.TemporaryDirectory(prefix="asp") as path:
        folder = Folder(Path(path))
        try:
            yield folder
        finally:
            for program in folder.programs:
                program.end(signal.SIGKILL)
                assert program.process.stdout is not None
                program.process.stdout.close()
