"""What follows from declared resources: listing, plans, operations, addresses, tasks, bundles, settings."""

from __future__ import annotations

import asyncio
import functools
import json
from pathlib import Path
from typing import Any, Optional

import pytest

from autoschematic_sdk import (
    Capabilities, Conflict, ConnectorError, ErrorCode, FilterResponse, InvalidAddr, Mapping, NotFound, OpKind, RateLimited,
    ResourceKind, Settings,
    Resource, ResourceConnector, Retry, Unavailable, VirtToPhyDeferred, VirtToPhyNotPresent, VirtToPhyNull,
    VirtToPhyPresent, ReadOutput, UnbundleItem, field,
)  # fmt: skip
from autoschematic_sdk import _calls
from autoschematic_sdk.resources._mapping import Outputs
from declared import Everything, Limits, Note, Subnet, Vpc, use

A = "notes/a.ron"


async def apply(connector: Everything, addr: str, desired: str | None, current: bytes | None = None) -> Any:
    """Plan and execute as the host does: messages of the plan, answers, the remaining plan."""
    if current is None:
        current = (await connector.get(addr)).resource_definition
    body = None if desired is None else desired.encode()
    ops = await connector.plan(addr, current, body)
    done = [await connector.op_exec(addr, op.op_definition) for op in ops]
    after = (await connector.get(addr)).resource_definition
    assert await connector.plan(addr, after, body) == []
    assert body is None or await connector.eq(addr, after or b"", body)
    return [op.friendly_message for op in ops], [(d.friendly_message, d.outputs, d.sensitive_outputs) for d in done]


def test_what_is_owned() -> None:
    addrs = [A, "cloud/vpcs/v.ron", "cloud/vpcs/v/subnets/s.ron", "scripts/a.sh", "tasks/t.ron", "walls/w.ron", "limits.ron",
             "notes/a.json", "notes/a/b.ron", "notes.ron"]

    async def work(connector: Everything) -> Any:
        return [await connector.filter(addr) for addr in addrs]

    R = FilterResponse
    assert use(work) == [R.RESOURCE, R.RESOURCE, R.RESOURCE, R.RESOURCE, R.TASK, R.BUNDLE, R.CONFIG, R.NONE, R.NONE, R.NONE]


def test_capabilities(monkeypatch: pytest.MonkeyPatch) -> None:
    R, M = FilterResponse, Mapping
    kinds = [
        ResourceKind("notes/[name].ron", R.RESOURCE, M.NONE),
        ResourceKind("cloud/vpcs/[vpc].ron", R.RESOURCE, M.OUTPUT, "vpc_id"),
        ResourceKind("cloud/vpcs/[vpc]/subnets/[subnet].ron", R.RESOURCE, M.CONNECTOR),
        ResourceKind("cloud/vpcs/[vpc]/rules/[rule].ron", R.RESOURCE, M.CONNECTOR),
        ResourceKind("pages/[name].json", R.RESOURCE, M.NONE),
        ResourceKind("scripts/[name].sh", R.RESOURCE, M.NONE),
        ResourceKind("tasks/[name].ron", R.TASK, M.NONE),
        ResourceKind("walls/[name].ron", R.BUNDLE, M.NONE),
        ResourceKind("limits.ron", R.CONFIG, M.NONE),
    ]
    assert use(lambda connector: connector.capabilities()) == Capabilities(16, False, kinds)
    # Only what the server names can be created twice.
    monkeypatch.setattr(Vpc, "repeatable", True)
    monkeypatch.setattr(Subnet, "repeatable", True)
    assert use(lambda connector: connector.capabilities()) == Capabilities(16, True, kinds)


def test_settings_among_resources_are_nothing_else() -> None:
    class Quota(Settings, addr="notes/quota.ron"):
        notes: int

    connector = type("Connector", (ResourceConnector,), {"resources": [Note, Quota]})("test", "main")

    async def work(connector: Any) -> Any:
        assert (await connector.capabilities()).kinds == []
        (problem,) = await connector.diag("notes/quota.ron", b"Quota()")
        return [await connector.filter(f"notes/{name}.ron") for name in ("quota", "other")], problem.message

    assert use(work, connector) == ([FilterResponse.CONFIG, FilterResponse.RESOURCE], "`notes` is missing")


