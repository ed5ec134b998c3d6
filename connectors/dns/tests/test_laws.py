"""The connector keeps the laws of connectors, on a server with zones that nobody made for the trial."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from server import KEY, PowerDns

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "artifacts" / "bin" / "autoschematic"
CONFIG = """
AutoschematicConfig(prefixes: {"main": Prefix(connectors: [Connector(
    shortname: "dns",
    spec: PythonLocal(path: "%s"),
    env: {"POWERDNS_URL": "env://POWERDNS_URL", "POWERDNS_API_KEY": "env://POWERDNS_API_KEY", "PYTHONDONTWRITEBYTECODE": "1"},
)])})
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    if not PROGRAM.exists():
        pytest.skip("`make build` makes the program")
    folder = tmp_path / "repository"
    (folder / "connectors").mkdir(parents=True)
    for module in (ROOT / "connectors" / "dns").glob("*.py"):
        (folder / "connectors" / module.name).write_text(module.read_text())
    (folder / "autoschematic.ron").write_text(CONFIG % "connectors/powerdns.py")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command of the program; its connector is run by the Python of the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "POWERDNS_URL", "POWERDNS_API_KEY") if name in os.environ}
    own = {"HOME": str(folder.parent), "VIRTUAL_ENV": str(ROOT / ".venv"), "LANG": "C.UTF-8", "AUTOSCHEMATIC_DAEMON": "off", **kept, **variables}
    return subprocess.run([str(PROGRAM), *arguments], cwd=folder, env=own, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("live", [False, True])
def test_every_law_is_kept(dns: PowerDns, repository: Path, live: bool) -> None:
    dns.call("POST", "/zones", {"name": "example.org.", "kind": "Native", "nameservers": ["ns1.example.org."], "dnssec": True})
    dns.call("POST", "/zones", {"name": "second.org.", "kind": "Slave", "masters": ["192.0.2.53"], "nameservers": []})
    dns.put("example.org.", "www.example.org.", "A", "192.0.2.1", "192.0.2.2")
    dns.put("example.org.", "*.example.org.", "TXT", '"any; name"', ttl=60)
    before = dns.state()

    done = run(repository, "connectors", "test", "dns", "--format", "json", *(["--live", "--yes"] if live else []))

    assert done.returncode == 0, done.stdout + done.stderr
    laws: dict[str, Any] = {law["law"]: law["verdict"] for law in json.loads(done.stdout)["result"]["laws"]}
    # It does not say that its operations can be sent again after a crash.
    assert {name for name, verdict in laws.items() if verdict != "ok"} <= {"ops-are-idempotent"}
    assert ("apply-converges" in laws) is live
    assert dns.state() == before


@pytest.mark.parametrize("variables,sentence,hint", [
    ({"POWERDNS_API_KEY": "wrong-key-1"}, "does not accept the key", "is `POWERDNS_API_KEY` its `api-key`?"),
    ({"POWERDNS_URL": "http://127.0.0.1:9"}, "Connection refused", "is PowerDNS running with `webserver` and `api`"),
])  # fmt: skip
def test_the_command_says_why_and_what_to_do_once(
    dns: PowerDns, repository: Path, variables: dict[str, str], sentence: str, hint: str
) -> None:
    done = run(repository, "import", **variables)
    assert done.returncode == 1
    assert done.stderr.count(sentence) == 1 and hint in done.stderr
    assert "wrong-key-1" not in done.stdout + done.stderr and KEY not in done.stdout + done.stderr
