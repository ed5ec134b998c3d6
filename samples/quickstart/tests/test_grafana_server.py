"""The stand-in server answers as Grafana does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Iterator

import pytest

SERVER = Path(__file__).resolve().parents[1] / "grafana_server.py"


class Running:
    """The server as a process."""

    def __init__(self, state: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(SERVER), "--state", str(state), "--admin-key", "admin", "--viewer-key", "viewer",
             "--until-stdin-closes"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={})
        assert self.process.stdout is not None
        self.ready = self.process.stdout.readline()
        self.url = self.ready.split()[-1]

    def __call__(self, method: str, path: str, body: Any = None, key: str | None = "admin") -> tuple[int, Any]:
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def end(self) -> int:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        status = self.process.wait(timeout=10)
        self.process.stdout.close()
        return status


@pytest.fixture
def grafana(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path / "state.json")
    yield running
    running.end()


def test_it_says_that_it_is_not_grafana(grafana: Running) -> None:
    assert grafana.ready == f"A stand-in for Grafana (not Grafana itself) listens on {grafana.url}\n"


def test_it_ends_with_whoever_started_it_and_keeps_its_state(tmp_path: Path) -> None:
    first = Running(tmp_path / "state.json")
    assert first("POST", "/api/folders", {"uid": "ops", "title": "Ops"})[0] == 200
    assert first.end() == 0
    second = Running(tmp_path / "state.json")
    assert second("GET", "/api/folders/ops")[1]["title"] == "Ops"
    assert second.end() == 0
    assert os.listdir(tmp_path) == ["state.json"]


def test_tokens(grafana: Running) -> None:
    assert grafana("GET", "/api/org", key=None) == (
        401, {"message": "Unauthorized", "messageId": "auth.unauthorized", "statusCode": 401})
    assert grafana("GET", "/api/org", key="wrong")[1]["message"] == "Invalid API key"
    assert grafana("GET", "/api/org", key="viewer")[0] == 200
    status, answer = grafana("POST", "/api/folders", {"title": "x"}, key="viewer")
    assert (status, answer["title"]) == (403, "Access denied") and "folders:create" in answer["message"]
    assert grafana("GET", "/api/health", key=None)[0] == 200


def test_dashboards_have_versions(grafana: Running) -> None:
    def save(**fields: Any) -> tuple[int, Any]:
        overwrite = fields.pop("overwrite", False)
        return grafana("POST", "/api/dashboards/db", {"dashboard": {"uid": "d", "title": "D", **fields}, "overwrite": overwrite})

    status, saved = save()
    assert (status, saved["version"], saved["url"], saved["status"]) == (200, 1, "/d/d/d", "success")
    assert save() == (412, {"message": "The dashboard has been changed by someone else", "status": "version-mismatch"})
    assert save(version=1)[1]["version"] == 2
    assert save(version=1)[0] == 412
    assert save(overwrite=True)[1]["version"] == 3
    assert grafana("GET", "/api/dashboards/uid/d")[1]["meta"]["version"] == 3
    assert grafana("DELETE", "/api/dashboards/uid/d")[1]["message"] == "Dashboard D deleted"
    assert grafana("GET", "/api/dashboards/uid/d") == (404, {"message": "Dashboard not found"})


def test_secrets_are_never_returned(grafana: Running) -> None:
    body = {"uid": "p", "name": "P", "type": "prometheus", "secureJsonData": {"token": "s3cret"}}
    answers = [grafana("POST", "/api/datasources", body)]
    answers.append(grafana("PUT", "/api/datasources/uid/p", {"name": "P", "type": "prometheus", "url": "http://p", "version": 1}))
    answers += [grafana("GET", path) for path in ("/api/datasources", "/api/datasources/uid/p")]
    assert [status for status, _ in answers] == [200] * 4
    assert "s3cret" not in repr(answers)
    assert answers[-1][1]["secureJsonFields"] == {"token": True}
    assert grafana("PUT", "/api/datasources/uid/p", {"name": "P", "type": "prometheus", "version": 1})[0] == 409
    assert grafana("POST", "/api/datasources", {"name": "P", "type": "loki"})[0] == 409


def test_search_has_pages(grafana: Running) -> None:
    for number in range(5):
        grafana("POST", "/api/dashboards/db", {"dashboard": {"uid": f"d{number}", "title": f"D{number}"}})
    pages = [[item["uid"] for item in grafana("GET", f"/api/search?type=dash-db&limit=2&page={page}")[1]] for page in (1, 2, 3, 4)]
    assert pages == [["d0", "d1"], ["d2", "d3"], ["d4"], []]
    assert [item["uid"] for item in grafana("GET", "/api/search?query=d3")[1]] == ["d3"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/dashboards/db", {"dashboard": {"title": ""}}, 400),
        ("POST", "/api/dashboards/db", {"dashboard": {"title": "x"}, "folderUid": "none"}, 404),
        ("POST", "/api/dashboards/db", {"dashboard": {"title": "x", "uid": "not/ok"}}, 400),
        ("POST", "/api/dashboards/db", b"{", 400),
        ("POST", "/api/folders", {"title": " "}, 400),
        ("PUT", "/api/folders/none", {"title": "x", "version": 1}, 404),
        ("POST", "/api/datasources", {"name": "x"}, 400),
        ("DELETE", "/api/datasources/uid/none", None, 404),
        ("GET", "/api/nothing", None, 404),
    ],
)
def test_bad_requests(grafana: Running, method: str, path: str, body: Any, status: int) -> None:
    seen, answer = grafana(method, path, body)
    assert seen == status and answer["message"]


def test_deleting_a_folder_deletes_what_is_in_it(grafana: Running) -> None:
    grafana("POST", "/api/folders", {"uid": "a", "title": "A"})
    grafana("POST", "/api/folders", {"uid": "b", "title": "B", "parentUid": "a"})
    grafana("POST", "/api/dashboards/db", {"dashboard": {"uid": "d", "title": "D"}, "folderUid": "b"})
    assert grafana("POST", "/api/folders/a/move", {"parentUid": "b"})[0] == 400
    assert grafana("PUT", "/api/folders/a", {"title": "C", "version": 9})[0] == 412
    assert grafana("DELETE", "/api/folders/a")[0] == 200
    assert [grafana("GET", path)[0] for path in ("/api/folders/b", "/api/dashboards/uid/d")] == [404, 404]
