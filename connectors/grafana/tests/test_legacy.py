"""The connector written for the published SDK runs unchanged, as a process, over the protocol."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Iterator

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(REPOSITORY / "samples/quickstart"), str(REPOSITORY / "sdk/python/tests")]

from grafana_server import Server, Store  # noqa: E402
from programs import Client, Program  # noqa: E402

LEGACY = REPOSITORY / "tests/connectors/legacy_grafana.py"
HOME = "grafana/dashboards/home.json"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(0, Store(tmp_path / "state.json"), {"admin": "admin"})
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def legacy(server: Server, tmp_path: Path) -> Iterator[Client]:
    program = Program(tmp_path, LEGACY, {"GRAFANA_URL": server.url, "GRAFANA_API_KEY": "admin"})
    yield program.client()
    assert program.end() == 0
    assert program.process.stdout is not None
    program.process.stdout.close()
    assert "connector 'test' initialized for prefix 'main'" in program.log.read_text()


def test_import_change_apply_and_delete(legacy: Client, server: Server) -> None:
    legacy("Init")
    assert list(legacy("List", subpath="./").addrs) == []
    (op,) = legacy("Plan", addr=HOME, desired=b'{"title": "Home"}').ops
    done = legacy("OpExec", addr=HOME, op=op.op_definition)
    assert dict(done.outputs) == {"uid": "home", "url": "/d/home/home"}
    assert list(legacy("List", subpath="./").addrs) == [HOME]
    got = legacy("Get", addr=HOME)
    assert json.loads(got.resource_definition) == {"title": "Home", "uid": "home"}
    desired = got.resource_definition.replace(b"Home", b"Start")
    assert list(legacy("Plan", addr=HOME, current=desired, desired=desired).ops) == []
    (op,) = legacy("Plan", addr=HOME, current=got.resource_definition, desired=desired).ops
    legacy("OpExec", addr=HOME, op=op.op_definition)
    assert legacy("Eq", addr=HOME, a=legacy("Get", addr=HOME).resource_definition, b=desired).equal
    (op,) = legacy("Plan", addr=HOME, current=desired).ops
    legacy("OpExec", addr=HOME, op=op.op_definition)
    assert not legacy("Get", addr=HOME).exists
    assert legacy.fails("Get", addr="elsewhere.json")[1] == "Invalid addr: elsewhere.json"
