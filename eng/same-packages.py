#!/usr/bin/env python3
"""Compares what a native build was made of with the lock files: same-packages.py ROOT LOCKS PROJECT.

A native build restores a compiler and a runtime that the lock files do not know; every other package has to be the locked one.
"""

from __future__ import annotations

import json
import pathlib
import sys

ADDED = ("microsoft.dotnet.ilcompiler", "runtime.", "microsoft.netcore.app.runtime.", "microsoft.net.illink.tasks")


def packages(lock: pathlib.Path) -> dict[str, str]:
    """Versions by package; a package that is listed for a platform too is the same there."""
    frameworks = json.loads(lock.read_text(encoding="utf-8"))["dependencies"]
    return {
        name.lower(): f"{entry['resolved']} {entry.get('contentHash', '')}"
        for entries in frameworks.values()
        for name, entry in entries.items()
        if "resolved" in entry
    }


def main(root: str, locks: str, project: str) -> int:
    folder = next(pathlib.Path(root).glob(f"*/{project}"))
    locked, used = packages(folder / "packages.lock.json"), packages(pathlib.Path(locks) / f"{project}.json")
    wrong = sorted(name for name, version in used.items() if not name.startswith(ADDED) and locked.get(name) != version)
    for name in wrong:
        print(f"error: {project} was built with {name} {used[name].split()[0]}, not as its lock file says: "
              f"{locked[name].split()[0] if name in locked else 'not at all'}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
