"""A declared connector as a process, over the protocol; and what its users see of its author's mistakes."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Iterator

import grpc
import pytest

from autoschematic_sdk._wire import message
from programs import SDK, Folder

BLOCKS = [block.split("```")[0] for block in (SDK / "README.md").read_text(encoding="utf-8").split("```python\n")[1:]]
NOTES = BLOCKS[0]
"""The connector of the README."""
READ = '    async def read(self, key):\n        found = await self.connector.api.get(f"/notes/{key.name}")\n'
READ_LINE = 2 + NOTES[: NOTES.index(READ)].count("\n")


class Service(ThreadingHTTPServer):
    """A service of notes, out of order as often as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.notes: dict[str, Any] = {}
        self.refusals: list[tuple[int, dict[str, str]]] = []
        self.seen: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}/v1/"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Service

    def answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(content) if content else {}
        self.server.seen.append(f"{self.command} {self.path}")
        assert self.headers["Authorization"] == "Bearer t0ken"
        name = self.path.removeprefix("/v1/notes").strip("/")
        status, headers, found = 200, {}, None
        notes = self.server.notes
        if self.server.refusals:
            (status, headers), found = self.server.refusals.pop(0), {"message": "not now"}
        elif self.command == "POST":
            notes[body["name"]] = {**body, "url": f"/n/{body['name']}"}
        elif not name:
            found = list(notes.values())
        elif name not in notes:
            status, found = 404, {"message": "no such note"}
        elif self.command == "DELETE":
            del notes[name]
        else:
            notes[name].update(body)
            found = notes[name]
        sent = b"" if found is None else json.dumps(found).encode()
        self.send_response(status)
        for header, value in {**headers, "Content-Length": str(len(sent))}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    thread = threading.Thread(target=lambda: service.serve_forever(poll_interval=0.01))
    thread.start()
    yield service
    service.shutdown()
    thread.join()
    service.server_close()


def test_a_note_from_its_creation_to_its_end(folder: Folder, service: Service) -> None:
    client = folder.serve(NOTES, env={"NOTES_URL": service.url, "NOTES_TOKEN": "t0ken"})
    client("Init")
    assert client("Filter", addr="notes/a.ron").bitmask == 2
    assert client("Capabilities").idempotent_ops
    assert client("GetSkeletons").skeletons[0] == message("Skeleton")(
        addr="notes/[name].ron", body=b'Note(\n    // What it says.\n    text: "text",\n)\n')
    desired = b'Note(text: "One", tags: ["b", "a"])'
    (op,) = client("Plan", addr="notes/a.ron", desired=desired).ops
    assert op == message("PlanResponseElement")(
        op_definition='{"body":{"tags":["b","a"],"text":"One"},"op":"create","v":1}', writes_outputs=["url"],
        friendly_message="Create note `a`", kind=1)
    key = (("autoschematic-idempotency-key", "k"),)
    for _ in range(2):
        done = client.start("OpExec", addr="notes/a.ron", op=op.op_definition, metadata=key).result()
        assert done == message("OpExecResponse")(outputs={"url": "/n/a"}, friendly_message="Created note a")
    assert service.seen == ["GET /v1/notes/a", "POST /v1/notes", "GET /v1/notes/a"]
    assert list(client("List", subpath="./").addrs) == ["notes/a.ron"]
    got = client("Get", addr="notes/a.ron")
    assert (got.exists, got.resource_definition, dict(got.outputs)) == (
        True, b'Note(\n    text: "One",\n    tags: [\n        "a",\n        "b",\n    ],\n)\n', {"url": "/n/a"})
    assert client("Eq", addr="notes/a.ron", a=got.resource_definition, b=desired).equal
    (op,) = client("Plan", addr="notes/a.ron", current=got.resource_definition, desired=b'Note(text: "Two")').ops
    assert op.friendly_message == 'Update note `a`: set `text` from "One" to "Two"; set `tags` from ["a", "b"] to []'
    client("OpExec", addr="notes/a.ron", op=op.op_definition)
    assert service.notes["a"]["text"] == "Two"
    (op,) = client("Plan", addr="notes/a.ron", current=client("Get", addr="notes/a.ron").resource_definition).ops
    assert list(client("OpExec", addr="notes/a.ron", op=op.op_definition).deleted_outputs) == ["url"]
    assert not client("Get", addr="notes/a.ron").exists and service.notes == {}
    (found,) = client("Diag", addr="notes/a.ron", a=b'Note(\n    text: "a",\n    tag: [],\n)').diagnostics
    assert (found.severity, found.span.start.line, found.span.start.col, found.message) == (
        1, 3, 5, "A note has no field `tag`; did you mean `tags`?")


