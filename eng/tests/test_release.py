"""What the release script says where it cannot work, and how it compares packages. The compiler itself is tried by `make dist`."""

from __future__ import annotations

import json
import pathlib
import platform
import shutil
import subprocess
import sys
import typing

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / "eng" / "release.sh"
HERE = "arm64" if platform.machine() in ("aarch64", "arm64") else "x64"
Script = typing.Callable[..., "subprocess.CompletedProcess[str]"]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="compilers are looked for on Linux only")


@pytest.fixture
def tools(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder for PATH with what the script needs, and no compiler."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "basename", "dirname", "sed", "uname"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


@linux
def test_missing_compiler_is_named_with_its_packages(tools: pathlib.Path, script: Script) -> None:
    done = script(RELEASE, PATH=str(tools))
    assert (done.returncode, done.stdout, done.stderr) == (
        1, "",
        f"error: no C compiler links programs for linux-{HERE} here\n"
        "hint: run `sudo apt-get install gcc zlib1g-dev`, or name a cross compiler with CC (docs/releasing.md)\n",
    )  # fmt: skip


@linux
def test_compiler_for_another_processor_is_not_guessed(tools: pathlib.Path, script: Script) -> None:
    (tools / "gcc").symlink_to(shutil.which("true") or "true")
    other = "x64" if HERE == "arm64" else "arm64"
    done = script(RELEASE, f"linux-{other}", PATH=str(tools))
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, f"error: no C compiler links programs for linux-{other} here")


@linux
def test_missing_zlib_is_told(tools: pathlib.Path, script: Script) -> None:
    (tools / "gcc").symlink_to(shutil.which("false") or "false")
    done = script(RELEASE, PATH=str(tools))
    assert (done.returncode, done.stderr) == (1, f"error: `{tools}/gcc` cannot link with zlib\nhint: run `sudo apt-get install gcc zlib1g-dev`\n")


@pytest.mark.parametrize(
    ("rid", "said"),
    [
        ("plan9-x64", "error: there is no platform `plan9-x64`\nhint: choose linux-x64, linux-arm64, osx-x64, osx-arm64 or win-x64\n"),
        pytest.param(
            "osx-arm64", "error: a program for osx-arm64 cannot be built on this machine\nhint: run this on a machine with that system\n", marks=linux
        ),
    ],
)
def test_other_platforms_are_refused(rid: str, said: str, script: Script) -> None:
    done = script(RELEASE, rid)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def lock(path: pathlib.Path, **packages: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = {name.replace("_", "."): {"type": "Direct", "resolved": version, "contentHash": f"hash of {version}"} for name, version in packages.items()}
    path.write_text(json.dumps({"version": 2, "dependencies": {"net10.0": entries, "net10.0/linux-x64": {}}}), encoding="utf-8")


def test_other_package_than_the_locked_one_is_told(tmp_path: pathlib.Path) -> None:
    compare = [sys.executable, ROOT / "eng" / "same-packages.py", tmp_path, tmp_path / "locks", "Tool"]
    lock(tmp_path / "src" / "Tool" / "packages.lock.json", Some_Package="1.2.0", Other="3.0.0")

    lock(tmp_path / "locks" / "Tool.json", some_package="1.2.0", Microsoft_DotNet_ILCompiler="10.0.12")
    assert subprocess.run(compare, check=True, capture_output=True, text=True).stderr == ""

    lock(tmp_path / "locks" / "Tool.json", Some_Package="1.2.1", New="5.0.0")
    done = subprocess.run(compare, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        1,
        "error: Tool was built with new 5.0.0, not as its lock file says: not at all\n"
        "error: Tool was built with some.package 1.2.1, not as its lock file says: 1.2.0\n",
    )
