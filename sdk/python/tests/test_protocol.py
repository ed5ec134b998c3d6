"""Each call of the protocol, from the wire to a connector and back."""

from __future__ import annotations

import grpc
import pytest

from autoschematic_sdk._wire import message
from programs import Client, Folder

ECHO = '''
import json
from datetime import datetime, timezone
from pathlib import PurePosixPath
from autoschematic_sdk import *


class Echo(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.name, self.prefix, self.inits = name, prefix, 0

    async def init(self) -> None:
        self.inits += 1

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE | FilterResponse.TASK if addr.endswith(".ron") else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        return [subpath, self.name, self.prefix, str(self.inits), PurePosixPath("a/b.ron")]

    async def subpaths(self) -> list[str]:
        return ["a/", "b/"]

    async def get(self, addr: str) -> GetResponse:
        if addr == "none":
            return None
        if addr == "gone":
            return GetResponse(exists=False, resource_definition=b"ignored")
        if addr == "empty":
            return GetResponse(True)
        return GetResponse(True, b"body", "virtual.ron", {"id": "1", "key": "s", "number": 7}, sensitive_outputs=["key"])

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        return [
            PlanResponseElement(op_definition=json.dumps([repr(current), repr(desired)])),
            PlanResponseElement("op", ["id"], "message", kind=OpKind.REPLACE, irreversible=True, destroys_data=True,
                                needs=["b.ron"]),
        ]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        if op == "nothing":
            return OpExecResponse()
        key = current_call().idempotency_key
        return OpExecResponse({"id": key, "gone": None, "key": "s"}, f"did {op}", sensitive_outputs=["key"])

    async def addr_virt_to_phy(self, addr: str) -> VirtToPhyResponse:
        return {
            "absent": VirtToPhyNotPresent(),
            "waits": VirtToPhyDeferred([ReadOutput("b.ron", "id")]),
            "mapped": VirtToPhyPresent("physical.ron"),
        }.get(addr) or VirtToPhyNull(addr)

    async def addr_phy_to_virt(self, addr: str) -> str | None:
        return None if addr == "none" else f"v/{addr}"

    async def get_skeletons(self) -> list[Skeleton]:
        return [Skeleton("a/[name].ron", b"A()")]

    async def get_docstring(self, addr: str, ident: DocIdent) -> GetDocResponse | None:
        if ident == StructIdent("Nothing"):
            return None
        return GetDocResponse(True, type(ident).__name__, repr(vars(ident)), ["one", "two"])

    async def eq(self, addr: str, a: bytes, b: bytes) -> bool:
        return a.lower() == b.lower()

    async def diag(self, addr: str, a: bytes) -> list[Diagnostic]:
        return [Diagnostic(2, DiagnosticSpan(DiagnosticPosition(1, 2), DiagnosticPosition(3, 4)), a.decode())]

    async def unbundle(self, addr: str, bundle: bytes) -> list[UnbundleItem]:
        return [UnbundleItem("a.ron", bundle), UnbundleItem("b.ron", b"")]

    async def task_exec(self, addr: str, body: bytes, arg: bytes | None, state: bytes | None) -> TaskExecResponse:
        if state is None:
            return TaskExecResponse(next_state=repr((body, arg)).encode(), delay_until=1_700_000_000)
        return TaskExecResponse(None, ["f.ron"], {"o": "1", "gone": None}, {"s": "secret"}, "done",
                                datetime(2030, 1, 1, tzinfo=timezone.utc), ["o"])


connector_main(Echo)
'''

MINIMAL = '''
from autoschematic_sdk import *


class Minimal(Connector):
    def __init__(self, name, prefix): ...
    async def init(self): ...
    async def filter(self, addr): return FilterResponse.NONE
    async def list(self, subpath): return []
    async def get(self, addr): return GetResponse(False)
    async def plan(self, addr, current, desired): return []
    async def op_exec(self, addr, op): return OpExecResponse()


connector_main(Minimal)
'''


@pytest.fixture
def echo(folder: Folder) -> Client:
    return folder.serve(ECHO, name="echo", prefix="my/prefix")


