"""Datasources, dashboards and folders of a Grafana server, over its HTTP API.

Environment: ``GRAFANA_URL``, the address of the server, and ``GRAFANA_API_KEY``, the token of a service account.
"""

from __future__ import annotations

import asyncio
import builtins
import hashlib
import json
import os
from typing import Any, AsyncIterator
from urllib.parse import quote

import aiohttp

import grafana_bodies as bodies
from autoschematic_sdk import (
    Capabilities,
    Connector,
    ConnectorError,
    Diagnostic,
    DocIdent,
    ErrorCode,
    FieldIdent,
    FilterResponse,
    GetDocResponse,
    GetResponse,
    InvalidAddr,
    OpExecResponse,
    OpKind,
    PlanResponseElement,
    Skeleton,
    connector_main,
    form_path,
)
from grafana_bodies import DASHBOARD, DATASOURCE, FOLDER, KINDS, Body, Kind

PAGE = 500

_CODES = {
    401: ErrorCode.AUTH,
    403: ErrorCode.AUTH,
    404: ErrorCode.NOT_FOUND,
    409: ErrorCode.CONFLICT,
    412: ErrorCode.CONFLICT,
    429: ErrorCode.RATE_LIMITED,
    502: ErrorCode.UNAVAILABLE,
    503: ErrorCode.UNAVAILABLE,
    504: ErrorCode.UNAVAILABLE,
}


class Api:
    """The few calls of the HTTP API that are needed, each with errors that carry status and body."""

    def __init__(self, base_url: str, key: str) -> None:
        self.base_url = base_url
        self.session = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {key}", "Accept": "application/json"},
            timeout=aiohttp.ClientTimeout(total=60),
            connector=aiohttp.TCPConnector(limit=16),
            trust_env=True,
        )

    async def call(self, method: str, path: str, body: Body | None = None) -> Any:
        """The JSON that the server answers; ``None`` when a GET or DELETE finds nothing."""
        reading = method == "GET"
        try:
            # A redirection would be to a login page, and must not be given the token.
            async with self.session.request(
                method, self.base_url + path, json=body, allow_redirects=False
            ) as response:
                text = await response.text()
                status, reason, headers = response.status, response.reason, response.headers
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:  # not the built-in one on Python 3.10
            raise ConnectorError(
                f"cannot reach {self.base_url}: {error or type(error).__name__}",
                code=ErrorCode.UNAVAILABLE,
                retry_safe=reading,
            ) from error
        answer = _json(text)
        if status == 404 and method in ("GET", "DELETE") and isinstance(answer, dict) and "message" in answer:
            return None
        if 200 <= status < 300 and answer is not None:
            return answer
        said = answer["message"] if isinstance(answer, dict) and answer.get("message") else text.strip()
        hint = "" if answer is not None else " (is GRAFANA_URL the address of a Grafana server?)"
        raise ConnectorError(
            f"{method} {path}: {status} {reason}: {said:.500}{hint}",
            code=_CODES.get(status, ErrorCode.UNSPECIFIED),
            retry_after=_seconds(headers.get("Retry-After")),
            retry_safe=reading or status == 429,
        )

    async def search(self, type_name: str) -> AsyncIterator[Body]:
        """Everything of one type that the token may see, page by page."""
        page = 1
        while True:
            found = await self.call("GET", f"/api/search?type={type_name}&limit={PAGE}&page={page}")
            for item in found:
                yield item
            if len(found) < PAGE:
                return
            page += 1


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _seconds(value: str | None) -> float | None:
    return float(value) if value is not None and value.isdecimal() else None


