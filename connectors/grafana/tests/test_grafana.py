"""The Grafana connector against the stand-in server of the quickstart."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Awaitable, Callable, Iterator

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(REPOSITORY / "connectors/grafana"), str(REPOSITORY / "samples/quickstart"), str(REPOSITORY / "sdk/python")]

import grafana as connector_module  # noqa: E402
from autoschematic_sdk import (  # noqa: E402
    ConnectorError, ErrorCode, FieldIdent, FilterResponse, InvalidAddr, OpKind, StructIdent,
)
from grafana import GrafanaConnector  # noqa: E402
from grafana_server import Server, Store  # noqa: E402

HOME = "grafana/dashboards/home.json"
PROM = "grafana/datasources/prom.json"
OPS = "grafana/folders/ops.json"

Use = Callable[[GrafanaConnector], Awaitable[Any]]


class Remote:
    """The server, a way to change it by hand, and a way to use the connector on it."""

    def __init__(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server = server
        self.monkeypatch = monkeypatch
        self.key = "admin"

    def http(self, method: str, path: str, body: Any = None, key: str = "admin") -> tuple[int, Any]:
        request = urllib.request.Request(self.server.url + path, None if body is None else json.dumps(body).encode(),
                                         {"Authorization": f"Bearer {key}"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def use(self, work: Use, url: str | None = None) -> Any:
        self.monkeypatch.setenv("GRAFANA_URL", url or self.server.url + "/")
        self.monkeypatch.setenv("GRAFANA_API_KEY", self.key)

        async def run() -> Any:
            connector = GrafanaConnector("grafana", "main")
            try:
                await connector.init()
                return await work(connector)
            finally:
                await connector.shutdown()

        return asyncio.run(run())

    def apply(self, addr: str, body: Any) -> Any:
        """Plan and execute as the host does; the executed plan and the last response."""

        async def work(connector: GrafanaConnector) -> Any:
            current = (await connector.get(addr)).resource_definition
            desired = None if body is None else json.dumps(body).encode()
            ops = await connector.plan(addr, current, desired)
            done = None
            for op in ops:
                done = await connector.op_exec(addr, op.op_definition)
            after = await connector.get(addr)
            if desired is not None:
                assert after.resource_definition is not None
                assert await connector.eq(addr, after.resource_definition, desired)
                assert await connector.plan(addr, after.resource_definition, desired) == []
            else:
                assert not after.exists
            return ops, done

        return self.use(work)

    def body(self, addr: str) -> Any:
        async def work(connector: GrafanaConnector) -> Any:
            got = await connector.get(addr)
            return json.loads(got.resource_definition) if got.resource_definition else None

        return self.use(work)


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    server = Server(0, Store(tmp_path / "state.json"), {"admin": "admin", "viewer": "viewer"})
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    yield Remote(server, monkeypatch)
    server.shutdown()
    thread.join()
    server.server_close()


def offline(work: Use) -> Any:
    """Use what needs no server."""
    return asyncio.run(work(GrafanaConnector("grafana", "main")))  # type: ignore[arg-type]


def test_filter() -> None:
    addrs = [HOME, PROM, OPS, "grafana/dashboards/a/b.json", "grafana/home.json", "grafana/dashboards/home.ron"]

    async def work(connector: GrafanaConnector) -> Any:
        return [await connector.filter(addr) for addr in addrs]

    assert offline(work) == [FilterResponse.RESOURCE] * 3 + [FilterResponse.NONE] * 3


def test_create_update_delete_of_each_kind(remote: Remote) -> None:
    ops, done = remote.apply(OPS, {"title": "Operations"})
    assert [(op.friendly_message, op.kind) for op in ops] == [("Create folder `Operations`", OpKind.CREATE)]
    assert done.outputs == {"uid": "ops"}

    ops, done = remote.apply(HOME, {"title": "Home", "folderUid": "ops", "panels": [{"id": 1, "title": "Load"}]})
    assert done.outputs == {"uid": "home", "url": "/d/home/home"}
    assert remote.http("GET", "/api/dashboards/uid/home")[1]["meta"]["folderUid"] == "ops"

    ops, done = remote.apply(HOME, {"title": "Start", "panels": [{"id": 1, "title": "CPU"}, {"id": 2}], "tags": ["a"]})
    assert [op.friendly_message for op in ops] == [
        "Update dashboard `Start`: removes folderUid, changes panels[0].title, adds panels[1], adds tags, changes title"]
    assert done.outputs == {"uid": "home", "url": "/d/home/start"}
    assert remote.body(HOME) == {"title": "Start", "panels": [{"id": 1, "title": "CPU"}, {"id": 2}], "tags": ["a"]}

    remote.apply(PROM, {"name": "Prometheus", "type": "prometheus", "url": "http://prom:9090"})
    ops, _ = remote.apply(PROM, {"name": "Prometheus", "type": "prometheus", "url": "http://prom:9091", "isDefault": True})
    assert [op.friendly_message for op in ops] == ["Update datasource `Prometheus`: adds isDefault, changes url"]

    ops, _ = remote.apply(OPS, {"title": "Ops"})
    assert [op.friendly_message for op in ops] == ["Update folder `Ops`: changes title"]

    for addr, message in ((HOME, "Delete dashboard `Start`"), (PROM, "Delete datasource `Prometheus`"),
                          (OPS, "Delete folder `Ops` and everything in it")):
        ops, done = remote.apply(addr, None)
        assert [(op.friendly_message, op.kind, op.irreversible) for op in ops] == [(message, OpKind.DELETE, True)]
        assert set(done.outputs.values()) == {None}


def test_operations_are_valid_json(remote: Remote) -> None:
    for body in ({"title": "Home"}, {"title": "Home 2"}, None):
        ops, _ = remote.apply(HOME, body)
        assert [json.loads(op.op_definition)["op"] for op in ops] == [
            {"Home": "create", "Home 2": "update"}.get(body["title"], "") if body else "delete"]


def test_list_pages_through_everything(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connector_module, "PAGE", 3)
    for number in range(7):
        assert remote.http("POST", "/api/dashboards/db", {"dashboard": {"uid": f"d{number}", "title": f"D{number}"}})[0] == 200
    remote.http("POST", "/api/folders", {"uid": "ops", "title": "Ops"})
    remote.http("POST", "/api/folders", {"uid": "inner", "title": "Inner", "parentUid": "ops"})
    remote.http("POST", "/api/datasources", {"uid": "prom", "name": "Prom", "type": "prometheus"})

    async def work(connector: GrafanaConnector) -> Any:
        subpaths = await connector.subpaths()
        return [await connector.list(subpath) for subpath in ("./", *subpaths, "grafana", "grafana/dashboards/", "other")]

    everything, folders, datasources, dashboards, grafana, dashboards_again, other = remote.use(work)
    assert dashboards == [f"grafana/dashboards/d{number}.json" for number in range(7)]
    assert folders == ["grafana/folders/inner.json", OPS]
    assert datasources == [PROM]
    assert everything == grafana == folders + datasources + dashboards
    assert (dashboards_again, other) == (dashboards, [])


def test_bodies_leave_out_what_the_server_owns(remote: Remote) -> None:
    remote.http("POST", "/api/datasources", {"uid": "prom", "name": "Prom", "type": "prometheus",
                                             "secureJsonData": {"token": "s3cret-token"}})
    assert remote.body(PROM) == {"name": "Prom", "type": "prometheus", "secureJsonFields": {"token": True}}
    remote.http("POST", "/api/folders", {"uid": "ops", "title": "Ops"})
    assert remote.body(OPS) == {"title": "Ops"}
    remote.http("POST", "/api/dashboards/db", {"dashboard": {"uid": "home", "title": "H"}, "folderUid": "ops"})
    assert remote.body(HOME) == {"title": "H", "folderUid": "ops"}
    assert remote.body("grafana/dashboards/none.json") is None


@pytest.mark.parametrize(
    ("addr", "a", "b", "equal"),
    [
        (HOME, {"title": "H", "version": 3, "id": 1}, {"uid": "home", "title": "H"}, True),
        (HOME, {"title": "H", "folderUid": ""}, {"title": "H"}, True),
        (HOME, {"title": "H", "folderUid": "ops"}, {"title": "H"}, False),
        (HOME, {"title": "H", "panels": [1, 2]}, {"title": "H", "panels": [2, 1]}, False),
        (HOME, {"title": "H", "x": 1}, {"title": "H", "x": True}, False),
        (HOME, {"title": "H", "x": 1}, {"title": "H", "x": 1.0}, True),
        (PROM, {"name": "P", "type": "t", "access": "proxy", "readOnly": True, "jsonData": {}}, {"name": "P", "type": "t"}, True),
        (PROM, {"name": "P", "type": "t", "secureJsonData": {"k": "v"}}, {"name": "P", "type": "t"}, False),
        (PROM, {"name": "P", "type": "t", "secureJsonData": {"k": "v"}},
         {"name": "P", "type": "t", "secureJsonFields": {"k": True}}, True),
        (OPS, {"title": "O", "created": "x", "canSave": False}, {"title": "O"}, True),
    ],
)
def test_equality_is_that_of_meaning(addr: str, a: Any, b: Any, equal: bool) -> None:
    first, second = json.dumps(a).encode(), json.dumps(b, indent=4).encode()

    async def work(connector: GrafanaConnector) -> Any:
        return [await connector.eq(addr, *pair) for pair in ((first, second), (second, first), (first, first))]

    assert offline(work) == [equal, equal, True]


def test_text_that_is_no_body_equals_only_itself() -> None:
    async def work(connector: GrafanaConnector) -> Any:
        return [await connector.eq(HOME, b"{", b"{"), await connector.eq(HOME, b"{", b"{}")]

    assert offline(work) == [True, False]


def test_a_secret_is_sent_once_and_never_seen_again(remote: Remote) -> None:
    desired = {"name": "P", "type": "t", "secureJsonData": {"token": "s3cret-token"}}
    remote.http("POST", "/api/datasources", {"uid": "prom", "name": "P", "type": "t"})
    ops, done = remote.apply(PROM, desired)
    assert [op.friendly_message for op in ops] == ["Update datasource `P`: sets secureJsonData.token"]
    assert "s3cret" not in repr(done)
    assert remote.server.store.data["datasources"]["prom"]["secureJsonData"] == {"token": "s3cret-token"}
    assert remote.apply(PROM, desired)[0] == []


def op_after(remote: Remote, change: Callable[[], Any], desired: Any = {"title": "Mine"}) -> str:
    """Plan an update of the home dashboard, change the server, execute; the error."""

    async def work(connector: GrafanaConnector) -> Any:
        current = (await connector.get(HOME)).resource_definition
        (op,) = await connector.plan(HOME, current, None if desired is None else json.dumps(desired).encode())
        change()
        with pytest.raises(ConnectorError) as caught:
            await connector.op_exec(HOME, op.op_definition)
        assert caught.value.code is ErrorCode.CONFLICT
        return str(caught.value)

    return str(remote.use(work))


def save(remote: Remote, title: str) -> Callable[[], Any]:
    return lambda: remote.http("POST", "/api/dashboards/db", {"dashboard": {"uid": "home", "title": title}, "overwrite": True})


def test_what_somebody_changed_is_not_overwritten(remote: Remote) -> None:
    assert op_after(remote, save(remote, "Theirs")) == "dashboard home exists already since it was planned; plan again"
    assert op_after(remote, save(remote, "Again")) == (
        "dashboard home was changed by someone else since it was planned; plan again")
    assert op_after(remote, save(remote, "More"), None) == (
        "dashboard home was changed by someone else since it was planned; plan again")
    assert op_after(remote, lambda: remote.http("DELETE", "/api/dashboards/uid/home")) == (
        "dashboard home was deleted by someone else since it was planned; plan again")


def test_a_change_in_the_last_instant_is_the_servers_412(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    save(remote, "One")()
    read = GrafanaConnector._read
    armed = [False]

    async def read_then_change(self: GrafanaConnector, kind: Any, uid: str) -> Any:
        result = await read(self, kind, uid)
        if armed[0]:
            save(remote, "Theirs")()
        return result

    monkeypatch.setattr(GrafanaConnector, "_read", read_then_change)
    assert op_after(remote, lambda: armed.__setitem__(0, True)) == (
        "POST /api/dashboards/db: 412 Precondition Failed: The dashboard has been changed by someone else")


def test_an_operation_sent_again_finds_its_work_done(remote: Remote) -> None:
    async def work(connector: GrafanaConnector) -> Any:
        messages = []
        for desired in (b'{"title": "One"}', b'{"title": "Two"}', None):
            current = (await connector.get(HOME)).resource_definition
            (op,) = await connector.plan(HOME, current, desired)
            for _ in range(2):
                messages.append((await connector.op_exec(HOME, op.op_definition)).friendly_message)
        return messages

    assert remote.use(work) == [
        "Created dashboard home", "dashboard home is as desired already",
        "Updated dashboard home", "dashboard home is as desired already",
        "Deleted dashboard home", "Deleted dashboard home",
    ]


def test_folders_move(remote: Remote) -> None:
    for uid in ("a", "b"):
        remote.apply(f"grafana/folders/{uid}.json", {"title": uid})
    remote.apply(OPS, {"title": "Ops", "parentUid": "a"})
    ops, _ = remote.apply(OPS, {"title": "Operations", "parentUid": "b"})
    assert [op.friendly_message for op in ops] == ["Update folder `Operations`: changes parentUid, changes title"]
    remote.apply(OPS, {"title": "Operations"})
    assert remote.body(OPS) == {"title": "Operations"}


@pytest.mark.parametrize(
    ("addr", "body", "message"),
    [
        (HOME, b"", "the body is not JSON: Expecting value at line 1, column 1"),
        (HOME, b"[]", "the body must be a JSON object"),
        (HOME, b"{}", "`title` is missing or empty"),
        (HOME, b'{"title": "x", "uid": "other"}', "the body says uid `other`, the address `home`"),
        (HOME, b'{"title": NaN}', "the body is not JSON: NaN is not a JSON value"),
        (HOME, b"\xff", "the body is not UTF-8"),
        (PROM, b'{"name": "x"}', "`type` is missing or empty"),
    ],
)
def test_a_bad_body_fails_in_the_plan(addr: str, body: bytes, message: str) -> None:
    async def work(connector: GrafanaConnector) -> Any:
        with pytest.raises(ConnectorError) as caught:
            await connector.plan(addr, None, body)
        assert caught.value.code is ErrorCode.INVALID_BODY
        return str(caught.value)

    assert offline(work).startswith(message)


def found(addr: str, text: bytes) -> list[str]:
    async def work(connector: GrafanaConnector) -> Any:
        return [f"{d.severity} {d.span.start.line}:{d.span.start.col}-{d.span.end.line}:{d.span.end.col} {d.message}"
                for d in await connector.diag(addr, text)]

    return list(offline(work))


def test_diagnostics_are_at_their_place() -> None:
    assert found(HOME, b'{\n  "titel": "x",\n  "panels": {},\n  "uid": "other",\n  "tags": [],\n  "tags": []\n}') == [
        "2 2:3-2:10 A dashboard has no field `titel`; did you mean `title`?",
        "1 3:13-3:15 `panels` must be an array",
        "1 4:10-4:17 The address says that the uid is `home`",
        "1 6:3-6:9 `tags` is there twice",
        "1 1:1-1:2 `title` is missing",
    ]
    assert found(HOME, b'{\n  "title": "x",\n}') == [
        "1 3:1-3:1 The body is not JSON: Expecting property name enclosed in double quotes at line 3, column 1"]
    assert found(HOME, b'{"title": ""}') == ["1 1:11-1:13 `title` must not be empty"]
    assert found(HOME, "{\"title\": \"ü\"}\n".encode()) == []
    assert found(HOME, b'{"a\xff": 1}') == ["1 1:4-1:4 The body is not UTF-8"]
    assert found(HOME, b"[]") == ["1 1:1-1:3 The body must be a JSON object"]
    assert found(HOME, b"") != []


def test_skeletons_are_owned_and_without_problems() -> None:
    async def work(connector: GrafanaConnector) -> Any:
        for skeleton in await connector.get_skeletons():
            addr = skeleton.addr.replace("[uid]", "new")
            assert await connector.filter(addr) == FilterResponse.RESOURCE
            assert await connector.diag(addr, skeleton.body) == []
            assert len(await connector.plan(addr, None, skeleton.body)) == 1
        return len(await connector.get_skeletons())

    assert offline(work) == 3


def test_docstrings() -> None:
    async def work(connector: GrafanaConnector) -> Any:
        whole = await connector.get_docstring(OPS, StructIdent("folder"))
        field = await connector.get_docstring(OPS, FieldIdent("folder", "title"))
        return whole, field, await connector.get_docstring(OPS, FieldIdent("folder", "nope"))

    whole, field, nothing = offline(work)
    assert (whole.markdown, whole.fields) == ("A folder of dashboards.", ["parentUid", "title"])
    assert (field.type, field.markdown, nothing) == ("string", "The name people see.", None)


def fails(remote: Remote, work: Use, url: str | None = None) -> tuple[ErrorCode, str]:
    with pytest.raises((ConnectorError, RuntimeError)) as caught:
        remote.use(work, url)
    return getattr(caught.value, "code", ErrorCode.UNSPECIFIED), str(caught.value)


async def nothing(connector: GrafanaConnector) -> None:
    pass


def test_errors_carry_status_and_body(remote: Remote) -> None:
    remote.key = "wrong"
    assert fails(remote, nothing) == (ErrorCode.AUTH, "GET /api/org: 401 Unauthorized: Invalid API key")
    remote.key = "viewer"
    create = b'{"title": "Home"}'

    async def work(connector: GrafanaConnector) -> None:
        (op,) = await connector.plan(HOME, None, create)
        await connector.op_exec(HOME, op.op_definition)

    assert fails(remote, work) == (ErrorCode.AUTH, (
        "POST /api/dashboards/db: 403 Forbidden: You'll need additional permissions to perform this action. "
        "Permissions needed: dashboards:write"))
    remote.key = "admin"
    create = b'{"title": "Home", "folderUid": "none"}'
    assert fails(remote, work) == (ErrorCode.NOT_FOUND, "POST /api/dashboards/db: 404 Not Found: folder not found")


def test_a_wrong_address_is_found_out_at_once(remote: Remote) -> None:
    code, message = fails(remote, nothing, remote.server.url + "/elsewhere")
    assert "/elsewhere has no Grafana API" in message
    code, message = fails(remote, nothing, "http://127.0.0.1:1")
    assert code is ErrorCode.UNAVAILABLE and message.startswith("cannot reach http://127.0.0.1:1: ")


@pytest.mark.parametrize("name", ["GRAFANA_URL", "GRAFANA_API_KEY"])
def test_missing_environment_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GRAFANA_URL", "GRAFANA_API_KEY"):
        monkeypatch.setenv(variable, "x")
    monkeypatch.delenv(name)
    with pytest.raises(RuntimeError, match=f"^{name} environment variable is required$"):
        asyncio.run(GrafanaConnector("n", "p").init())


def test_foreign_addresses_are_refused() -> None:
    async def work(connector: GrafanaConnector) -> None:
        with pytest.raises(InvalidAddr):
            await connector.plan("elsewhere/x.json", None, b"{}")

    offline(work)
