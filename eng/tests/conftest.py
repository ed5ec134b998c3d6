from __future__ import annotations

import os
import pathlib
import subprocess
import typing

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def program() -> pathlib.Path:
    """The program that `make build` left."""
    path = ROOT / "artifacts" / "bin" / "autoschematic"
    if not path.exists():
        pytest.fail(f"there is no {path}; run `make build` first")
    return path


@pytest.fixture(scope="session")
def pages(program: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder `share` with manual pages and completions."""
    folder = tmp_path_factory.mktemp("pages") / "share"
    subprocess.run([ROOT / "eng" / "pages.sh", folder, program], check=True)
    return folder


@pytest.fixture
def script() -> typing.Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a script of the checkout with nothing of this process's home or settings."""

    def run(*command: str | os.PathLike[str], **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **variables}
        return subprocess.run([str(word) for word in command], env=environment, cwd=ROOT, text=True, capture_output=True, check=False)

    return run