class GrafanaConnector(Connector):
    """Maps `grafana/{folders,datasources,dashboards}/[uid].json` to a Grafana server."""

    def __init__(self, name: str, prefix: str) -> None:
        self.name = name
        self.prefix = prefix
        self.api: Api

    async def init(self) -> None:
        base_url = os.environ.get("GRAFANA_URL", "").rstrip("/")
        key = os.environ.get("GRAFANA_API_KEY", "")
        if not base_url:
            raise RuntimeError("GRAFANA_URL environment variable is required")
        if not key:
            raise RuntimeError("GRAFANA_API_KEY environment variable is required")
        self.api = Api(base_url, key)
        # Found out now, or a wrong address would make everything look deleted.
        if await self.api.call("GET", "/api/org") is None:
            raise RuntimeError(f"{base_url} has no Grafana API: GET /api/org: 404 Not Found")

    async def shutdown(self) -> None:
        if hasattr(self, "api"):
            await self.api.session.close()

    async def capabilities(self) -> Capabilities:
        return Capabilities(max_concurrency=16, idempotent_ops=True)

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE if _find(addr) else FilterResponse.NONE

    async def subpaths(self) -> builtins.list[str]:
        return [kind.folder for kind in KINDS]

    async def list(self, subpath: str) -> builtins.list[str]:
        wanted = [part for part in subpath.split("/") if part not in ("", ".")]
        found: builtins.list[str] = []
        for kind in KINDS:
            parts = kind.folder.split("/")
            overlap = min(len(parts), len(wanted))
            if parts[:overlap] == wanted[:overlap]:
                found += [form_path(kind.template, {"uid": uid}) for uid in await self._uids(kind)]
        return found

    async def _uids(self, kind: Kind) -> builtins.list[str]:
        if kind is DATASOURCE:
            return [item["uid"] for item in await self.api.call("GET", "/api/datasources")]
        type_name = "dash-folder" if kind is FOLDER else "dash-db"
        return [item["uid"] async for item in self.api.search(type_name)]

    async def get(self, addr: str) -> GetResponse:
        kind, uid = _split(addr)
        remote = await self._read(kind, uid)
        if remote is None:
            return GetResponse(exists=False)
        body, outputs, _ = remote
        return GetResponse(exists=True, resource_definition=bodies.write(body), outputs=outputs)

    async def _read(self, kind: Kind, uid: str) -> tuple[Body, dict[str, str], int] | None:
        """Body, outputs and version of what exists."""
        answer = await self.api.call("GET", _path(kind, uid))
        if answer is None:
            return None
        if kind is not DASHBOARD:
            body = bodies.meaning(kind, answer)
            if secrets := {name: True for name, held in (answer.get("secureJsonFields") or {}).items() if held}:
                body["secureJsonFields"] = secrets
            return body, {"uid": uid}, answer.get("version", 0)
        meta, model = answer["meta"], answer["dashboard"]
        body = bodies.meaning(kind, {**model, "folderUid": meta.get("folderUid") or ""})
        return body, {"uid": uid, "url": meta.get("url", "")}, model.get("version", 0)

    async def plan(
        self, addr: str, current: bytes | None, desired: bytes | None
    ) -> builtins.list[PlanResponseElement]:
        kind, uid = _split(addr)
        have = None if current is None else bodies.parse(current)
        want = None if desired is None else bodies.parse(desired)
        if want is not None:
            _check(kind, uid, want)
        if want is None:
            return [] if have is None else [_deletion(kind, uid, have)]
        label = f"{kind.name} `{want.get('title') or want.get('name') or uid}`"
        outputs = ["uid", "url"] if kind is DASHBOARD else ["uid"]
        if have is None:
            op = {"op": "create", "body": want}
            return [PlanResponseElement(json.dumps(op), outputs, f"Create {label}", OpKind.CREATE)]
        found = bodies.changes(kind, have, want)
        if not found:
            return []
        op = {"op": "update", "base": _digest(kind, have), "body": want}
        message = f"Update {label}: {bodies.summary(found)}"
        return [PlanResponseElement(json.dumps(op), outputs, message, OpKind.UPDATE)]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        kind, uid = _split(addr)
        match json.loads(op):
            case {"op": "delete", "base": base}:
                return await self._delete(kind, uid, base)
            case {"op": "create", "body": body}:
                return await self._write(kind, uid, body, None)
            case {"op": "update", "base": base, "body": body}:
                return await self._write(kind, uid, body, base)
            case other:
                raise ConnectorError(f"this is not an operation of the Grafana connector: {other!r:.200}")

    async def _write(self, kind: Kind, uid: str, body: Body, base: str | None) -> OpExecResponse:
        remote = await self._read(kind, uid)
        version = 0
        if remote is not None:
            have, outputs, version = remote
            # An operation sent again after a crash finds its work done.
            if not bodies.changes(kind, have, body):
                return OpExecResponse(_stored(outputs), f"{kind.name} {uid} is as desired already")
            if _digest(kind, have) != base:
                raise _changed(kind, uid, "exists already" if base is None else "was changed by someone else")
        elif base is not None:
            raise _changed(kind, uid, "was deleted by someone else")
        await self._send(kind, uid, body, None if remote is None else version)
        # The server decides on defaults and the URL; what is stored is what it says now.
        saved = await self._read(kind, uid)
        if saved is None:
            raise ConnectorError(f"{kind.name} {uid} was saved and is gone", code=ErrorCode.CONFLICT)
        return OpExecResponse(_stored(saved[1]), f"{'Created' if remote is None else 'Updated'} {kind.name} {uid}")

    async def _send(self, kind: Kind, uid: str, body: Body, version: int | None) -> None:
        exists = version is not None
        sent = {key: value for key, value in body.items() if key not in kind.owned}
        if kind is DASHBOARD:
            folder = sent.pop("folderUid", "")
            model: Body = {**sent, "uid": uid, "id": None}
            if exists:
                model["version"] = version
            await self.api.call(
                "POST", "/api/dashboards/db", {"dashboard": model, "folderUid": folder, "overwrite": False}
            )
        elif kind is DATASOURCE:
            complete = {**kind.defaults, **sent, "uid": uid}
            if exists:
                await self.api.call("PUT", _path(kind, uid), {**complete, "version": version})
            else:
                await self.api.call("POST", "/api/datasources", complete)
        elif not exists:
            await self.api.call("POST", "/api/folders", {**sent, "uid": uid})
        else:
            await self._update_folder(uid, sent, version or 0)

    async def _update_folder(self, uid: str, sent: Body, version: int) -> None:
        now = await self.api.call("GET", _path(FOLDER, uid))
        if now is not None and (now.get("parentUid") or "") != (sent.get("parentUid") or ""):
            moved = await self.api.call(
                "POST", f"{_path(FOLDER, uid)}/move", {"parentUid": sent.get("parentUid") or ""}
            )
            version = moved.get("version", version)
        if now is None or now["title"] != sent["title"]:
            await self.api.call("PUT", _path(FOLDER, uid), {"title": sent["title"], "version": version})

    async def _delete(self, kind: Kind, uid: str, base: str) -> OpExecResponse:
        remote = await self._read(kind, uid)
        if remote is not None and _digest(kind, remote[0]) != base:
            raise _changed(kind, uid, "was changed by someone else")
        await self.api.call("DELETE", _path(kind, uid))
        gone: dict[str, str | None] = {"uid": None, "url": None} if kind is DASHBOARD else {"uid": None}
        return OpExecResponse(gone, f"Deleted {kind.name} {uid}")

    async def eq(self, addr: str, a: bytes, b: bytes) -> bool:
        kind, _ = _split(addr)
        try:
            return bodies.equal(kind, bodies.parse(a), bodies.parse(b))
        except ConnectorError:
            return a == b  # text that is no body at all still equals itself

    async def diag(self, addr: str, a: bytes) -> builtins.list[Diagnostic]:
        kind, uid = _split(addr)
        return bodies.diagnose(kind, uid, a)

    async def get_skeletons(self) -> builtins.list[Skeleton]:
        return [Skeleton(kind.template, bodies.write(kind.skeleton)) for kind in KINDS]

    async def get_docstring(self, addr: str, ident: DocIdent) -> GetDocResponse | None:
        kind, _ = _split(addr)
        if not isinstance(ident, FieldIdent):
            return GetDocResponse(True, kind.name, kind.doc, sorted(kind.fields))
        field = kind.fields.get(ident.name)
        return None if field is None else GetDocResponse(True, field.type, field.doc)


