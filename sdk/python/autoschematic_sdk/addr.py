"""Addresses made of fixed text and ``[placeholders]``, and what an output file may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping

_PLACEHOLDER = re.compile(r"\[([^\]]*)\]")


def match_addr(template: str) -> re.Pattern[str]:
    """A pattern for whole addresses, with one named group for each ``[placeholder]`` of ``template``.

    A placeholder stands for one component of a path or a part of one, never for nothing.

    >>> match_addr("grafana/dashboards/[uid].json").match("grafana/dashboards/home.json")["uid"]
    'home'
    """
    pattern, end = [], 0
    for placeholder in _PLACEHOLDER.finditer(template):
        fixed = template[end : placeholder.start()]
        name = placeholder[1]
        if not name.isidentifier():
            raise ValueError(f"`{template}`: `[{name}]` is not a placeholder, which is named like a variable")
        pattern += [_escape(fixed, template), f"(?P<{name}>[^/]+)"]
        end = placeholder.end()
    pattern.append(_escape(template[end:], template))
    return re.compile(rf"^{''.join(pattern)}\Z")


def _escape(fixed: str, template: str) -> str:
    if "[" in fixed:
        raise ValueError(f"`{template}`: a `[` is not closed")
    return re.escape(fixed)


def form_path(template: str, addr: Mapping[str, str]) -> str:
    """``template`` with each ``[placeholder]`` replaced by its value in ``addr``.

    >>> form_path("grafana/dashboards/[uid].json", {"uid": "home"})
    'grafana/dashboards/home.json'
    """

    def fill(placeholder: re.Match[str]) -> str:
        name = placeholder[1]
        if name not in addr:
            raise KeyError(f"`{template}`: no value for [{name}]")
        return str(addr[name])

    return _PLACEHOLDER.sub(fill, template)


def form_addr_object(match: re.Match[str], input: Mapping[str, str]) -> dict[str, str]:
    """``input`` together with the placeholders that ``match`` found; the match wins."""
    return {**input, **match.groupdict()}


@dataclass
class OutputMap:
    """The outputs of a resource, as its output file holds them."""

    map: dict[str, str]


@dataclass
class PointerToVirtual:
    """An output file at a physical address, which names the virtual one."""

    addr: str
