"""Executes operations: reads first, so that one sent again finds its work done and nobody's change is overwritten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Mapping

from .._values import OpExecResponse
from ..error import Conflict, ConnectorError, NotFound
from ._bodies import Body
from ._planning import OP_VERSION, differences, output_names
from ._resource import Resource
from ._templates import Key

if TYPE_CHECKING:
    from ._connector import ResourceConnector


class Execution:
    """One operation on one resource."""

    def __init__(self, connector: ResourceConnector, resource: Resource, body: Body, key: Key, is_new: bool) -> None:
        self.connector = connector
        self.resource = resource
        self.body = body
        self.key = key
        self.is_new = is_new
        """Whether the last part of the key is the user's name, since the server has not given one."""
        self.who = f"{resource.noun} {key[tuple(key)[-1]]}" if len(key) else resource.noun

    async def run(self, op: str) -> OpExecResponse:
        """Execute what a plan defined."""
        definition = json.loads(op)
        match definition:
            case {"v": int(version)} if version != OP_VERSION:
                raise ConnectorError(f"this operation was planned by another version of the connector ({version}); plan again")
            case {"op": "delete", "base": str(base)}:
                return await self._delete(base)
            case {"op": "create", "body": body}:
                return await self._create(body)
            case {"op": "update", "base": str(base), "body": body}:
                return await self._update(base, body)
        # What it holds is not said: there may be secrets in it.
        raise ConnectorError("this is not an operation of this connector; plan again")

    async def _create(self, want: Any) -> OpExecResponse:
        if not self.is_new:
            remote = await self._read()
            if remote is not None:
                have = self.body.unvalue(remote)
                if self._is_as_desired(have, want):
                    return self._done(f"{self.who} is as desired already", self._outputs(self.key, remote, {}))
                raise self._changed("exists already")
        given = dict(await self.resource.create(self.key, self.body.value(want)) or {})
        return await self._saved("Created", given)

    async def _update(self, base: str, want: Any) -> OpExecResponse:
        remote = await self._read()
        if remote is None:
            raise self._changed("was deleted by someone else")
        have = self.body.unvalue(remote)
        if self._is_as_desired(have, want):
            return self._done(f"{self.who} is as desired already", self._outputs(self.key, remote, {}))
        if self.body.digest(have) != base:
            raise self._changed("was changed by someone else")
        given = dict(await self.resource.update(self.key, remote, self.body.value(want)) or {})
        return await self._saved("Updated", given)

    async def _delete(self, base: str) -> OpExecResponse:
        remote = await self._read()
        if remote is not None:
            if self.body.digest(self.body.unvalue(remote)) != base:
                raise self._changed("was changed by someone else")
            try:
                await self.resource.delete(self.key, remote)
            except NotFound:
                pass
        gone = {name: None for name in output_names(type(self.resource), self.body)}
        return OpExecResponse({**gone}, f"Deleted {self.who}")

    async def _saved(self, what: str, given: dict[str, Any]) -> OpExecResponse:
        """Outputs after a change: what the author's method gave, and what the server says now."""
        key = self.key
        identity = self.resource.id_output
        if identity is not None and self.is_new and not given.get(identity):
            raise ConnectorError(f"{type(self.resource).__name__}: `create` must return the output `{identity}`")
        if identity is not None and given.get(identity):
            key = key.replaced(**{self.resource.template.names[-1]: str(given[identity])})
        names = set(output_names(type(self.resource), self.body))
        if names <= {*given, *self.resource.key_outputs(), *([identity] if identity else [])}:
            return self._done(f"{what} {self.who}", self._outputs(key, None, given))
        saved = await self.connector._read(self.resource, key)
        if saved is None and not given:
            raise Conflict(f"{self.who} was saved and is gone")
        return self._done(f"{what} {self.who}", self._outputs(key, saved, given))

    async def _read(self) -> Any:
        return await self.connector._read(self.resource, self.key)

    def _is_as_desired(self, have: Any, want: Any) -> bool:
        return not differences(self.body, have, want) and not self.body.missing_secrets(have, want)

    def _outputs(self, key: Key, remote: Any, given: Mapping[str, Any]) -> dict[str, str | None]:
        found = {} if remote is None else all_outputs(self.resource, self.body, key, remote)
        declared = key_outputs(type(self.resource), key)
        texts = {name: None if value is None else output_text(value) for name, value in given.items()}
        return {**declared, **found, **texts}

    def _done(self, message: str, outputs: dict[str, str | None]) -> OpExecResponse:
        return OpExecResponse(outputs, message, sensitive_outputs(self.body, outputs))

    def _changed(self, what: str) -> ConnectorError:
        return Conflict(f"{self.who} {what} since it was planned; plan again")


def key_outputs(cls: type[Resource], key: Key) -> dict[str, str | None]:
    """The outputs that the key tells."""
    found: dict[str, str | None] = {cls.id_output: key[cls.template.names[-1]]} if cls.id_output else {}
    return {**found, **{name: key[name] for name in cls.key_outputs()}}


def all_outputs(resource: Resource, body: Body, key: Key, remote: Any) -> dict[str, str | None]:
    """The outputs of a resource, from what `read` returned."""
    found = key_outputs(type(resource), key)
    for spec in body.computed:
        value = remote.get(spec.name) if isinstance(remote, dict) else getattr(remote, spec.attribute, None)
        if value is not None:
            found[spec.name] = output_text(value)
    own = {name: output_text(value) for name, value in resource.outputs(key, remote).items() if value is not None}
    return {**found, **own}


def output_text(value: Any) -> str:
    """An output is text; other values are written as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (bool, list, dict, int, float)) else str(value)


def sensitive_outputs(body: Body, outputs: Mapping[str, Any]) -> list[str]:
    """The outputs that are stored sealed."""
    return [spec.name for spec in body.computed if spec.sensitive and outputs.get(spec.name) is not None]
