"""The connectors that other tests start do what their names say."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest

from programs import REPOSITORY, Folder

CONNECTORS = REPOSITORY / "tests" / "connectors"


def test_slow_gets_overlap_and_some_fail(folder: Folder) -> None:
    client = folder.serve(CONNECTORS / "slow.py", env={"SLOW_FAIL": "7"})
    addrs = list(client("List", subpath="./").addrs)
    started = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        failed = [f for f in pool.map(lambda addr: client.start("Get", addr=addr).exception(), addrs) if f is not None]
    assert (len(addrs), len(failed)) == (200, 7)
    assert failed[0].details() == "item 0 is out of order"
    # One after the other they would take ten seconds.
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("fault", "status"), [("exit", 3), ("import", 1), ("constructor", 1), ("constructor-exit", 1)])
def test_faults_at_the_start(folder: Folder, fault: str, status: int) -> None:
    assert folder.start(CONNECTORS / "faulty.py", env={"FAULT": fault}).process.wait(timeout=20) == status


@pytest.mark.parametrize(
    ("fault", "method", "text"),
    [
        ("init", "Init", "FAULTY_TOKEN environment variable is required"),
        ("unimplemented", "Get", "NotImplementedError: get is not there yet (faulty.py:"),
        ("empty-assertion", "Get", "AssertionError (faulty.py:"),
        ("chain", "Get", "cannot log in\ncaused by: connection refused"),
        ("op", "OpExec", "the quota is used up"),
    ],
)
def test_faults_in_a_call(folder: Folder, fault: str, method: str, text: str) -> None:
    client = folder.serve(CONNECTORS / "faulty.py", env={"FAULT": fault})
    fields = {} if method == "Init" else {"addr": "items/good.json"}
    assert client.fails(method, **fields)[1].startswith(text)


def test_a_connector_that_dies_in_a_call(folder: Folder) -> None:
    program = folder.start(CONNECTORS / "faulty.py", env={"FAULT": "die"})
    assert program.client().fails("Get", addr="items/good.json")[0] is grpc.StatusCode.UNAVAILABLE
    assert program.process.wait(timeout=20) == 9


def test_an_unknown_version(folder: Folder) -> None:
    assert folder.serve(CONNECTORS / "faulty.py", env={"FAULT": "version"})("Version").version == "0.99.0"


def test_store_maps_addresses_by_its_outputs(folder: Folder) -> None:
    store = folder.path / "store"
    store.mkdir()
    client = folder.serve(CONNECTORS / "store.py", env={"STORE": str(store)})
    client("Init")
    assert client("AddrVirtToPhy", addr="notes/a.txt").WhichOneof("result") == "not_present"
    (op,) = client("Plan", addr="notes/a.txt", desired=b"keep secret\n").ops
    done = client("OpExec", addr="notes/a.txt", op=op.op_definition)
    assert (dict(done.outputs), list(done.sensitive_outputs)) == ({"id": "1", "token": "s3cret-token-1"}, ["token"])
    outputs = folder.path / ".autoschematic/main/notes/a.txt.out.json"
    outputs.parent.mkdir(parents=True)
    outputs.write_text(json.dumps({"OutputMap": {"id": "1"}}))
    assert client("AddrVirtToPhy", addr="notes/a.txt").present.path == "notes/by-id/1.txt"
    assert client("Get", addr="notes/by-id/1.txt").resource_definition == b"keep secret\n"
    assert list(client("List", subpath="./").addrs) == ["notes/by-id/1.txt"]
    (op,) = client("Plan", addr="notes/by-id/1.txt", current=b"keep secret\n", has_desired=True).ops
    assert json.loads(op.op_definition) == {"write": ""}
    assert sorted(client("OpExec", addr="notes/by-id/1.txt", op='{"delete": true}').deleted_outputs) == ["id", "token"]
    assert not client("Get", addr="notes/by-id/1.txt").exists
