"""What the files of the Grafana connector hold: kinds, comparison, differences, problems, documentation."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator

from autoschematic_sdk import (
    ConnectorError,
    Diagnostic,
    DiagnosticPosition,
    DiagnosticSpan,
    ErrorCode,
    match_addr,
)

Body = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A field of a body: its type in JSON, and what it is for."""

    type: str
    doc: str
    required: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of resource. Fields of ``owned`` belong to the server; ``defaults`` are what it adds by itself."""

    name: str
    folder: str
    doc: str
    fields: dict[str, Field]
    owned: frozenset[str]
    skeleton: Body
    defaults: Body = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"{self.folder}/[uid].json"

    @property
    def pattern(self) -> re.Pattern[str]:
        return match_addr(self.template)


FOLDER = Kind(
    name="folder",
    folder="grafana/folders",
    doc="A folder of dashboards.",
    fields={
        "title": Field("string", "The name people see.", required=True),
        "parentUid": Field("string", "The uid of the folder that this one is in; absent at the top."),
    },
    owned=frozenset(
        "id uid orgId url hasAcl canSave canEdit canAdmin canDelete created createdBy updated updatedBy version"
        " parents accessControl managedBy".split()
    ),
    skeleton={"title": "New folder"},
    defaults={"parentUid": ""},
)

DATASOURCE = Kind(
    name="datasource",
    folder="grafana/datasources",
    doc="A source of data for panels.",
    fields={
        "name": Field("string", "The name people see; unique.", required=True),
        "type": Field("string", "The plugin, such as `prometheus`, `loki` or `postgres`.", required=True),
        "access": Field("string", "`proxy` (the server asks, the default) or `direct` (the browser asks)."),
        "url": Field("string", "Where the source is."),
        "user": Field("string", "The user to log in as."),
        "database": Field("string", "The database to use."),
        "basicAuth": Field("boolean", "Whether to use HTTP basic authentication."),
        "basicAuthUser": Field("string", "The user of basic authentication."),
        "withCredentials": Field("boolean", "Whether the browser sends cookies and authorization headers."),
        "isDefault": Field("boolean", "Whether panels use this source when they name none."),
        "jsonData": Field("object", "Settings of the plugin."),
        "secureJsonData": Field(
            "object", "Secrets of the plugin by name. The server never returns them; use references, not clear text."
        ),
        "secureJsonFields": Field("object", "Names of the secrets that the server holds, as imported."),
    },
    owned=frozenset(
        "id uid orgId version readOnly typeName typeLogoUrl secureJsonFields created updated apiVersion"
        " accessControl".split()
    ),
    skeleton={"name": "New datasource", "type": "prometheus", "url": "http://localhost:9090", "jsonData": {}},
    defaults={
        "access": "proxy", "url": "", "user": "", "database": "", "basicAuth": False, "basicAuthUser": "",
        "withCredentials": False, "isDefault": False, "jsonData": {},
    },
)  # fmt: skip

DASHBOARD = Kind(
    name="dashboard",
    folder="grafana/dashboards",
    doc="A dashboard: Grafana's JSON model, and the folder it is in.",
    fields={
        "title": Field("string", "The name people see.", required=True),
        "folderUid": Field("string", "The uid of the folder it is in; absent at the top."),
        "description": Field("string", "What it shows."),
        "tags": Field("array", "Words to find it by."),
        "panels": Field("array", "What it shows, each with `id`, `type`, `title`, `gridPos`, `targets`."),
        "templating": Field("object", "Variables, in `list`."),
        "annotations": Field("object", "Events drawn into the panels, in `list`."),
        "time": Field("object", "The time shown, `from` and `to`."),
        "timepicker": Field("object", "Settings of the time picker."),
        "timezone": Field("string", "`browser`, `utc` or the name of a time zone."),
        "refresh": Field("any", "How often it refreshes, such as `30s`; empty or false for never."),
        "editable": Field("boolean", "Whether it may be edited in the browser."),
        "graphTooltip": Field("number", "0 own, 1 shared crosshair, 2 shared tooltip."),
        "fiscalYearStartMonth": Field("number", "The month the fiscal year starts in, from 0."),
        "weekStart": Field("string", "The first day of the week."),
        "liveNow": Field("boolean", "Whether panels move on continuously."),
        "style": Field("string", "`dark` or `light`."),
        "links": Field("array", "Links shown at the top."),
        "schemaVersion": Field("number", "The version of the JSON model."),
        "gnetId": Field("any", "The id it has at grafana.com."),
        "preload": Field("boolean", "Whether panels are loaded before they are seen."),
        "snapshot": Field("object", "Where a snapshot came from."),
    },
    owned=frozenset("id uid version iteration meta".split()),
    skeleton={"title": "New dashboard", "tags": [], "panels": [], "schemaVersion": 39},
    defaults={"folderUid": ""},
)

KINDS = (FOLDER, DATASOURCE, DASHBOARD)

_TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "any": lambda value: True,
}


def parse(body: bytes) -> Body:
    """The object that a body holds."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise ConnectorError(f"the body is not UTF-8: {error}", code=ErrorCode.INVALID_BODY) from None
    except json.JSONDecodeError as error:
        place = DiagnosticPosition(error.lineno, error.colno)
        raise ConnectorError(
            f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}",
            code=ErrorCode.INVALID_BODY,
            span=DiagnosticSpan(place, place),
        ) from None
    except ValueError as error:
        raise ConnectorError(f"the body is not JSON: {error}", code=ErrorCode.INVALID_BODY) from None
    if not isinstance(value, dict):
        raise ConnectorError("the body must be a JSON object", code=ErrorCode.INVALID_BODY)
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


