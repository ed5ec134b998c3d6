"""Address templates."""

from __future__ import annotations

import re

import pytest

from autoschematic_sdk import InvalidAddr, form_addr_object, form_path, match_addr
from autoschematic_sdk.addr import OutputMap, PointerToVirtual


@pytest.mark.parametrize(
    ("template", "addr", "groups"),
    [
        ("grafana/dashboards/[uid].json", "grafana/dashboards/home.json", {"uid": "home"}),
        ("a/[db]/[schema]/t/[name].sql", "a/tea/public/t/oolong.sql", {"db": "tea", "schema": "public", "name": "oolong"}),
        ("a/[x]-[y].ron", "a/one-two.ron", {"x": "one", "y": "two"}),
        ("a/[uid].json", "a/my dash.v2.json", {"uid": "my dash.v2"}),
        ("a+b/(c).ron", "a+b/(c).ron", {}),
    ],
)
def test_template_matches(template: str, addr: str, groups: dict[str, str]) -> None:
    match = match_addr(template).match(addr)
    assert match is not None
    assert match.groupdict() == groups
    assert form_path(template, groups) == addr


@pytest.mark.parametrize(
    ("template", "addr"),
    [
        ("a/[uid].json", "a/b/c.json"),
        ("a/[uid].json", "a/.json"),
        ("a/[uid].json", "x/a/b.json"),
        ("a/[uid].json", "a/b.json.bak"),
        ("a/[uid].json", "a/b.json\n"),
        ("a/[uid].json", "a/bxjson"),
    ],
)
def test_template_does_not_match(template: str, addr: str) -> None:
    assert match_addr(template).match(addr) is None


@pytest.mark.parametrize("template", ["a/[uid.json", "a/[].json", "a/[not a name].json"])
def test_bad_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"`{template}`")):
        match_addr(template)


def test_missing_value_names_the_placeholder() -> None:
    with pytest.raises(KeyError, match=r"no value for \[name\]"):
        form_path("a/[name].ron", {})


def test_parameter_names_are_those_of_the_published_sdk() -> None:
    match = match_addr(template="a/[name].ron").match("a/x.ron")
    assert match is not None
    given = {"kind": "k", "name": "old"}
    assert form_addr_object(match=match, input=given) == {"kind": "k", "name": "x"}
    assert given == {"kind": "k", "name": "old"}
    assert form_path(template="a/[name].ron", addr={"name": "x"}) == "a/x.ron"


def test_invalid_addr_says_which() -> None:
    error = InvalidAddr("b/c.ron")
    assert (str(error), error.addr) == ("Invalid addr: b/c.ron", "b/c.ron")


def test_output_files() -> None:
    assert OutputMap({"id": "1"}).map == {"id": "1"}
    assert PointerToVirtual("a/b.ron").addr == "a/b.ron"