def test_listing_by_parts() -> None:
    async def work(connector: Everything) -> Any:
        connector.tables = {"Note": {"a": 1, "b": 1}, "Vpc": {"vpc-1": 1}, "Subnet": {"vpc-1/subnet-2": 1}}
        return await connector.subpaths(), {path: await connector.list(path) for path in ("./", "notes", "cloud/vpcs/", "none")}

    notes, cloud = ["notes/a.ron", "notes/b.ron"], ["cloud/vpcs/vpc-1.ron", "cloud/vpcs/vpc-1/subnets/subnet-2.ron"]
    assert use(work) == (["notes", "cloud/vpcs", "pages", "scripts"],
                         {"./": notes + cloud, "notes": notes, "cloud/vpcs/": cloud, "none": []})


def test_a_key_that_is_no_part_of_an_address_is_named() -> None:
    async def work(connector: Everything) -> Any:
        connector.tables = {"Note": {"a/b": 1}}
        with pytest.raises(TypeError, match=r"`notes/\[name\].ron`: a key has 1 values, not \('a', 'b'\)"):
            await connector.list("notes")

    use(work)


def test_create_update_delete() -> None:
    async def work(connector: Everything) -> Any:
        steps = [
            await apply(connector, A, 'Note(text: "One", pin: "1234")'),
            await apply(connector, A, 'Note(text: "Two", pin: "4321", colour: Blue, tags: ["x"], place: Place(room: "r"))'),
            await apply(connector, A, 'Note(text: "Two", weights: {"a": 1.5}, place: Place(room: "s", shelf: 2))'),
        ]
        shown = (await connector.get(A)).resource_definition
        return [*steps, await apply(connector, A, None)], shown, connector.log

    outputs = {"url": "http://notes/a", "secret": "s3cret"}
    steps, shown, log = use(work)
    assert steps == [
        (["Create note `a`"], [("Created note a", outputs, ["secret"])]),
        (['Update note `a`: set `text` from "One" to "Two"; set `colour` from "Yellow" to "Blue"; '
          'set `tags` from [] to ["x"]; set `place` from nothing to {"room": "r"}; '
          "set `pin` to another value (hidden)"],
         [("Updated note a", outputs, ["secret"])]),
        (['Update note `a`: set `colour` from "Blue" to "Yellow"; set `tags` from ["x"] to []; '
          'set `place.room` from "r" to "s"; set `place.shelf` from 0 to 2; set `pin` to another value (hidden); '
          "set `weights.a` to 1.5"],
         [("Updated note a", outputs, ["secret"])]),
        (["Delete note `a`"], [("Deleted note a", {"url": None, "secret": None}, [])]),
    ]  # fmt: skip
    assert shown == (b'Note(\n    text: "Two",\n    place: Place(\n        room: "s",\n        shelf: 2,\n    ),\n'
                     b'    weights: {\n        "a": 1.5,\n    },\n)\n')
    assert log == ["create a", "update a", "update a", "delete a"]


def test_operations_are_canonical_json_with_a_version() -> None:
    async def work(connector: Everything) -> Any:
        created = await connector.plan(A, None, b'Note(text: "\xc3\xbc", size: "small")')
        updated = await connector.plan(A, b'Note(text: "b")', b'Note(text: "a", url: "x")')
        deleted = await connector.plan(A, b'Note(text: "b")', None)
        return [(op.op_definition, op.writes_outputs, op.kind, op.irreversible, op.destroys_data)
                for op in (*created, *updated, *deleted)]

    assert use(work) == [
        ('{"body":{"size":"small","text":"ü"},"op":"create","v":1}', ["url", "secret"], OpKind.CREATE, False, False),
        ('{"base":"7b8de1c2be81d629","body":{"text":"a"},"op":"update","v":1}', ["url", "secret"], OpKind.UPDATE, False, False),
        ('{"base":"7b8de1c2be81d629","op":"delete","v":1}', ["url", "secret"], OpKind.DELETE, True, True),
    ]