def write(value: Body) -> bytes:
    """A body as it is written into the repository."""
    return (json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def meaning(kind: Kind, value: Body) -> Body:
    """What of a body is the author's: without the server's fields and what equals a default."""
    kept = {key: item for key, item in value.items() if key not in kind.owned and key != "secureJsonData"}
    return {key: item for key, item in kept.items() if not same(item, kind.defaults.get(key, _NOTHING))}


_NOTHING = object()


def same(a: Any, b: Any) -> bool:
    """Equal as JSON values; Python alone takes ``True`` for ``1``."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(item, b[key]) for key, item in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def missing_secrets(have: Body, want: Body) -> list[str]:
    """Names of secrets that ``want`` sets and ``have`` knows nothing of."""
    known = {**(have.get("secureJsonData") or {}), **(have.get("secureJsonFields") or {})}
    return sorted(name for name in (want.get("secureJsonData") or {}) if name not in known)


def equal(kind: Kind, a: Body, b: Body) -> bool:
    """Whether two bodies mean the same."""
    return same(meaning(kind, a), meaning(kind, b)) and not missing_secrets(a, b) and not missing_secrets(b, a)


def changes(kind: Kind, current: Body, desired: Body) -> list[str]:
    """Which fields change, each as `changes`, `adds` or `removes` and a path."""
    found = list(_changes(meaning(kind, current), meaning(kind, desired), ""))
    return found + [f"sets secureJsonData.{name}" for name in missing_secrets(current, desired)]


def _changes(a: Any, b: Any, path: str) -> Iterator[str]:
    if same(a, b):
        return
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({*a, *b}):
            below = f"{path}.{key}" if path else key
            if key not in b:
                yield f"removes {below}"
            elif key not in a:
                yield f"adds {below}"
            else:
                yield from _changes(a[key], b[key], below)
    elif isinstance(a, list) and isinstance(b, list):
        for index in range(max(len(a), len(b))):
            below = f"{path}[{index}]"
            if index >= len(b):
                yield f"removes {below}"
            elif index >= len(a):
                yield f"adds {below}"
            else:
                yield from _changes(a[index], b[index], below)
    else:
        yield f"changes {path}"


def summary(found: list[str], limit: int = 8) -> str:
    """Changes in one sentence."""
    shown = ", ".join(found[:limit])
    return shown if len(found) <= limit else f"{shown} and {len(found) - limit} more"


@dataclass(frozen=True)
class _Member:
    key: str
    value: Any
    key_span: tuple[int, int]
    value_span: tuple[int, int]


def diagnose(kind: Kind, uid: str, body: bytes) -> list[Diagnostic]:
    """Problems of a body, each at its place."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        text = body.decode("utf-8", "replace")
        return [_problem(text, (len(body[: error.start].decode()),) * 2, "The body is not UTF-8")]
    try:
        value = parse(body)
    except ConnectorError as error:
        if error.span is None:
            return [_problem(text, (0, len(text)), _sentence(error))]
        return [Diagnostic(1, error.span, _sentence(error))]
    members = list(_members(text))
    found: list[Diagnostic] = []
    for index, member in enumerate(members):
        if any(other.key == member.key for other in members[:index]):
            found.append(_problem(text, member.key_span, f"`{member.key}` is there twice"))
        elif member.key == "uid" and member.value != uid:
            found.append(_problem(text, member.value_span, f"The address says that the uid is `{uid}`"))
        elif member.key in kind.fields:
            type_name = kind.fields[member.key].type
            if not _TYPES[type_name](member.value):
                found.append(_problem(text, member.value_span, f"`{member.key}` must be {_article(type_name)}"))
            elif kind.fields[member.key].required and not member.value:
                found.append(_problem(text, member.value_span, f"`{member.key}` must not be empty"))
        elif member.key not in kind.owned:
            near = difflib.get_close_matches(member.key, kind.fields, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            found.append(_problem(text, member.key_span, f"A {kind.name} has no field `{member.key}`{hint}", 2))
    start = text.index("{")
    for name, field_ in kind.fields.items():
        if field_.required and name not in value:
            found.append(_problem(text, (start, start + 1), f"`{name}` is missing"))
    return found


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]


def _article(type_name: str) -> str:
    return f"an {type_name}" if type_name[0] in "aeiou" else f"a {type_name}"


def _members(text: str) -> Iterator[_Member]:
    """The members of the object that ``text`` holds, which is known to be valid."""
    decoder = json.JSONDecoder()
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        key, key_end = decoder.raw_decode(text, at)
        start = _skip(text, _skip(text, key_end) + 1)
        value, end = decoder.raw_decode(text, start)
        yield _Member(key, value, (at, key_end), (start, end))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while text[at] in " \t\r\n":
        at += 1
    return at


def _problem(text: str, span: tuple[int, int], message: str, severity: int = 1) -> Diagnostic:
    start, end = (_position(text, offset) for offset in span)
    return Diagnostic(severity, DiagnosticSpan(start, end), message)


def _position(text: str, offset: int) -> DiagnosticPosition:
    return DiagnosticPosition(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