def _find(addr: str) -> tuple[Kind, str] | None:
    for kind in KINDS:
        if found := kind.pattern.match(addr):
            return kind, found["uid"]
    return None


def _split(addr: str) -> tuple[Kind, str]:
    found = _find(addr)
    if found is None:
        raise InvalidAddr(addr)
    return found


def _path(kind: Kind, uid: str) -> str:
    below = {DASHBOARD.name: "dashboards/uid", DATASOURCE.name: "datasources/uid", FOLDER.name: "folders"}[kind.name]
    return f"/api/{below}/{quote(uid, safe='')}"


def _check(kind: Kind, uid: str, want: Body) -> None:
    """What would otherwise fail in the middle of an apply fails in the plan."""
    missing = [name for name, field in kind.fields.items() if field.required and not want.get(name)]
    if missing:
        raise ConnectorError(f"`{missing[0]}` is missing or empty", code=ErrorCode.INVALID_BODY)
    if want.get("uid", uid) != uid:
        raise ConnectorError(
            f"the body says uid `{want['uid']}`, the address `{uid}`", code=ErrorCode.INVALID_BODY
        )


def _digest(kind: Kind, body: Body) -> str:
    return hashlib.sha256(bodies.write(bodies.meaning(kind, body))).hexdigest()[:16]


def _deletion(kind: Kind, uid: str, have: Body) -> PlanResponseElement:
    op = json.dumps({"op": "delete", "base": _digest(kind, have)})
    outputs = ["uid", "url"] if kind is DASHBOARD else ["uid"]
    label = f"{kind.name} `{have.get('title') or have.get('name') or uid}`"
    what = f"Delete {label} and everything in it" if kind is FOLDER else f"Delete {label}"
    return PlanResponseElement(op, outputs, what, OpKind.DELETE, irreversible=True, destroys_data=kind is not DATASOURCE)


def _changed(kind: Kind, uid: str, what: str) -> ConnectorError:
    return ConnectorError(f"{kind.name} {uid} {what} since it was planned; plan again", code=ErrorCode.CONFLICT)


def _stored(outputs: dict[str, str]) -> dict[str, str | None]:
    return dict(outputs)


if __name__ == "__main__":
    connector_main(GrafanaConnector)
