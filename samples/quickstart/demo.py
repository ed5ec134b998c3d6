"""The walk of `make demo`: import, commit, change, plan, apply, a change by hand, drift, pull, an empty plan.

Everything happens in a temporary folder. With ``GRAFANA_URL`` and ``GRAFANA_API_KEY`` set it talks to that
server, where it makes a few things of its own and removes them again; else to a local stand-in.
``AUTOSCHEMATIC_PROGRAM`` names another program than the one that was built in this checkout.
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Callable, Iterator, NoReturn
from contextlib import contextmanager

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CLI = Path(os.environ.get("AUTOSCHEMATIC_PROGRAM") or ROOT / "artifacts" / "bin" / "autoschematic")

FOLDER, OVERVIEW, HEALTH = "quickstart", "quickstart-overview", "quickstart-health"
METRICS, LOGS = "quickstart-metrics", "quickstart-logs"
DASHBOARD = f"main/grafana/dashboards/{OVERVIEW}.json"
DATASOURCE = f"main/grafana/datasources/{LOGS}.json"

TIMEOUT_SECONDS = 300
INDENT = "  "


def fail(message: str) -> NoReturn:
    say(f"\nDEMO FAILED: {message}")
    sys.exit(1)


def say(text: str = "") -> None:
    print(text, flush=True)


def step(title: str) -> None:
    say(f"\n── {title} " + "─" * max(3, 76 - len(title)))


def check(holds: bool, what: str) -> None:
    if not holds:
        fail(f"this should hold: {what}")
    say(f"  ok: {what}")


class Remote:
    """The server, as somebody with a browser and a token would use it."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url.rstrip("/")
        self.key = key

    def call(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.url + path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            fail(f"{method} {self.url}{path}: {error.code} {error.read().decode(errors='replace')[:300]}")
        except OSError as error:
            fail(f"cannot reach {self.url}: {error}")

    def dashboard(self, uid: str) -> Any:
        return self.call("GET", f"/api/dashboards/uid/{uid}")["dashboard"]

    def save(self, uid: str, title: str, panel: str, **more: Any) -> None:
        panels = [{"id": 1, "type": "timeseries", "title": panel, "datasource": {"type": "prometheus", "uid": METRICS},
                   "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}, "targets": [{"refId": "A", "expr": "up"}]}]
        model = {"uid": uid, "title": title, "tags": ["quickstart"], "panels": panels, "schemaVersion": 39, **more}
        self.call("POST", "/api/dashboards/db", {"dashboard": model, "folderUid": FOLDER, "overwrite": True})

    def prepare(self) -> None:
        self.call("POST", "/api/folders", {"uid": FOLDER, "title": "Quickstart"})
        self.call("POST", "/api/datasources", {
            "uid": METRICS, "name": "Quickstart metrics", "type": "prometheus", "access": "proxy",
            "url": "http://prometheus:9090", "secureJsonData": {"httpHeaderValue1": "Bearer demo-secret"}})
        self.save(OVERVIEW, "Quickstart overview", "Requests", refresh="1m")
        self.save(HEALTH, "Quickstart health", "CPU")

    def clean(self) -> None:
        self.call("DELETE", f"/api/folders/{FOLDER}")
        for uid in (METRICS, LOGS):
            self.call("DELETE", f"/api/datasources/uid/{uid}")


@contextmanager
def server(work: Path) -> Iterator[Remote]:
    """The server at GRAFANA_URL, else a stand-in that ends with this process, however it ends."""
    url = os.environ.get("GRAFANA_URL")
    if url:
        key = os.environ.get("GRAFANA_API_KEY") or fail("GRAFANA_URL is set and GRAFANA_API_KEY is not")
        say(f"Using the server at {url}. What the demo makes there is named quickstart and removed at the end.")
        remote = Remote(url, key)
        taken = [uid for uid in (OVERVIEW, HEALTH) if remote.call("GET", f"/api/dashboards/uid/{uid}")]
        if taken or remote.call("GET", f"/api/folders/{FOLDER}"):
            fail(f"the server has a folder or dashboard called {FOLDER} already; remove it first")
        try:
            yield remote
        finally:
            remote.clean()
        return
    key = secrets.token_hex(16)
    process = subprocess.Popen(
        [sys.executable, str(HERE / "grafana_server.py"), "--state", str(work / "grafana.json"), "--until-stdin-closes"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "GRAFANA_API_KEY": key},
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        ready = process.stdout.readline().strip()
        if not ready:
            fail("the stand-in for Grafana did not start")
        say("A real Grafana cannot run everywhere, so this demo brings a small server with the same HTTP API.")
        say("To use a real one, set GRAFANA_URL and GRAFANA_API_KEY.")
        say(ready)
        yield Remote(ready.rsplit(" ", 1)[1], key)
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


class Repository:
    """The repository of the demo, and commands run in it."""

    def __init__(self, path: Path, remote: Remote) -> None:
        self.path = path
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "AUTOSCHEMATIC_"))}
        self.environment = {
            **kept,
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Demo", "GIT_AUTHOR_EMAIL": "demo@example.com",
            "GIT_COMMITTER_NAME": "Demo", "GIT_COMMITTER_EMAIL": "demo@example.com",
            "GRAFANA_URL": remote.url, "GRAFANA_API_KEY": remote.key,
            "AUTOSCHEMATIC_PYTHON": sys.executable,
            "AUTOSCHEMATIC_DAEMON": "off",
            "COLUMNS": str(shutil.get_terminal_size().columns - len(INDENT)),
        }  # fmt: skip

    def run(self, *command: str, expect: int = 0) -> str:
        """Run a command, print it and what it says, and check its exit code."""
        say(f"\n$ {shlex.join(command)}")
        program = [str(CLI), *command[1:]] if command[0] == "autoschematic" else list(command)
        try:
            done = subprocess.run(
                program, cwd=self.path, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, errors="replace", timeout=TIMEOUT_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            fail(f"`{shlex.join(command)}` did not end within {TIMEOUT_SECONDS} seconds")
        for line in done.stdout.splitlines():
            say(f"{INDENT}{line}".rstrip())
        if done.returncode != expect:
            fail(f"`{shlex.join(command)}` ended with exit code {done.returncode}, not {expect}")
        return done.stdout

    def edit(self, path: str, change: Callable[[Any], None]) -> None:
        body = json.loads((self.path / path).read_text())
        change(body)
        (self.path / path).write_text(json.dumps(body, indent=2, ensure_ascii=False, sort_keys=True) + "\n")

    def has(self, path: str) -> bool:
        return (self.path / path).is_file()

    def read(self, path: str) -> str:
        return (self.path / path).read_text()


def walk(repository: Repository, remote: Remote) -> None:
    run = repository.run

    step("A repository with one connector")
    shutil.copytree(HERE / "repository", repository.path, dirs_exist_ok=True)
    connectors = repository.path / "connectors" / "grafana"
    shutil.copytree(ROOT / "connectors" / "grafana", connectors, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    run("git", "init", "--quiet", "--initial-branch=main")
    run("git", "add", ".")
    run("git", "commit", "--quiet", "-m", "Start")
    run("autoschematic", "validate")

    step("Import what exists")
    run("autoschematic", "import", "-p", "main")
    for path in (DASHBOARD, f"main/grafana/dashboards/{HEALTH}.json", f"main/grafana/folders/{FOLDER}.json",
                 f"main/grafana/datasources/{METRICS}.json"):
        check(repository.has(path), f"{path} was written")
    check("demo-secret" not in repository.read(f"main/grafana/datasources/{METRICS}.json"), "no secret was written")
    outputs = json.loads(repository.read(f".autoschematic/{DASHBOARD}.out.json"))
    check(outputs.get("OutputMap", {}).get("uid") == OVERVIEW, "its outputs are in .autoschematic/")
    run("git", "commit", "--quiet", "-m", "Import Grafana")
    run("autoschematic", "plan", "--all", "--exit-code")
    check(run("git", "status", "--short") == "", "after an import nothing is left to do")

    step("Change a dashboard, add a datasource")

    def change(body: Any) -> None:
        body["panels"][0]["title"] = "Requests per second"
        body["panels"][0]["targets"][0]["expr"] = "sum(rate(http_requests_total[5m]))"

    repository.edit(DASHBOARD, change)
    new = {"name": "Quickstart logs", "type": "loki", "url": "http://loki:3100"}
    (repository.path / DATASOURCE).write_text(json.dumps(new, indent=2) + "\n")
    run("git", "diff")
    run("cat", DATASOURCE)
    run("git", "add", "main")

    step("Plan")
    planned = run("autoschematic", "plan", "--exit-code", expect=2)
    check(DASHBOARD.removeprefix("main/") in planned and "panels[0].title" in planned, "the plan names the changed field")
    check(DATASOURCE.removeprefix("main/") in planned, "the plan names the new datasource")
    check(remote.call("GET", f"/api/datasources/uid/{LOGS}") is None, "a plan changes nothing")

    step("Apply")
    run("autoschematic", "apply", "--yes", "--no-commit")
    check(remote.dashboard(OVERVIEW)["panels"][0]["title"] == "Requests per second", "the server has the new title")
    check((remote.call("GET", f"/api/datasources/uid/{LOGS}") or {}).get("type") == "loki", "the server has the datasource")
    check(repository.has(f".autoschematic/{DATASOURCE}.out.json"), "the outputs of the datasource were stored")
    run("git", "commit", "--quiet", "-m", "Show requests per second, add logs")
    run("autoschematic", "drift", "--exit-code")

    step("Somebody changes the dashboard by hand")
    model = remote.dashboard(OVERVIEW)
    model.update(refresh="10s", tags=["quickstart", "night-shift"])
    remote.call("POST", "/api/dashboards/db", {"dashboard": model, "folderUid": FOLDER, "message": "late night"})
    say(f"  (over HTTP: {OVERVIEW} refreshes every 10s now and has the tag night-shift)")

    step("Drift finds it")
    drifted = run("autoschematic", "drift", "--exit-code", expect=2)
    check(f"{OVERVIEW}.json" in drifted and "refresh" in drifted, "drift names the dashboard and the field")
    check(remote.dashboard(OVERVIEW)["refresh"] == "10s", "drift changes nothing")

    step("Pull accepts it")
    run("autoschematic", "pull", DASHBOARD)
    body = json.loads(repository.read(DASHBOARD))
    check(body["refresh"] == "10s" and "night-shift" in body["tags"], "the file has what was changed by hand")
    check(body["panels"][0]["title"] == "Requests per second", "and still what was applied")
    run("git", "diff", "--staged")
    run("git", "commit", "--quiet", "-m", "Keep what the night shift changed")

    step("Nothing is left to do")
    run("autoschematic", "plan", "--all", "--exit-code")
    run("autoschematic", "drift", "--exit-code")
    check(run("git", "status", "--short") == "", "the working tree is clean")


def left_behind(path: Path) -> list[str]:
    """Processes that have to do with the folder of the demo."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            folder = os.readlink(entry / "cwd")
        except OSError:
            continue
        if int(entry.name) != os.getpid() and (str(path) in command or folder.startswith(str(path))):
            found.append(f"{entry.name} {command}")
    return found


def main() -> None:
    if not CLI.exists():
        fail(f"there is no {CLI}; run `make build` first")
    with tempfile.TemporaryDirectory(prefix="autoschematic-demo-") as name:
        work = Path(name).resolve()
        repository_path = work / "infrastructure"
        repository_path.mkdir()
        with server(work) as remote:
            remote.prepare()
            walk(Repository(repository_path, remote), remote)
        deadline = time.monotonic() + 5
        while (left := left_behind(work)) and time.monotonic() < deadline:
            time.sleep(0.1)
        if left:
            fail("processes were left behind:\n" + "\n".join(left))
    say("\nThe demo is done: every check held, and no process is left behind.")


if __name__ == "__main__":
    main()
