#!/usr/bin/env python3
"""Regenerate ``autoschematic_sdk/connector.binpb`` from ``proto/connector.proto``."""

from __future__ import annotations

import glob
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

SDK = Path(__file__).resolve().parent.parent
PROTO = SDK.parent.parent / "proto" / "connector.proto"
DESCRIPTORS = SDK / "autoschematic_sdk" / "connector.binpb"


def find_protoc() -> str | None:
    """``protoc`` from PATH, else the one inside the restored Grpc.Tools package."""
    found = shutil.which("protoc")
    if found:
        return found
    packages = os.environ.get("NUGET_PACKAGES") or str(Path.home() / ".nuget" / "packages")
    system = {"Linux": "linux", "Darwin": "macosx"}.get(platform.system(), "windows")
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(
        platform.machine().lower(), "x64"
    )
    candidates = glob.glob(f"{packages}/grpc.tools/*/tools/{system}_{machine}/protoc*")
    return max(candidates, default=None)


def describe(protoc: str) -> bytes:
    """The serialized FileDescriptorSet of the protocol, without comments and positions."""
    run = subprocess.run(
        [protoc, f"--proto_path={PROTO.parent}", "--descriptor_set_out=/dev/stdout", PROTO.name],
        check=True,
        capture_output=True,
    )
    return run.stdout


def main() -> int:
    protoc = find_protoc()
    if protoc is None:
        print("error: no `protoc` on PATH or in the Grpc.Tools package\nhint: apt-get install protobuf-compiler",
              file=sys.stderr)
        return 1
    DESCRIPTORS.write_bytes(describe(protoc))
    return 0


if __name__ == "__main__":
    sys.exit(main())