def test_a_change_that_replaces_is_two_operations() -> None:
    async def work(connector: Everything) -> Any:
        connector.tables = {"Note": {"a": Note(text="t")}}
        messages, done = await apply(connector, A, 'Note(text: "t", size: "large")')
        return messages, [message for message, _, _ in done], connector.log

    assert use(work) == (
        ["Delete note `a`, to create it again: `size` cannot be changed in place",
         'Create note `a` again: set `size` from "small" to "large"'],
        ["Deleted note a", "Created note a"],
        ["delete a", "create a"],
    )  # fmt: skip


def test_a_change_of_what_cannot_change_is_an_error_at_its_place() -> None:
    async def work(connector: Everything) -> Any:
        with pytest.raises(ConnectorError) as caught:
            await connector.plan(A, b'Note(text: "t", owner: "me")', b'Note(text: "t", owner: "you")')
        span = caught.value.span
        assert span is not None and caught.value.code is ErrorCode.INVALID_BODY
        return str(caught.value), (span.start.col, span.end.col)

    assert use(work) == ('cannot set `owner` from "me" to "you": this cannot be changed once note `a` exists', (24, 29))


def test_open_ended_bodies() -> None:
    addr = "pages/p.json"

    async def work(connector: Everything) -> Any:
        connector.tables = {"Page": {"p": {"title": "T", "version": 7, "hits": 3, "meta": {"created": 1, "by": "x"}, "held": ["k"]}}}
        got = await connector.get(addr)
        desired = '{"title": "U", "meta": {"by": "y"}, "extra": [1], "keys": {"k": "1", "new": "s3cret"}}'
        (op,) = await connector.plan(addr, got.resource_definition, desired.encode())
        return json.loads(got.resource_definition or b""), got.outputs, op.friendly_message, json.loads(op.op_definition)["body"]

    assert use(work) == (
        {"title": "T", "meta": {"by": "x"}, "held": ["k"]},
        {"name": "p", "hits": "3", "etag": "e5"},
        "Update page `U`: adds extra, changes meta.by, changes title, sets keys.new",
        {"title": "U", "meta": {"by": "y"}, "extra": [1], "keys": {"k": "1", "new": "s3cret"}},
    )


def test_bodies_of_text() -> None:
    async def work(connector: Everything) -> Any:
        steps = [await apply(connector, "scripts/s.sh", text) for text in ("echo 1\n", "", None)]
        return [messages for messages, _ in steps]

    assert use(work) == [["Create script `s`"], ["Update script `s`: changes its text"], ["Delete script `s`"]]


def test_an_operation_sent_again_finds_its_work_done() -> None:
    async def work(connector: Everything) -> Any:
        said = []
        for desired in (b'Note(text: "1")', b'Note(text: "2")', None):
            current = (await connector.get(A)).resource_definition
            (op,) = await connector.plan(A, current, desired)
            for _ in range(2):
                said.append((await connector.op_exec(A, op.op_definition)).friendly_message)
        return said, connector.log

    assert use(work) == (
        ["Created note a", "note a is as desired already", "Updated note a", "note a is as desired already",
         "Deleted note a", "Deleted note a"],
        ["create a", "update a", "delete a"],
    )  # fmt: skip


def test_the_same_idempotency_key_gives_the_recorded_outcome() -> None:
    async def work(connector: Everything) -> Any:
        _calls.enter([("autoschematic-idempotency-key", "k1")])
        (op,) = await connector.plan("cloud/vpcs/main.ron", None, b'Vpc(cidr: "10.0.0.0/16")')
        at_once = await asyncio.gather(*(connector.op_exec("cloud/vpcs/main.ron", op.op_definition) for _ in range(3)))
        again = await connector.op_exec("cloud/vpcs/main.ron", op.op_definition)
        return [answer.outputs for answer in (*at_once, again)], connector.log

    assert use(work) == ([{"vpc_id": "vpc-1"}] * 4, ["create main"])