def test_a_busy_service_is_waited_for(folder: Folder, service: Service) -> None:
    client = folder.serve(NOTES, env={"NOTES_URL": service.url, "NOTES_TOKEN": "t0ken"})
    client("Init")
    service.refusals = [(429, {"Retry-After": "0"}), (503, {})]
    assert list(client("List", subpath="./").addrs) == []
    service.refusals = [(503, {})]
    (op,) = client("Plan", addr="notes/a.ron", desired=b'Note(text: "")').ops
    assert client("OpExec", addr="notes/a.ron", op=op.op_definition).friendly_message == "Created note a"
    service.refusals = [(403, {})]
    status, text, detail = client.fails("Get", addr="notes/a.ron")
    assert (status, text, detail.code) == (grpc.StatusCode.UNAUTHENTICATED, "GET /notes/a: 403 Forbidden: not now", 3)
    assert list(client("List", subpath="./").addrs) == ["notes/a.ron"]


def reading(statement: str) -> str:
    """The connector with another beginning of ``read``."""
    assert READ in NOTES
    return NOTES.replace(READ, f"    async def read(self, key):\n        {statement}\n")


@pytest.mark.parametrize(
    ("read", "status", "text"),
    [
        ("return {}['uid']", grpc.StatusCode.INTERNAL, "KeyError: 'uid' (connector.py:LINE in read: `return {}['uid']`)"),
        ("raise RuntimeError('cannot log in') from ConnectionError('refused')", grpc.StatusCode.INTERNAL,
         "cannot log in\ncaused by: refused"),
        ("return open('/none/x').read()", grpc.StatusCode.INTERNAL,
         "FileNotFoundError: [Errno 2] No such file or directory: '/none/x' "
         "(connector.py:LINE in read: `return open('/none/x').read()`)"),
        ("raise NotImplementedError('soon')", grpc.StatusCode.UNIMPLEMENTED,
         "NotImplementedError: soon (connector.py:LINE in read: `raise NotImplementedError('soon')`)"),
        ("return {'text': 1, **0}", grpc.StatusCode.INTERNAL,
         "TypeError: 'int' object is not a mapping (connector.py:LINE in read: `return {'text': 1, **0}`)"),
    ],
)
def test_an_exception_names_the_line_of_the_author(
    folder: Folder, read: str, status: grpc.StatusCode, text: str
) -> None:
    found = folder.serve(reading(read)).fails("Get", addr="notes/a.ron")[:2]
    assert found == (status, text.replace("LINE", str(READ_LINE)))


def test_a_body_of_another_kind_is_named(folder: Folder) -> None:
    status, text, _ = folder.serve(reading("return 7")).fails("Get", addr="notes/a.ron")
    assert (status, text.partition(" (")[0]) == (grpc.StatusCode.INTERNAL, "TypeError: `Note.read` returned 7: expected a `Note`")


@pytest.mark.parametrize(
    ("env", "text"),
    [
        ({}, "NOTES_URL environment variable is required"),
        ({"NOTES_URL": "localhost", "NOTES_TOKEN": "t"}, "`localhost` is not an address such as https://api.example.org"),
    ],
)
def test_an_address_that_is_none(folder: Folder, env: dict[str, str], text: str) -> None:
    assert folder.serve(NOTES, env=env).fails("Init")[1] == text


def test_more_than_resources_as_in_the_readme(folder: Folder) -> None:
    more = "from autoschematic_sdk import Bundle, Settings, Step, Task\n\n" + BLOCKS[1]
    source = NOTES.replace("class Notes(", more + "\n\nclass Notes(").replace("[Note]", "[Note, Restart, Archive, Limits]")
    client = folder.serve(source)
    bits = [client("Filter", addr=f"{path}.ron").bitmask for path in ("notes/a", "notes/restarts/a", "archives/a", "notes/limits")]
    assert bits == [2, 8, 4, 1]
    first = client("TaskExec", addr="notes/restarts/a.ron", body=b'Restart(machine: "m")')
    assert (first.friendly_message, first.next_state) == ("Asked to restart", b'{"asked": true}')
    last = client("TaskExec", addr="notes/restarts/a.ron", body=b'Restart(machine: "m")', state=first.next_state)
    assert (last.friendly_message, last.next_state) == ("Restarted", b"")
    (child,) = client("Unbundle", addr="archives/a.ron", bundle=b"Archive(year: 1984)").bundles
    assert (child.addr, child.contents) == ("notes/a.ron", b'Note(\n    text: "All of 1984",\n)\n')
