"""Laws that hold for any body: what is printed reads the same, comparison is an equivalence, plans lead to empty plans."""

from __future__ import annotations

import asyncio
import math
import random
import string
from typing import Callable

import pytest

from autoschematic_sdk import ron
from autoschematic_sdk.ron import nodes
from autoschematic_sdk.resources._bodies import same
from declared import Bell, Colour, Everything, Mail, Note, Place

CASES = 300


def text(r: random.Random) -> str:
    alphabet = string.printable + "äß日本😀\u200b\u2028\x00\x7f\"'\\"
    return "".join(r.choice(alphabet) for _ in range(r.randrange(8)))


def name(r: random.Random) -> str:
    return r.choice(["a", "Zone", "_x", "ü", "r", "b", "br", "true", "None", "Some", "inf", "1a", "a-b", "a.b", "i8", "e5"])


def node(r: random.Random, depth: int = 4) -> nodes.Node:
    """Any value that a document can hold."""
    leaves: list[Callable[[], nodes.Node]] = [
        lambda: nodes.Bool(r.random() < 0.5),
        lambda: number(r),
        lambda: nodes.Text(text(r)),
        lambda: nodes.Char(r.choice("aü'\"\\\n😀")),
        lambda: nodes.Bytes(r.randbytes(r.randrange(5))),
        lambda: nodes.Null(),
        lambda: nodes.Unit(r.choice([None, name(r)])),
        lambda: floating(r),
    ]
    inner = [] if depth == 0 else [
        lambda: nodes.Some(node(r, depth - 1)),
        lambda: nodes.List(tuple(node(r, depth - 1) for _ in range(r.randrange(3)))),
        lambda: nodes.Tuple(r.choice([None, name(r)]), tuple(node(r, depth - 1) for _ in range(r.randrange(3)))),
        lambda: nodes.Map(tuple((node(r, depth - 1), node(r, depth - 1)) for _ in range(r.randrange(3)))),
        lambda: nodes.Struct(r.choice([None, name(r)]),
                             tuple(nodes.Field(name(r), node(r, depth - 1)) for _ in range(r.randrange(1, 3)))),
    ]  # fmt: skip
    return r.choice([*leaves, *inner])()


def number(r: random.Random) -> nodes.Node:
    kind = r.choice(["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"])
    bits = int(kind[1:])
    low, high = (0, (1 << bits) - 1) if kind[0] == "u" else (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    return nodes.Integer(r.choice([low, high, r.randint(low, high)]), kind)


def floating(r: random.Random) -> nodes.Node:
    value = r.choice([0.0, -0.0, 0.1, 1e300, -1e-300, math.inf, 16777217.0, r.uniform(-1e9, 1e9), r.gauss(0, 1e-9)])
    return nodes.Float(value, "f64")


@pytest.mark.parametrize("seed", range(4))
def test_what_is_printed_reads_the_same(seed: int) -> None:
    r = random.Random(seed)
    for _ in range(CASES):
        value = node(r)
        printed = ron.dumps(value)
        # `Some` of several values is another notation for one list; printed by us it never is.
        assert ron.parse(printed, ()) == value, printed
        assert ron.dumps(ron.parse(printed)) == printed


@pytest.mark.parametrize("seed", range(2))
def test_no_text_is_too_strange(seed: int) -> None:
    r = random.Random(seed)
    for _ in range(CASES * 3):
        printed = list(ron.dumps(node(r)))
        for _ in range(r.randrange(1, 4)):
            at = r.randrange(len(printed))
            printed[at : at + r.randrange(2)] = r.choice("()[]{}:,'\"#!rb\\/*0x1e.+-_ \n")
        broken = "".join(printed)
        try:
            ron.parse(broken)
        except ron.RonError as error:
            assert 0 <= error.span.start <= error.span.end <= len(broken), (broken, error.span)


def test_nesting_is_limited_by_an_error() -> None:
    for opening in ("[", "(", "{1:", "Some(", "A(", "Some "):
        ron.parse(opening * 3 + "1" + {"[": "]", "{": "}"}.get(opening[0], ")" if "(" in opening else "") * 3)
        with pytest.raises(ron.RonError, match="nested more than 128 levels deep"):
            ron.parse(opening * 100_000)


def note(r: random.Random) -> Note:
    """Any body of the kind with the most kinds of fields."""
    return Note(
        text=text(r) or "x",
        colour=r.choice(list(Colour)),
        tags=[text(r) for _ in range(r.randrange(4))],
        place=r.choice([None, Place(room=text(r)), Place(room="r", shelf=r.randrange(-5, 5))]),
        notify=r.choice([None, Bell(), Mail(to=text(r))]),
        size=r.choice(["small", "large"]),
        pin=r.choice(["", text(r)]),
        weights={text(r): r.choice([1.0, 0.1, -2.5e10]) for _ in range(r.randrange(3))},
    )


@pytest.mark.parametrize("seed", range(4))
def test_bodies_survive_writing_and_reading(seed: int) -> None:
    r = random.Random(seed)
    _, body = Everything()._handlers[Note]
    for _ in range(CASES):
        value = note(r)
        plain = body.unvalue(value)
        written = body.write(body.shown(plain))
        parsed = body.parse(written)
        assert body.problems(parsed, {}) == [], written.decode()
        assert same(body.meaning(body.plain(parsed)), body.meaning(plain))
        back = body.value(body.plain(parsed))
        back.tags, expected = sorted(back.tags), sorted(value.tags)
        assert (back.tags, back.place, back.notify, back.colour, back.weights) == (
            expected, value.place, value.notify, value.colour, value.weights)


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_that_was_executed_leaves_nothing_to_do(seed: int) -> None:
    r = random.Random(seed)
    addr = "notes/a.ron"

    async def work() -> None:
        connector = Everything()
        _, body = connector._handlers[Note]
        for _ in range(CASES // 3):
            desired = r.choice([None, body.write(body.unvalue(note(r)))])
            current = (await connector.get(addr)).resource_definition
            for op in await connector.plan(addr, current, desired):
                await connector.op_exec(addr, op.op_definition)
            got = await connector.get(addr)
            assert got.exists is (desired is not None)
            if desired is not None:
                assert got.resource_definition is not None
                assert await connector.plan(addr, got.resource_definition, desired) == []
                assert await connector.eq(addr, got.resource_definition, desired)
                assert await connector.eq(addr, desired, got.resource_definition)

    asyncio.run(work())
