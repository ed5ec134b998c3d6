"""Names of zones and records, in files and in the DNS; and what a record's content must look like."""

from __future__ import annotations

import ipaddress
import re
from typing import Callable
from urllib.parse import quote, unquote

APEX = "@"
SECONDARY = ("Slave", "Consumer")
"""Kinds of zones whose records come from elsewhere."""

EXAMPLES = {
    "A": "192.0.2.1",
    "AAAA": "2001:db8::1",
    "CNAME": "www.example.org.",
    "MX": "10 mail.example.org.",
    "SRV": "0 5 5060 sip.example.org.",
    "TXT": '"v=spf1 mx -all"',
}
"""A content of each type that one begins with."""

_SAFE = "@_-."
_NAME = r"[^\s]*\."
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*')


def zone_name(zone: str) -> str:
    """The name of a zone in the DNS."""
    return unquote(zone).rstrip(".") + "."


def host_name(name: str, zone: str) -> str:
    """The full name of a record set, from its folder's name."""
    return zone_name(zone) if name == APEX else f"{unquote(name)}.{zone_name(zone)}"


def file_name(name: str, zone: str) -> str:
    """The folder's name of a record set."""
    if name == zone_name(zone):
        return APEX
    return quote(name.removesuffix("." + zone_name(zone)), safe=_SAFE)


def problem(kind: str, content: str) -> str | None:
    """What is wrong with the content of a record, if anything is; a reference may stand for all of it."""
    check = _CHECKS.get(kind)
    return None if check is None or content.startswith("out://") else check(content)


def _address(make: Callable[[str], object], what: str) -> Callable[[str], str | None]:
    def check(content: str) -> str | None:
        try:
            written = str(make(content))
        except ValueError:
            return f"`{content}` is not an {what} address"
        return None if content == written else f"`{content}` is written `{written}`"

    return check


def _shape(pattern: str, sentence: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda content: None if compiled.fullmatch(content) else f"`{content}`: {sentence}"


def _text(content: str) -> str | None:
    return None if _QUOTED.fullmatch(content) else f"`{content}` must be in double quotes, within the string"


_TARGET = _shape(_NAME, "a name ends with a dot")
_CHECKS: dict[str, Callable[[str], str | None]] = {
    "A": _address(ipaddress.IPv4Address, "IPv4"),
    "AAAA": _address(ipaddress.IPv6Address, "IPv6"),
    "CAA": _shape(r'\d+ \S+ ".*"', 'it is `FLAGS TAG "VALUE"`'),
    "CNAME": _TARGET,
    "DNAME": _TARGET,
    "MX": _shape(rf"\d+ {_NAME}", "it is `PREFERENCE NAME.`"),
    "NS": _TARGET,
    "PTR": _TARGET,
    "SPF": _text,
    "SRV": _shape(rf"\d+ \d+ \d+ {_NAME}", "it is `PRIORITY WEIGHT PORT NAME.`"),
    "TXT": _text,
}