def test_calls_reach_the_connector(echo: Client) -> None:
    assert echo("Version").version == "0.14.0"
    assert list(echo("List", subpath="./").addrs) == ["./", "echo", "my/prefix", "0", "a/b.ron"]
    echo("Init")
    assert echo("List", subpath="./").addrs[3] == "1"
    assert echo("Filter", addr="x.ron").bitmask == 2 | 8
    assert echo("Filter", addr="x.txt").bitmask == 0
    assert list(echo("Subpaths").subpaths) == ["a/", "b/"]
    assert echo("Eq", addr="x", a=b"A", b=b"a").equal
    assert not echo("Eq", addr="x", a=b"A", b=b"b").equal
    assert [(s.addr, s.body) for s in echo("GetSkeletons").skeletons] == [("a/[name].ron", b"A()")]
    assert [(u.addr, u.contents) for u in echo("Unbundle", addr="x", bundle=b"B").bundles] == [
        ("a.ron", b"B"), ("b.ron", b"")]


def test_get(echo: Client) -> None:
    got = echo("Get", addr="x")
    assert (got.exists, got.resource_definition, got.virt_addr) == (True, b"body", "virtual.ron")
    assert dict(got.outputs) == {"id": "1", "key": "s", "number": "7"}
    assert list(got.sensitive_outputs) == ["key"]
    empty = message("GetResponse")
    assert echo("Get", addr="gone") == echo("Get", addr="none") == empty()
    assert echo("Get", addr="empty") == empty(exists=True)


@pytest.mark.parametrize(
    ("request_fields", "seen"),
    [
        ({}, ["None", "None"]),
        ({"current": b"a"}, ["b'a'", "None"]),
        ({"desired": b"b"}, ["None", "b'b'"]),
        ({"has_current": True, "has_desired": True}, ["b''", "b''"]),
        ({"current": b"a", "has_current": True, "has_desired": False}, ["b'a'", "None"]),
        ({"current": b"a", "has_current": False, "has_desired": True}, ["b'a'", "b''"]),
    ],
)
def test_plan_sides_are_present_by_flag_or_bytes(echo: Client, request_fields: dict[str, object], seen: list[str]) -> None:
    import json

    plan = echo("Plan", addr="x", **request_fields)
    assert json.loads(plan.ops[0].op_definition) == seen


def test_plan_elements(echo: Client) -> None:
    element = message("PlanResponseElement")
    assert echo("Plan", addr="x").ops[1] == element(
        op_definition="op", writes_outputs=["id"], friendly_message="message", kind=4, irreversible=True,
        destroys_data=True, needs=["b.ron"])


def test_op_exec(echo: Client) -> None:
    done = echo("OpExec", addr="x", op="it", metadata=[("autoschematic-idempotency-key", "k1")])
    assert dict(done.outputs) == {"id": "k1", "key": "s"}
    assert (list(done.deleted_outputs), list(done.sensitive_outputs)) == (["gone"], ["key"])
    assert done.friendly_message == "did it"
    assert echo("OpExec", addr="x", op="nothing") == message("OpExecResponse")()


def test_without_a_key_there_is_none(echo: Client) -> None:
    assert sorted(echo("OpExec", addr="x", op="it").deleted_outputs) == ["gone", "id"]


def test_addresses(echo: Client) -> None:
    assert echo("AddrVirtToPhy", addr="absent").WhichOneof("result") == "not_present"
    waits = echo("AddrVirtToPhy", addr="waits")
    assert waits.WhichOneof("result") == "deferred"
    assert [(read.addr, read.key) for read in waits.deferred.reads] == [("b.ron", "id")]
    assert echo("AddrVirtToPhy", addr="mapped").present.path == "physical.ron"
    assert echo("AddrVirtToPhy", addr="x").null.path == "x"
    virtual = echo("AddrPhyToVirt", addr="x")
    assert (virtual.has_virt, virtual.virt_addr) == (True, "v/x")
    assert not echo("AddrPhyToVirt", addr="none").has_virt


