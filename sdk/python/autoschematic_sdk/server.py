"""The gRPC service around a connector."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import time
import traceback
from typing import Any, Awaitable, Callable, NamedTuple

import grpc
from grpc import aio

from . import _answers, _calls, _failures
from ._connector import Connector
from ._values import DocIdent, EnumVariantIdent, FieldIdent, StructIdent
from ._wire import SERVICE, message
from .error import ConnectorError

PROTOCOL_VERSION = "0.14.0"
"""The version of the protocol that ``Version`` reports."""

# For connectors that do not say how many calls at once are useful; as many as hosts send to those.
_PLAIN_CONCURRENCY = 16

_log = logging.getLogger("autoschematic_sdk")

_OPTIONS = (
    ("grpc.max_receive_message_length", _answers.MAX_MESSAGE_BYTES),
    ("grpc.max_send_message_length", _answers.MAX_MESSAGE_BYTES),
    ("grpc.so_reuseport", 0),
)


async def create_connector_server(impl: Connector, socket_path: str) -> aio.Server:
    """A started server that answers for ``impl`` on the Unix socket ``socket_path``."""
    return await start_server(ConnectorService(impl), socket_path)


async def start_server(service: ConnectorService, socket_path: str) -> aio.Server:
    """A started server for ``service``."""
    server = aio.server(options=_OPTIONS)
    server.add_generic_rpc_handlers((service.handlers(),))
    if server.add_insecure_port(f"unix:{socket_path}") == 0:
        raise OSError(f"cannot listen on `{socket_path}`")
    await server.start()
    return server


class _Method(NamedTuple):
    """How a call reaches the connector and its answer the wire."""

    request: str
    response: str
    call: Callable[[Connector, Any], Awaitable[Any]]
    answer: Callable[[Any], Any]
    changes: bool = False


class ConnectorService:
    """Answers the calls of the protocol with the methods of a connector."""

    def __init__(self, impl: Connector) -> None:
        self._impl = impl
        self._calls = 0
        self._running: set[asyncio.Future[Any]] = set()

    def handlers(self) -> grpc.GenericRpcHandler:
        """The handler to register with a server."""
        one = {
            name: grpc.unary_unary_rpc_method_handler(
                self._handler(name, method),
                request_deserializer=message(method.request).FromString,
                response_serializer=message(method.response).SerializeToString,
            )
            for name, method in _METHODS.items()
        }
        many = {
            f"{name}Many": grpc.stream_stream_rpc_method_handler(
                self._many_handler(name, _METHODS[name]),
                request_deserializer=message(_METHODS[name].request).FromString,
                response_serializer=message(f"{name}ManyResponse").SerializeToString,
            )
            for name in ("Get", "Plan")
        }
        return grpc.method_handlers_generic_handler(SERVICE, {**one, **many})

    async def finish(self, timeout: float) -> None:
        """Wait for calls under way, and for operations and tasks whose caller went away."""
        deadline = time.monotonic() + timeout
        while (self._calls or self._running) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)

    def _handler(self, name: str, method: _Method) -> Callable[[Any, aio.ServicerContext], Awaitable[Any]]:
        async def handle(request: Any, context: aio.ServicerContext) -> Any:
            _calls.enter(context.invocation_metadata())
            self._calls += 1
            try:
                if method.changes:
                    return await self._uninterrupted(_answer(name, method, self._impl, request))
                return await _answer(name, method, self._impl, request)
            except Exception as error:
                _note(name, request, error)
                failure = error
            finally:
                self._calls -= 1
            return await context.abort(
                _failures.status_of(failure), _failures.status_text(failure), _failures.trailers(failure)
            )

        return handle

    def _many_handler(self, name: str, method: _Method) -> Callable[[Any, aio.ServicerContext], Awaitable[None]]:
        """Answers a stream of requests, several at once, each in a message of its own as soon as it is ready."""
        response = message(f"{name}ManyResponse")

        async def answer(request: Any) -> Any:
            self._calls += 1
            try:
                return response(addr=request.addr, response=await _answer(name, method, self._impl, request))
            except NotImplementedError:
                # Neither an answer nor an error: asked by itself, the status says what is missing.
                return response(addr=request.addr)
            except Exception as error:
                _note(name, request, error)
                return response(addr=request.addr, error=_failures.error_detail(error))
            finally:
                self._calls -= 1

        async def handle(requests: Any, context: aio.ServicerContext) -> None:
            _calls.enter(context.invocation_metadata())
            declared = _answers.capabilities(await self._impl.capabilities())
            room = asyncio.Semaphore(declared.max_concurrency or _PLAIN_CONCURRENCY)
            writing = asyncio.Lock()
            broken: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
            tasks: set[asyncio.Task[None]] = set()

            async def serve(request: Any) -> None:
                try:
                    ready = await answer(request)
                    async with writing:
                        await context.write(ready)
                except BaseException as error:
                    if not broken.done():
                        broken.set_result(error)
                    if not isinstance(error, Exception):
                        raise
                finally:
                    room.release()

            async def read() -> None:
                async for request in requests:
                    await room.acquire()
                    task = asyncio.create_task(serve(request))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                await asyncio.gather(*tasks)

            reading = asyncio.create_task(read())
            try:
                await asyncio.wait({reading, broken}, return_when=asyncio.FIRST_COMPLETED)
                if broken.done():
                    # A request without an answer would wait for ever; what the stream carried is asked for again, one by one.
                    text = f"{name}Many cannot go on: {_failures.describe(broken.result())}"
                    _log.error("%s", text)
                    await context.abort(grpc.StatusCode.INTERNAL, text)
                await reading
            finally:
                for task in (reading, *tasks):
                    task.cancel()

        return handle

    async def _uninterrupted(self, work: Awaitable[Any]) -> Any:
        # A caller that gives up must not leave the remote side half changed.
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)


def _note(name: str, request: Any, error: Exception) -> None:
    # Tried and failed is an answer; the reader of the log wants to know where.
    subject = f"{name} {request.addr}" if hasattr(request, "addr") else name
    _log.error("%s failed: %s", subject, "".join(traceback.format_exception(error)).rstrip())


async def _answer(name: str, method: _Method, impl: Connector, request: Any) -> Any:
    try:
        result = await _awaitable(name, method.call(impl, request))
    except BaseException as error:
        if isinstance(error, (Exception, GeneratorExit, KeyboardInterrupt)):
            raise
        if isinstance(error, asyncio.CancelledError) and _is_given_up():
            raise
        # `sys.exit` would end the event loop, and every other call with it; of any other one the host would never hear.
        raise ConnectorError(_failures.describe(error)).with_traceback(error.__traceback__) from None
    try:
        return method.answer(result)
    except (AttributeError, TypeError, ValueError) as error:
        if isinstance(error, _answers.WrongAnswer):
            raise _answers.WrongAnswer(f"{name}: {error}") from None
        raise _answers.WrongAnswer(f"{name} cannot send what the connector returned, {result!r:.200}: {error}") from error


def _is_given_up() -> bool:
    """Whether the host waits no longer, as far as the running Python can tell that from what a connector raised itself."""
    cancelling = getattr(asyncio.current_task(), "cancelling", None)
    return cancelling is None or bool(cancelling())


def _awaitable(name: str, called: Any) -> Awaitable[Any]:
    if inspect.isawaitable(called):
        return called
    hint = "must not `yield`, but return everything at once" if inspect.isasyncgen(called) else "must be an `async def`"
    raise _answers.WrongAnswer(f"{name}: the method {hint}")


async def _version(impl: Connector, request: Any) -> str:
    return PROTOCOL_VERSION


async def _op_exec(impl: Connector, request: Any) -> Any:
    try:
        return await _awaitable("OpExec", impl.op_exec(request.addr, request.op))
    except json.JSONDecodeError as error:
        if error.doc != request.op:
            raise
        # A mistake of ``plan`` that shows only now. The operation itself may hold secrets.
        raise ConnectorError(
            "`plan` defined an operation that is not JSON, and `op_exec` reads it as JSON; write it with `json.dumps`"
        ) from error


def _plan(impl: Connector, request: Any) -> Awaitable[Any]:
    current = request.current if request.has_current or request.current else None
    desired = request.desired if request.has_desired or request.desired else None
    return impl.plan(request.addr, current, desired)


def _docstring(impl: Connector, request: Any) -> Awaitable[Any]:
    return impl.get_docstring(request.addr, _ident(request.ident))


def _ident(ident: Any) -> DocIdent:
    kind = ident.WhichOneof("ident")
    if kind == "field":
        return FieldIdent(ident.field.parent, ident.field.name)
    if kind == "enum_variant":
        return EnumVariantIdent(ident.enum_variant.parent, ident.enum_variant.name)
    return StructIdent(getattr(ident, "struct").name)


_METHODS = {
    "Init": _Method("Empty", "Empty", lambda impl, r: impl.init(), lambda _: message("Empty")()),
    "Version": _Method("Empty", "VersionResponse", _version, lambda a: message("VersionResponse")(version=a)),
    "Filter": _Method(
        "FilterRequest",
        "FilterResponse",
        lambda impl, r: impl.filter(r.addr),
        lambda a: message("FilterResponse")(bitmask=int(a)),
    ),
    "List": _Method(
        "ListRequest",
        "ListResponse",
        lambda impl, r: impl.list(r.subpath),
        lambda a: message("ListResponse")(addrs=_answers.addresses(a, "list")),
    ),
    "Subpaths": _Method(
        "Empty",
        "SubpathsResponse",
        lambda impl, r: impl.subpaths(),
        lambda a: message("SubpathsResponse")(subpaths=_answers.addresses(a, "subpaths")),
    ),
    "Get": _Method("GetRequest", "GetResponse", lambda impl, r: impl.get(r.addr), _answers.get),
    "Plan": _Method("PlanRequest", "PlanResponse", _plan, _answers.plan),
    "OpExec": _Method("OpExecRequest", "OpExecResponse", _op_exec, _answers.op_exec, changes=True),
    "AddrVirtToPhy": _Method(
        "AddrVirtToPhyRequest",
        "AddrVirtToPhyResponse",
        lambda impl, r: impl.addr_virt_to_phy(r.addr),
        _answers.addr_virt_to_phy,
    ),
    "AddrPhyToVirt": _Method(
        "AddrPhyToVirtRequest",
        "AddrPhyToVirtResponse",
        lambda impl, r: impl.addr_phy_to_virt(r.addr),
        _answers.addr_phy_to_virt,
    ),
    "GetSkeletons": _Method(
        "Empty", "GetSkeletonsResponse", lambda impl, r: impl.get_skeletons(), _answers.skeletons
    ),
    "GetDocstring": _Method("GetDocRequest", "GetDocResponse", _docstring, _answers.docstring),
    "Eq": _Method(
        "EqRequest",
        "EqResponse",
        lambda impl, r: impl.eq(r.addr, r.a, r.b),
        lambda a: message("EqResponse")(equal=bool(a)),
    ),
    "Diag": _Method("DiagRequest", "DiagResponse", lambda impl, r: impl.diag(r.addr, r.a), _answers.diagnostics),
    "TaskExec": _Method(
        "TaskExecRequest",
        "TaskExecResponse",
        lambda impl, r: impl.task_exec(r.addr, r.body, r.arg or None, r.state or None),
        _answers.task_exec,
        changes=True,
    ),
    "Unbundle": _Method(
        "UnbundleRequest", "UnbundleResponse", lambda impl, r: impl.unbundle(r.addr, r.bundle), _answers.unbundle
    ),
    "Capabilities": _Method(
        "Empty", "CapabilitiesResponse", lambda impl, r: impl.capabilities(), _answers.capabilities
    ),
}
