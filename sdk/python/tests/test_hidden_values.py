"""What is sensitive is in no message of a plan, wherever in a body it stands; and what is there anyway is not either."""

from __future__ import annotations

import asyncio
from typing import Any, Optional, Union

import pytest

from autoschematic_sdk import Resource, ResourceConnector, Struct, field
from autoschematic_sdk.resources._fields import FieldSpec
from autoschematic_sdk.resources._shown import shown
from autoschematic_sdk.resources._structs import struct_of, type_of

ADDR = "vaults/main.ron"
ANN = 'Login(name: "ann", password: "hunter2")'
EVE = 'Login(name: "ann", password: "hunter3")'
SHOWN = '{"name": "ann", "password": "***"}'


class Login(Struct):
    name: str
    password: str = field("Opens it.", sensitive=True)
    tries: int = 3


class Open(Struct):
    pass


class Locked(Struct):
    maker: str
    code: str = field("Opens it.", sensitive=True)


class Tree(Struct):
    word: str = field("Not for everyone.", default="", sensitive=True)
    below: list[Tree] = []


class Vault(Resource, addr="vaults/[name].ron"):
    title: str = ""
    owner: Optional[Login] = None
    users: list[Login] = []
    team: list[Login] = field("In no order.", default=[], unordered=True)
    robots: dict[str, Login] = {}
    door: Union[Open, Locked, None] = None
    spare: Optional[tuple[str, Login]] = None
    codes: dict[str, str] = field("By room.", default={}, sensitive=True)
    root: Optional[Login] = field("Who may do everything.", default=None, replace=True)
    tree: Optional[Tree] = None

    async def update(self, key: Any, before: Any, after: Any) -> None: ...


class Badge(Resource, addr="badges/[number].ron"):
    name: str = field("Whose it is.", sensitive=True)


class Vaults(ResourceConnector):
    resources = [Vault, Badge]


def plan(before: str | None, after: str | None, addr: str = ADDR) -> list[str]:
    async def work() -> list[str]:
        bodies = [None if body is None else body.encode() for body in (before, after)]
        return [op.friendly_message for op in await Vaults("test", "main").plan(addr, *bodies)]

    return asyncio.run(work())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", f"owner: {ANN}", f"set `owner` from nothing to {SHOWN}"),
        (f"owner: {ANN}", "", f"set `owner` from {SHOWN} to nothing"),
        (f"owner: {ANN}", f"owner: {EVE}", "set `owner.password` to another value (hidden)"),
        ("", f"users: [{ANN}]", f"set `users[0]` to {SHOWN}"),
        (f"users: [{ANN}]", "", f"remove `users[0]` ({SHOWN})"),
        (f"users: [{ANN}]", f"users: [{EVE}]", "set `users[0].password` to another value (hidden)"),
        ("", f"team: [{ANN}]", f"set `team` from [] to [{SHOWN}]"),
        (f"team: [{ANN}]", f"team: [{EVE}]", "set `team` to another value (hidden)"),
        ("", f'robots: {{"r2": {ANN}}}', f"set `robots.r2` to {SHOWN}"),
        (f'robots: {{"r2": {ANN}}}', "", f"remove `robots.r2` ({SHOWN})"),
        (f'robots: {{"r2": {ANN}}}', f'robots: {{"r2": {EVE}}}', "set `robots.r2.password` to another value (hidden)"),
        ("", 'door: Locked(maker: "acme", code: "hunter2")', 'set `door` from nothing to {"Locked": {"maker": "acme", "code": "***"}}'),
        ('door: Locked(maker: "acme", code: "hunter2")', "door: Open()",
         'set `door` from {"Locked": {"maker": "acme", "code": "***"}} to {"Open": {}}'),
        ('door: Locked(maker: "acme", code: "hunter2")', 'door: Locked(maker: "acme", code: "hunter3")',
         "set `door.Locked.code` to another value (hidden)"),
        ("", f'spare: ("left", {ANN})', f'set `spare` from nothing to ["left", {SHOWN}]'),
        (f'spare: ("left", {ANN})', f'spare: ("left", {EVE})', "set `spare[1].password` to another value (hidden)"),
        ("", 'codes: {"hunter1": "hunter2"}', "set `codes` to another value (hidden)"),
        ('codes: {"hunter1": "hunter2"}', 'codes: {"hunter1": "hunter3"}', "set `codes` to another value (hidden)"),
        ("", 'tree: Tree(below: [Tree(word: "hunter2")])', 'set `tree` from nothing to {"below": [{"word": "***"}]}'),
    ],
)  # fmt: skip
def test_updates_show_no_secret(before: str, after: str, said: str) -> None:
    messages = plan(f"Vault({before})", f"Vault({after})")
    assert messages == [f"Update vault `main`: {said}"]
    assert "hunter" not in messages[0]


def test_creates_deletes_and_replacements_show_no_secret() -> None:
    assert plan(None, f'Vault(title: "t", owner: {ANN})') == ["Create vault `t`"]
    assert plan(f'Vault(title: "t", owner: {ANN})', None) == ["Delete vault `t`"]
    assert plan("Vault()", f"Vault(root: {ANN})") == [
        "Delete vault `main`, to create it again: `root` cannot be changed in place",
        f"Create vault `main` again: set `root` from nothing to {SHOWN}",
    ]
    assert plan(f"Vault(root: {ANN})", f"Vault(root: {EVE})") == [
        "Delete vault `main`, to create it again: `root.password` cannot be changed in place",
        "Create vault `main` again: set `root.password` to another value (hidden)",
    ]


def test_a_sensitive_name_is_no_label() -> None:
    assert plan(None, 'Badge(name: "hunter2")', "badges/7.ron") == ["Create badge `7`"]


def test_what_is_not_as_its_type_says_is_hidden_as_a_whole() -> None:
    login = struct_of(Login)
    assert shown(login, "hunter2") == "***"
    assert shown(login, "out://a.ron[b]") == "out://a.ron[b]"
    assert shown(type_of(Union[Open, Locked], FieldSpec()), {"Lokked": {"code": "hunter2"}}) == "***"
    assert shown(struct_of(Open), "hunter2") == "hunter2"


def test_instances_show_no_secret() -> None:
    assert repr(Login(name="ann", password="hunter2")) == "Login(name='ann', password=***, tries=3)"