@pytest.mark.parametrize(
    ("ident", "seen"),
    [
        ({"struct": {"name": "S"}}, "StructIdent {'name': 'S'}"),
        ({"field": {"parent": "S", "name": "f"}}, "FieldIdent {'parent': 'S', 'name': 'f'}"),
        ({"enum_variant": {"parent": "E", "name": "V"}}, "EnumVariantIdent {'parent': 'E', 'name': 'V'}"),
        ({}, "StructIdent {'name': ''}"),
    ],
)
def test_docstrings(echo: Client, ident: dict[str, object], seen: str) -> None:
    doc = echo("GetDocstring", addr="x", ident=ident)
    assert (doc.has_doc, f"{doc.type} {doc.markdown}", list(doc.fields)) == (True, seen, ["one", "two"])


def test_no_docstring(echo: Client) -> None:
    assert not echo("GetDocstring", addr="x", ident={"struct": {"name": "Nothing"}}).has_doc


def test_diagnostics(echo: Client) -> None:
    (found,) = echo("Diag", addr="x", a=b"text").diagnostics
    span = found.span
    assert (found.severity, found.message) == (2, "text")
    assert (span.start.line, span.start.col, span.end.line, span.end.col) == (1, 2, 3, 4)


def test_tasks(echo: Client) -> None:
    first = echo("TaskExec", addr="t", body=b"B", arg=b"A")
    assert (first.next_state, first.delay_until) == (b"(b'B', b'A')", 1_700_000_000)
    last = echo("TaskExec", addr="t", body=b"B", state=first.next_state)
    assert last == message("TaskExecResponse")(
        modified_files=["f.ron"], outputs={"o": "1"}, secrets={"s": "secret"}, friendly_message="done",
        delay_until=1_893_456_000, deleted_outputs=["gone"], sensitive_outputs=["o"])


def test_defaults(folder: Folder) -> None:
    client = folder.serve(MINIMAL)
    assert list(client("Subpaths").subpaths) == ["./"]
    assert client("AddrVirtToPhy", addr="x").null.path == "x"
    assert client("AddrPhyToVirt", addr="x").virt_addr == "x"
    assert list(client("GetSkeletons").skeletons) == []
    assert not client("GetDocstring", addr="x", ident={"struct": {"name": "S"}}).has_doc
    assert client("Eq", addr="x", a=b"a", b=b"a").equal and not client("Eq", addr="x", a=b"a", b=b"A").equal
    assert list(client("Diag", addr="x", a=b"a").diagnostics) == []
    assert list(client("Unbundle", addr="x", bundle=b"a").bundles) == []
    status, text, _ = client.fails("TaskExec", addr="x")
    assert status is grpc.StatusCode.UNIMPLEMENTED and "Minimal has no tasks" in text


def test_capabilities_of_a_connector_that_declares_nothing(folder: Folder) -> None:
    assert folder.serve(MINIMAL)("Capabilities") == message("CapabilitiesResponse")(
        revision=1, extensions=["presence", "outputs", "errors", "idempotency", "many", "op-kinds"],
        max_message_bytes=64 << 20)


def test_declared_capabilities(folder: Folder) -> None:
    source = MINIMAL.replace("    async def init", '''
    async def capabilities(self):
        return Capabilities(8, True, [ResourceKind("a/[id].ron", mapping=Mapping.OUTPUT, mapping_output="id",
                                                   equality=Equality.STRUCTURAL)])
    async def init''', 1)
    declared = folder.serve(source)("Capabilities")
    assert (declared.max_concurrency, declared.idempotent_ops) == (8, True)
    assert declared.kinds[0] == message("ResourceKind")(
        addr_template="a/[id].ron", filter_bits=2, mapping=2, mapping_output="id", equality=2)


def test_an_attribute_named_capabilities_is_not_ours(folder: Folder) -> None:
    source = MINIMAL.replace("    async def init", "    async def capabilities(self): return ['mine']\n    async def init", 1)
    assert folder.serve(source)("Capabilities").revision == 1


def test_large_messages(echo: Client) -> None:
    body = b"x" * (50 << 20)
    assert echo("Unbundle", addr="x", bundle=body).bundles[0].contents == body


def test_unknown_method(echo: Client) -> None:
    call = echo.channel.unary_unary("/connector.Connector/Later")
    with pytest.raises(grpc.RpcError) as caught:
        call(b"", timeout=20)
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED
