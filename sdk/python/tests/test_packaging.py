"""`pip install` of this folder gives a working package."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from programs import SDK

NEEDED = ("pip", "setuptools", "wheel")


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in NEEDED), reason=f"needs {', '.join(NEEDED)} in this Python"
)
def test_it_installs_without_a_network(tmp_path: Path) -> None:
    source, target = tmp_path / "python", tmp_path / "target"
    shutil.copytree(SDK, source, ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    install = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index",
         "--disable-pip-version-check", "--target", str(target), str(source)],
        capture_output=True, text=True, timeout=120, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
    assert install.returncode == 0, install.stderr
    package = target / "autoschematic_sdk"
    assert (package / "py.typed").is_file() and (package / "connector.binpb").is_file()
    installed = subprocess.run(
        [sys.executable, "-c", "import autoschematic_sdk; print(autoschematic_sdk.__file__)"],
        capture_output=True, text=True, timeout=60, env={"PYTHONPATH": str(target)}, cwd=tmp_path)
    assert installed.stdout.strip() == str(package / "__init__.py"), installed.stderr
    metadata = next(target.glob("autoschematic_sdk-*.dist-info")) / "METADATA"
    required = [line for line in metadata.read_text().splitlines() if line.startswith("Requires-Dist:") and "extra" not in line]
    assert [line.split(":")[1].split(">")[0].strip(" (") for line in required] == ["grpcio", "protobuf"]
