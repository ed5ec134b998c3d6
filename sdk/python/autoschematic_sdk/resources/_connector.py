"""The connector around declared resources: every method of the protocol, derived."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any, ClassVar, Iterator, Sequence, TypeVar

from .._calls import current_call
from .._connector import Connector
from .._values import (
    Capabilities, Diagnostic, DocIdent, FilterResponse, GetDocResponse, GetResponse, OpExecResponse,
    PlanResponseElement, Skeleton, TaskExecResponse, UnbundleItem, VirtToPhyNull, VirtToPhyResponse,
)  # fmt: skip
from ..error import ConnectorError, InvalidAddr, NotFound
from ..http import JsonApi
from ..retry import Retry
from ._bodies import Body, Parsed
from ._capabilities import bits_of, declared
from ._declared import Declared, gathered
from ._executing import Execution, all_outputs, sensitive_outputs
from ._mapping import Outputs, above_of, suggested, to_physical, to_virtual
from ._planning import differences, plan_ops
from ._problems import BadBody, Problem, diagnostic, refusal
from ._recorded import Recorded
from ._resource import Resource
from ._running import run_step, unbundled
from ._skeletons import check_types, docstring, skeleton
from ._tasks import Bundle, Settings, Task
from ._templates import Key
from ._types import REFERENCE

S = TypeVar("S", bound=Settings)


class ResourceConnector(Connector):
    """A connector that lists what it has, and derives the rest::

        class Notes(ResourceConnector):
            resources = [Note]

            async def init(self) -> None:
                self.api = JsonApi(required_env("NOTES_URL"))
    """

    resources: ClassVar[Sequence[type[Declared]]] = ()
    """The kinds of resources, tasks, bundles and settings; parents before what is in them."""
    max_concurrency: ClassVar[int] = 16
    """Calls that are useful at once, operations included."""
    retry: Retry = Retry()
    """How reads are tried again when the service is busy."""

    def __init__(self, name: str, prefix: str) -> None:
        self.name = name
        self.prefix = prefix
        self._stored = Outputs(prefix)
        self._recorded = Recorded()
        self._handlers: dict[type[Declared], tuple[Declared, Body]] = {}
        for cls in type(self).resources:
            if not cls.is_addressed():
                raise TypeError(f"{cls.__name__}: the class needs an address, as in `class {cls.__name__}(Resource, addr=…)`")
            handler = cls.__new__(cls)
            handler.connector = self
            body = cls.declared_body()
            check_types(body.struct)
            self._handlers[cls] = (handler, body)

    async def init(self) -> None:
        """Read the environment, check credentials, build clients. Nothing, unless a connector needs it."""

    async def shutdown(self) -> None:
        """Close every :class:`JsonApi` that ``init`` made."""
        for value in vars(self).values():
            if isinstance(value, JsonApi):
                await value.close()

    def settings(self, cls: type[S]) -> S:
        """The body of a settings file in the prefix; the defaults of its fields when there is no such file."""
        _, body = self._handlers[cls]
        addr = cls.template.text
        try:
            content = (Path(self.prefix) / addr).read_bytes()
        except FileNotFoundError:
            return cls()
        plain, _ = body.load(content, {})
        loaded: S = body.value(plain)
        return loaded

    async def capabilities(self) -> Capabilities:
        return declared(self._handlers, self.max_concurrency)

    async def filter(self, addr: str) -> FilterResponse:
        bits = FilterResponse.NONE
        for handler, _, _ in self._matching(addr):
            bits |= bits_of(type(handler))
        return bits

    async def subpaths(self) -> builtins.list[str]:
        folders = [cls.template.folder for cls in self._handlers if issubclass(cls, Resource)]
        return builtins.list(dict.fromkeys(folders)) or ["./"]

    async def list(self, subpath: str) -> builtins.list[str]:
        wanted = _parts(subpath)
        found: builtins.list[str] = []
        for handler, _ in self._handlers.values():
            folder = _parts(handler.template.folder)
            overlap = min(len(folder), len(wanted))
            if isinstance(handler, Resource) and folder[:overlap] == wanted[:overlap]:
                found += await self.retry.run(lambda handler=handler: self._listed(handler))  # type: ignore[misc]
        return builtins.list(dict.fromkeys(found))

    async def _listed(self, resource: Resource) -> builtins.list[str]:
        what = f"{type(resource).__name__}.list"
        template = resource.template
        return [template.form(template.key(item)) async for item in gathered(resource.list(), what)]

    async def get(self, addr: str) -> GetResponse:
        resource, body, key = self._resource(addr)
        remote = await self._read(resource, key)
        if remote is None:
            return GetResponse(exists=False)
        plain = body.unvalue(remote)
        outputs = {name: value for name, value in all_outputs(resource, body, key, remote).items() if value is not None}
        name = resource.suggested_name(key, remote) if resource.id_output else None
        virtual = suggested(type(resource), key, name, self._stored) if name else None
        return GetResponse(True, body.write(body.shown(plain)), virtual, outputs, sensitive_outputs(body, outputs))

    async def _read(self, resource: Resource, key: Key) -> Any:
        """What the author's `read` says; ``None`` when the resource does not exist."""
        try:
            return await self.retry.run(lambda: resource.read(key))
        except NotFound:
            return None

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> builtins.list[PlanResponseElement]:
        resource, body, key = self._resource(addr)
        have = None if current is None else self._current(body, current)
        if desired is None:
            return plan_ops(resource, body, key, have, None, None)
        want, parsed = body.load(desired, key)
        for problem in await self._invalid(resource, key, body, want, parsed):
            raise refusal(parsed.text, problem)
        return plan_ops(resource, body, key, have, want, parsed)

    @staticmethod
    def _current(body: Body, current: bytes) -> Any:
        try:
            return body.read(current)
        except BadBody as bad:
            raise ConnectorError(f"the current state cannot be read: {bad}") from None

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        resource, body, key = self._resource(addr)
        # Without outputs of the parents their part of the address is physical, as far as is known.
        found = above_of(type(resource), key, self._stored)
        above = found if isinstance(found, Key) else key
        is_new = resource.id_output is not None and not isinstance(self._mapped(type(resource), key), str)
        work = Execution(self, resource, body, above, is_new)
        return await self._recorded.once(current_call().idempotency_key, lambda: work.run(op))

    def _mapped(self, cls: type[Resource], key: Key) -> str | None:
        """The physical address, if the resource has one."""
        return getattr(to_physical(cls, key, self._stored), "path", None)

    async def addr_virt_to_phy(self, addr: str) -> VirtToPhyResponse:
        for handler, _, key in self._matching(addr):
            if isinstance(handler, Resource):
                return to_physical(type(handler), key, self._stored)
        return VirtToPhyNull(addr)

    async def addr_phy_to_virt(self, addr: str) -> str | None:
        for handler, _, key in self._matching(addr):
            if isinstance(handler, Resource):
                return to_virtual(type(handler), key, self._stored)
        return addr

    async def get_skeletons(self) -> builtins.list[Skeleton]:
        return [skeleton(type(handler), body) for handler, body in self._handlers.values()]

    async def get_docstring(self, addr: str, ident: DocIdent) -> GetDocResponse | None:
        _, body, _ = self._declared(addr)
        return docstring(body, ident)

    async def eq(self, addr: str, a: bytes, b: bytes) -> bool:
        _, body, _ = self._declared(addr)
        if a == b:
            return True
        try:
            first, second = body.read(a), body.read(b)
        except BadBody:
            return False  # text that is no body at all equals only itself
        missing = body.missing_secrets(first, second) or body.missing_secrets(second, first)
        # The answer is the same in either order: which of the two is the file, nobody says.
        return not missing and not differences(body, body.kept(second, first), second)

    async def diag(self, addr: str, a: bytes) -> builtins.list[Diagnostic]:
        handler, body, key = self._declared(addr)
        try:
            parsed = body.parse(a)
        except BadBody as bad:
            return [diagnostic(a.decode("utf-8", "replace"), bad.problem)]
        found = body.problems(parsed, key)
        if isinstance(handler, Resource) and not any(problem.severity == 1 for problem in found):
            found += await self._invalid(handler, key, body, body.plain(parsed), parsed)
        return [diagnostic(parsed.text, problem) for problem in found]

    async def _invalid(
        self, resource: Resource, key: Key, body: Body, plain: Any, parsed: Parsed
    ) -> builtins.list[Problem]:
        """What the author's `validate` finds; nothing while references stand in the places of values."""
        if not resource.defines("validate") or REFERENCE in parsed.text:
            return []
        answer = resource.validate(key, body.value(plain))
        what = f"{type(resource).__name__}.validate"
        return [Problem(body.node_at(parsed, path).span, message) async for path, message in gathered(answer, what)]

    async def task_exec(self, addr: str, body: bytes, arg: bytes | None, state: bytes | None) -> TaskExecResponse:
        for handler, kind, key in self._matching(addr):
            if isinstance(handler, Task):
                return await run_step(handler, kind, key, body, arg, state)
        raise InvalidAddr(addr)

    async def unbundle(self, addr: str, bundle: bytes) -> builtins.list[UnbundleItem]:
        for handler, kind, key in self._matching(addr):
            if isinstance(handler, Bundle):
                return await unbundled(handler, kind, key, bundle, self._write)
        raise InvalidAddr(addr)

    def _write(self, addr: str, value: Any) -> bytes:
        """A body for an address, from what an author's method gave."""
        if isinstance(value, (bytes, str)):
            return value.encode() if isinstance(value, str) else value
        _, body, _ = self._declared(addr)
        return body.write(body.shown(body.unvalue(value)))

    def _matching(self, addr: str) -> Iterator[tuple[Declared, Body, Key]]:
        """What an address is. A file of settings is nothing else, whatever template it fits as well."""
        found = []
        for handler, body in self._handlers.values():
            key = handler.template.match(addr)
            if key is not None:
                found.append((handler, body, key))
        settings = [each for each in found if isinstance(each[0], Settings)]
        yield from settings or found

    def _declared(self, addr: str) -> tuple[Declared, Body, Key]:
        for found in self._matching(addr):
            return found
        raise InvalidAddr(addr)

    def _resource(self, addr: str) -> tuple[Resource, Body, Key]:
        for handler, body, key in self._matching(addr):
            if isinstance(handler, Resource):
                return handler, body, key
        raise InvalidAddr(addr)


def _parts(path: str) -> builtins.list[str]:
    return [part for part in path.split("/") if part not in ("", ".")]
