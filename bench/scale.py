#!/usr/bin/env python3
"""Measures the real program on many resources: import with links and proof, plan, drift with 37 changes.

usage: bench/scale.py [RESOURCES]        default 10000; half are networks, half machines that name one

Prints time and peak memory of the host (the program itself, not the connector). Exits with 1 when a result is wrong.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, "artifacts/bin/Autoschematic.Cli/release/autoschematic")
CONNECTOR = os.path.join(ROOT, "artifacts/bin/Autoschematic.TestConnector/release/Autoschematic.TestConnector")
CHANGED = 37
LIMIT_MB = 300


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = tempfile.mkdtemp(prefix="autoschematic-scale-")
    try:
        return measure(folder, count)
    finally:
        shutil.rmtree(folder)


def measure(folder, count):
    repository, cloud = os.path.join(folder, "repository"), os.path.join(folder, "cloud")
    fill(cloud, count)
    os.makedirs(repository)
    git(repository, "init", "-q")
    with open(os.path.join(repository, "autoschematic.ron"), "w") as file:
        file.write(config(cloud))
    commit(repository, "Begin")

    links = count // 2
    code, result = run(repository, "import", "--link", "--verify")
    expect(code == 0, f"import exits with {code}")
    expect(len(result["linked"]) == links, f"{len(result['linked'])} of {links} values linked")
    expect(all(right(link) for link in result["linked"]), "a link is wrong")
    expect(result["unproven"] == [], f"{len(result['unproven'])} resources not verified")
    commit(repository, "Import")

    code, result = run(repository, "plan", "--all", "--exit-code")
    expect(code == 0 and not result["hasChanges"], f"the plan after the import exits with {code}")

    wanted = change(cloud, count)
    code, result = run(repository, "drift", "--exit-code")
    drifted = sorted(item["file"] for item in result["resources"] if item["status"] != "equal")
    expect(code == 2, f"drift exits with {code}")
    expect(drifted == wanted, f"drift lists {len(drifted)} resources, {len(wanted)} changed")
    print("all results are right")
    return 0


def fill(cloud, count):
    """Networks whose outputs are `net-NAME`, and machines that hold one such value each."""
    filling = "\n".join(f'    "note{line}": "{"x" * 60}",' for line in range(24))
    os.makedirs(cloud)
    with contextlib.closing(sqlite3.connect(os.path.join(cloud, "cloud.db"))) as database, database:
        database.execute(
            "CREATE TABLE objects (address TEXT PRIMARY KEY, body BLOB NOT NULL, name TEXT, fading INTEGER NOT NULL DEFAULT 0)"
            " WITHOUT ROWID"
        )
        for index in range(count - count // 2):
            put(database, f"net/blue-{index:05}.ron", f'Net(cidr: "10.0.0.0/16", note: "{"y" * 1500}")\n', None)
        for index in range(count // 2):
            body = f'{{\n{filling}\n    "size": 1,\n    "network": "net-blue-{index:05}"\n}}\n'
            put(database, f"vm/vm-{index + 1}.json", body, f"web-{index:05}")


def put(database, address, body, name):
    database.execute("INSERT INTO objects (address, body, name) VALUES (?, ?, ?)", (address, body.encode(), name))


def change(cloud, count):
    """Changes 37 machines and says which files that concerns."""
    files = []
    with contextlib.closing(sqlite3.connect(os.path.join(cloud, "cloud.db"))) as database, database:
        for step in range(CHANGED):
            index = step * (count // 2) // CHANGED
            address = f"vm/vm-{index + 1}.json"
            (body,) = database.execute("SELECT body FROM objects WHERE address = ?", (address,)).fetchone()
            changed = body.replace(b'"size": 1', b'"size": 2')
            database.execute("UPDATE objects SET body = ? WHERE address = ?", (changed, address))
            files.append(f"main/vm/web-{index:05}.json")
    return sorted(files)


def right(link):
    number = link["file"].removeprefix("main/vm/web-").removesuffix(".json")
    return link["field"] == "network" and link["reference"] == f"out://net/blue-{number}.ron[net_id]"


def run(repository, *arguments):
    """Runs the program and prints its time and the largest resident size of its process."""
    output = os.path.join(os.path.dirname(repository), "output.json")
    started = time.monotonic()
    with open(output, "wb") as file:
        process = subprocess.Popen([PROGRAM, *arguments, "--format", "json"], cwd=repository, stdout=file, env=environment())
        peak = 0
        while process.poll() is None:
            peak = max(peak, peak_of(process.pid))
            time.sleep(0.02)
    seconds = time.monotonic() - started
    print(f"{' '.join(arguments):32} {seconds:7.1f} s   peak {peak / 1024:6.0f} MB", flush=True)
    expect(peak / 1024 < LIMIT_MB, f"`{arguments[0]}` needs more than {LIMIT_MB} MB")
    with open(output) as file:
        return process.returncode, json.load(file)["result"] or {}


def peak_of(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def config(cloud):
    return f"""AutoschematicConfig(prefixes: {{
    "main": Prefix(connectors: [
        Connector(shortname: "cloud", spec: Binary(path: "{CONNECTOR}", protocol: Grpc), env: {{
            "TEST_CLOUD_DIR": "{cloud}",
            "TEST_CLOUD_MODES": "quiet",
            "HOME": "env://HOME",
        }}),
    ]),
}})
"""


def environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"AUTOSCHEMATIC_DAEMON": "off"}


def commit(repository, message):
    git(repository, "add", "--all")
    git(repository, "-c", "user.name=Mona", "-c", "user.email=mona@example.org", "commit", "-q", "-m", message)


def git(repository, *arguments):
    subprocess.run(["git", "-C", repository, *arguments], check=True, env=environment())


def expect(holds, problem):
    if not holds:
        print(f"WRONG: {problem}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    sys.exit(main())