def test_a_failed_operation_is_not_recorded() -> None:
    async def work(connector: Everything) -> Any:
        _calls.enter([("autoschematic-idempotency-key", "k1")])
        (op,) = await connector.plan(A, None, b'Note(text: "1")')
        connector.tables = {"Note": {"a": Note(text="other")}}
        with pytest.raises(Conflict):
            await connector.op_exec(A, op.op_definition)
        connector.tables = {}
        return (await connector.op_exec(A, op.op_definition)).friendly_message

    assert use(work) == "Created note a"


@pytest.mark.parametrize(
    ("current", "desired", "meanwhile", "said"),
    [
        (None, b'Note(text: "1")', "2", "note a exists already since it was planned; plan again"),
        (b'Note(text: "0")', b'Note(text: "1")', "2", "note a was changed by someone else since it was planned; plan again"),
        (b'Note(text: "0")', b'Note(text: "1")', None, "note a was deleted by someone else since it was planned; plan again"),
        (b'Note(text: "0")', None, "2", "note a was changed by someone else since it was planned; plan again"),
    ],
)
def test_what_somebody_changed_is_not_overwritten(current: Any, desired: Any, meanwhile: Any, said: str) -> None:
    async def work(connector: Everything) -> Any:
        (op,) = await connector.plan(A, current, desired)
        connector.tables = {"Note": {} if meanwhile is None else {"a": Note(text=meanwhile)}}
        with pytest.raises(Conflict) as caught:
            await connector.op_exec(A, op.op_definition)
        assert connector.log == [] and caught.value.code is ErrorCode.CONFLICT
        return str(caught.value)

    assert use(work) == said


@pytest.mark.parametrize("op", ['{"op":"explode"}', "[]", '{"op":"create","v":2,"body":{}}'])
def test_foreign_operations_are_refused(op: str) -> None:
    async def work(connector: Everything) -> None:
        with pytest.raises(ConnectorError, match="this is not an operation of this connector|planned by another version"):
            await connector.op_exec(A, op)

    use(work)


