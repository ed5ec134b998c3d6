"""A real PowerDNS on loopback, with a database of its own, for as long as a test session lasts."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

KEY = "key-of-the-tests"
SCHEMA = Path("/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql")
PROGRAM = shutil.which("pdns_server") or shutil.which("pdns_server", path="/usr/sbin:/usr/local/sbin")
MISSING = next((what for what, there in (("pdns_server", PROGRAM), (str(SCHEMA), SCHEMA.exists())) if not there), None)


class PowerDns:
    """The server process; `zones` and `call` look at it and change it behind the connector's back."""

    def __init__(self, folder: Path) -> None:
        import sqlite3

        with sqlite3.connect(folder / "db") as database:
            database.executescript(SCHEMA.read_text())
        self.web, self.dns = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.web}"
        options = {
            "no-config": "", "daemon": "no", "guardian": "no", "launch": "gsqlite3", "gsqlite3-database": str(folder / "db"),
            "gsqlite3-dnssec": "yes", "local-address": "127.0.0.1", "local-port": str(self.dns), "socket-dir": str(folder),
            "webserver": "yes", "webserver-address": "127.0.0.1", "webserver-port": str(self.web), "api": "yes", "api-key": KEY,
        }  # fmt: skip
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(PROGRAM), *(f"--{name}={value}" if value else f"--{name}" for name, value in options.items())],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Until the API answers: each attempt is refused at once as long as nobody listens."""
        end = time.monotonic() + 30
        while True:
            try:
                self.call("GET", "")
                return
            except (OSError, urllib.error.URLError):
                if self.process.poll() is not None or time.monotonic() > end:
                    raise AssertionError(f"PowerDNS did not start:\n{self.log.read_text()}") from None

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """One call of the API, as an administrator."""
        request = urllib.request.Request(
            f"{self.url}/api/v1/servers/localhost{path}", None if body is None else json.dumps(body).encode(),
            {"X-API-Key": KEY, "Accept": "application/json"}, method=method,
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=20) as response:
            text = response.read()
            return json.loads(text) if text else None

    def put(self, zone: str, name: str, kind: str, *contents: str, ttl: int = 3600) -> None:
        """Set a record set by hand."""
        records = [{"content": content, "disabled": False} for content in contents]
        change = {"name": name, "type": kind, "ttl": ttl, "changetype": "REPLACE", "records": records}
        self.call("PATCH", f"/zones/{zone}", {"rrsets": [change]})

    def state(self) -> dict[str, dict[str, list[str]]]:
        """All records: by zone, by name and type; a record that is off begins with a `#`. Serials are left out."""
        found = {}
        for zone in self.call("GET", "/zones"):
            sets = self.call("GET", f"/zones/{zone['id']}")["rrsets"]
            found[zone["name"]] = {
                f"{each['name']} {each['ttl']} {each['type']}": [
                    ("#" if record["disabled"] else "") + without_serial(each["type"], record["content"]) for record in each["records"]
                ]
                for each in sorted(sets, key=lambda each: (each["name"], each["type"]))
            }
        return found

    def reset(self) -> None:
        """Delete every zone."""
        for zone in self.call("GET", "/zones"):
            self.call("DELETE", f"/zones/{zone['id']}")

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def without_serial(kind: str, content: str) -> str:
    """The content of a record; of an SOA without its serial, which counts on."""
    parts = content.split()
    return " ".join([*parts[:2], "N", *parts[3:]]) if kind == "SOA" else content


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