class Stored:
    """The output files that a host would have written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def store(self, virtual: str, physical: str, **outputs: str) -> None:
        for addr, content in ((physical, {"PointerToVirtual": virtual}), (virtual, {"OutputMap": outputs})):
            file = self.folder / ".autoschematic/main" / f"{addr}.out.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(content))


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stored:
    monkeypatch.chdir(tmp_path)
    return Stored(tmp_path)


MAIN, SUBNET, RULE = "cloud/vpcs/main.ron", "cloud/vpcs/main/subnets/web.ron", "cloud/vpcs/main/rules/http.ron"


def test_addresses_before_and_after_creation(stored: Stored) -> None:
    async def mapped(connector: Everything) -> Any:
        return [await connector.addr_virt_to_phy(addr) for addr in (A, MAIN, SUBNET, RULE)]

    waits = VirtToPhyDeferred([ReadOutput(MAIN, "vpc_id")])
    assert use(mapped) == [VirtToPhyNull(A), VirtToPhyNotPresent(), waits, waits]
    stored.store(MAIN, "cloud/vpcs/vpc-1.ron", vpc_id="vpc-1")
    rule = VirtToPhyPresent("cloud/vpcs/vpc-1/rules/http.ron")
    assert use(mapped) == [VirtToPhyNull(A), VirtToPhyPresent("cloud/vpcs/vpc-1.ron"), VirtToPhyNotPresent(), rule]
    stored.store(SUBNET, "cloud/vpcs/vpc-1/subnets/subnet-2.ron", subnet_id="subnet-2")
    assert use(mapped)[2] == VirtToPhyPresent("cloud/vpcs/vpc-1/subnets/subnet-2.ron")


def test_from_physical_to_virtual_and_back(stored: Stored) -> None:
    stored.store(MAIN, "cloud/vpcs/vpc-1.ron", vpc_id="vpc-1")
    stored.store(SUBNET, "cloud/vpcs/vpc-1/subnets/subnet-2.ron", subnet_id="subnet-2")
    physical = ["cloud/vpcs/vpc-1.ron", "cloud/vpcs/vpc-1/subnets/subnet-2.ron", "cloud/vpcs/vpc-1/rules/http.ron", A]
    virtual = [MAIN, SUBNET, RULE, A]

    async def work(connector: Everything) -> Any:
        assert [await connector.addr_phy_to_virt(addr) for addr in physical] == virtual
        assert [await connector.addr_phy_to_virt(f"cloud/vpcs/vpc-9{end}") for end in (".ron", "/rules/r.ron")] == [None, None]
        back = [await connector.addr_virt_to_phy(addr) for addr in virtual]
        assert [each.path for each in back] == physical
        return [(await connector.addr_virt_to_phy(addr)).path for addr in physical]

    assert use(work) == physical


def test_names_of_the_server(stored: Stored) -> None:
    async def work(connector: Everything) -> Any:
        (op,) = await connector.plan(MAIN, None, b'Vpc(cidr: "10.0.0.0/16", title: "Main")')
        created = await connector.op_exec(MAIN, op.op_definition)
        stored.store(MAIN, "cloud/vpcs/vpc-1.ron", **created.outputs)
        (below,) = await connector.plan(SUBNET, None, b'Subnet(cidr: "10.0.1.0/24")')
        child = await connector.op_exec(SUBNET, below.op_definition)
        got = await connector.get("cloud/vpcs/vpc-1.ron")
        return op.writes_outputs, created.outputs, child.outputs, connector.log, got.virt_addr, got.outputs

    assert use(work) == (
        ["vpc_id"], {"vpc_id": "vpc-1"}, {"subnet_id": "subnet-2"}, ["create main", "create vpc-1/web"],
        "cloud/vpcs/Main.ron", {"vpc_id": "vpc-1"},
    )  # fmt: skip


def test_replacing_gives_a_new_id(stored: Stored) -> None:
    stored.store(MAIN, "cloud/vpcs/vpc-0.ron", vpc_id="vpc-0")

    async def work(connector: Everything) -> Any:
        connector.tables = {"Vpc": {"vpc-0": Vpc(cidr="a")}}
        ops = await connector.plan("cloud/vpcs/vpc-0.ron", b'Vpc(cidr: "a")', b'Vpc(cidr: "b")')
        return [(await connector.op_exec("cloud/vpcs/vpc-0.ron", op.op_definition)).outputs for op in ops], connector.log

    assert use(work) == ([{"vpc_id": None}, {"vpc_id": "vpc-2"}], ["delete vpc-0", "create vpc-0"])


def test_tasks_bundles_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main").mkdir()

    async def work(connector: Everything) -> Any:
        first = await connector.task_exec("tasks/t.ron", b'Restart(what: "m1")', b"tonight", None)
        last = await connector.task_exec("tasks/t.ron", b'Restart(what: "m1")', None, first.next_state)
        assert first.delay_until is not None and last.delay_until is None and last.next_state is None
        children = await connector.unbundle("walls/w.ron", b'Wall(texts: ["a", "b"])')
        before = connector.settings(Limits).notes
        (tmp_path / "main/limits.ron").write_text("Limits(notes: 7)")
        with pytest.raises(InvalidAddr):
            await connector.task_exec(A, b"", None, None)
        return first.friendly_message, first.next_state, last.friendly_message, children, before, connector.settings(Limits).notes

    assert use(work) == (
        "Asked m1 to restart", b'{"arg": "tonight"}', "m1 restarted for tonight",
        [UnbundleItem("notes/w-0.ron", b'Note(\n    text: "a",\n)\n'), UnbundleItem("notes/w-1.ron", b'Note(\n    text: "b",\n)\n')],
        100, 7,
    )  # fmt: skip


class Shaky(Resource, addr="shaky/[name].ron"):
    """Fails a few times first."""

    text: str = field(default="")

    async def list(self) -> Any:
        return ["a"]

    async def read(self, key: Any) -> Any:
        self.connector.failures.pop(0)()
        return Shaky()


class ShakyConnector(ResourceConnector):
    resources = [Shaky]


def shaky(*failures: Any) -> tuple[Any, list[float]]:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    def failing(error: Exception | None) -> Any:
        def fail() -> None:
            if error is not None:
                raise error

        return fail

    connector: Any = ShakyConnector("test", "main")
    connector.retry = Retry(sleep=sleep, chance=lambda: 1.0)
    connector.failures = [failing(error) for error in failures]

    async def work() -> Any:
        try:
            return await connector.get("shaky/a.ron")
        except Exception as error:
            return error

    return asyncio.run(work()), pauses


def test_reads_are_tried_again() -> None:
    got, pauses = shaky(RateLimited("slow down"), RateLimited("slow down", retry_after=7), Unavailable("busy"), None)
    assert got.exists and pauses == [0.5, 7, 2.0]
    failed, pauses = shaky(*[RateLimited("slow down")] * 5)
    assert (str(failed), failed.code, pauses) == ("slow down", ErrorCode.RATE_LIMITED, [0.5, 1.0, 2.0, 4.0])
    failed, pauses = shaky(RateLimited("tomorrow", retry_after=86400))
    assert (failed.retry_after, pauses) == (86400, [])
    missing, pauses = shaky(NotFound("none"))
    assert not missing.exists and pauses == []
    wrong, pauses = shaky(KeyError("x"))
    assert isinstance(wrong, KeyError) and pauses == []


def test_without_update_every_change_replaces() -> None:
    class Frozen(Resource, addr="frozen/[name].ron"):
        text: str

    connector = type("Connector", (ResourceConnector,), {"resources": [Frozen]})("test", "main")

    async def work(connector: Any) -> Any:
        ops = await connector.plan("frozen/f.ron", b'Frozen(text: "a")', b'Frozen(text: "b")')
        with pytest.raises(NotImplementedError, match="Frozen has no `read`"):
            await connector.get("frozen/f.ron")
        return [op.kind for op in ops]

    assert use(work, connector) == [OpKind.DELETE, OpKind.CREATE]


def test_outputs_of_other_prefixes_do_not_count(tmp_path: Path) -> None:
    assert Outputs("main", tmp_path).of(MAIN) is None


def test_what_a_change_loses_is_an_operation_of_its_own_and_what_is_left_out_stays() -> None:
    from declared import InMemory

    class Zone(InMemory, addr="zones/[zone].ron"):
        kind: str = field("Who keeps it.", default="ours")
        masters: list[str] = field("Who has it.", default=[])
        account: str = field("Whose it is.", default="")
        signed: Optional[bool] = field("Whether it is signed; as it is when absent.", default=None, keep=True)

        def losses(self, key, before, after):
            if before.signed and not after.signed:
                yield "signed", "its keys"
            if after.kind != "ours" and before.kind == "ours":
                yield "kind masters", "its records"

        def needs(self, key, body):
            yield from (f"servers/{name}.ron" for name in body.masters)

    connector = type("Connector", (ResourceConnector,), {"resources": [Zone], "tables": {}, "log": []})("test", "main")
    addr = "zones/z.ron"

    async def work(connector: Any) -> Any:
        await apply(connector, addr, "Zone(signed: true)")
        kept = await apply(connector, addr, 'Zone(account: "ops")')
        assert b"signed: true" in (await connector.get(addr)).resource_definition
        assert await connector.eq(addr, b"Zone(signed: true)", b"Zone()")
        assert not await connector.eq(addr, b"Zone(signed: true)", b"Zone(signed: false)")
        desired = 'Zone(kind: "theirs", masters: ["m"], signed: false)'
        current = (await connector.get(addr)).resource_definition
        ops = await connector.plan(addr, current, desired.encode())
        marks = [(op.friendly_message, op.irreversible, op.destroys_data, op.needs) for op in ops]
        await apply(connector, addr, desired)
        only = await connector.plan(addr, b"Zone(signed: true)", b"Zone(signed: false)")
        return kept[0], marks, [(op.friendly_message, op.destroys_data) for op in only]

    assert use(work, connector) == (
        ['Update zone `z`: set `account` from "" to "ops"'],
        [
            ('Update zone `z`: set `account` from "ops" to ""', False, False, ["servers/m.ron"]),
            ("Update zone `z`: set `signed` from true to false, which loses its keys", True, True, ["servers/m.ron"]),
            (
                'Update zone `z`: set `kind` from "ours" to "theirs"; set `masters[0]` to "m", which loses its records',
                True, True, ["servers/m.ron"],
            ),
        ],
        [("Update zone `z`: set `signed` from true to false, which loses its keys", True)],
    )  # fmt: skip


def test_what_a_body_may_leave_out_is_set_where_the_server_has_nothing() -> None:
    from declared import InMemory

    class Zone(InMemory, addr="zones/[zone].ron"):
        account: str = field("Whose it is.", default="")
        signed: Optional[bool] = field("Whether it is signed; as it is when absent.", default=None, keep=True)

    connector = type("Connector", (ResourceConnector,), {"resources": [Zone], "tables": {}, "log": []})("test", "main")
    addr = "zones/z.ron"

    async def work(connector: Any) -> Any:
        await apply(connector, addr, 'Zone(account: "ops")')
        messages, _ = await apply(connector, addr, 'Zone(account: "ops", signed: true)')
        return messages, (await connector.get(addr)).resource_definition

    assert use(work, connector) == (["Update zone `z`: set `signed` from nothing to true"], b'Zone(\n    account: "ops",\n    signed: true,\n)\n')


def test_secrets_are_set_also_where_a_change_loses_something() -> None:
    from declared import InMemory

    class Zone(InMemory, addr="zones/[zone].ron"):
        kind: str = field("Who keeps it.", default="ours")
        keys: dict[str, str] = field("Secrets.", default={}, write_only=True, held="held")
        held: list[str] = field("Names of secrets.", default=[], compare=False)

        async def read(self, key: Any) -> Any:
            found = await super().read(key)
            return found and Zone(kind=found.kind, held=[*found.keys])

        def losses(self, key: Any, before: Any, after: Any) -> Any:
            if after.kind != before.kind:
                yield self.lost, "its records"

    connector = type("Connector", (ResourceConnector,), {"resources": [Zone], "tables": {}, "log": []})("test", "main")
    addr = "zones/z.ron"

    async def work(connector: Any, lost: str) -> Any:
        Zone.lost = lost
        await apply(connector, addr, "Zone()")
        messages, _ = await apply(connector, addr, 'Zone(kind: "theirs", keys: {"a": "1"})')
        held = connector.tables["Zone"]["z"].keys
        await apply(connector, addr, None)
        return messages, held

    lost = "set `kind` from \"ours\" to \"theirs\""
    assert [use(lambda c: work(c, fields), connector) for fields in ("kind", "kind keys")] == [
        (["Update zone `z`: set `keys.a`", f"Update zone `z`: {lost}, which loses its records"], {"a": "1"}),
        ([f"Update zone `z`: {lost}; set `keys.a`, which loses its records"], {"a": "1"}),
    ]


@pytest.mark.parametrize("name", ["read", "create", "update", "delete"])
def test_a_method_that_is_awaited_has_to_be_asynchronous(name: str) -> None:
    def plain(self: Any, *given: Any) -> None: ...

    async def awaited(self: Any, *given: Any) -> None: ...

    @functools.wraps(awaited)
    def decorated(self: Any, *given: Any) -> Any:
        return awaited(self, *given)

    for method in (awaited, decorated):
        assert type("Zone", (Resource,), {name: method}, addr="zones/[zone].ron").defines(name)
    with pytest.raises(TypeError) as caught:
        type("Zone", (Resource,), {name: plain}, addr="zones/[zone].ron")
    assert str(caught.value) == f"Zone: `{name}` is awaited: write `async def {name}` in place of `def {name}`"
