"""JSON over HTTP, with the errors that a connector wants."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar, Mapping

from ._exchange import Connections, Reply
from .error import Conflict, ConnectorError, ErrorCode, NotFound, PermissionDenied, RateLimited, Unavailable
from .retry import Retry

_CODES: Mapping[int, type[ConnectorError]] = {401: PermissionDenied, 403: PermissionDenied, 404: NotFound}
_CONFLICTS = (409, 412)
_BUSY = (502, 503, 504)


class JsonApi:
    """The calls of an API that speaks JSON::

        self.api = JsonApi("https://api.example.org/v1", token=required_env("TOKEN"))
        zone = await self.api.get("/zones/example.org")

    A path is taken as it is: quote its parts (``urllib.parse.quote(part, safe="")``). What is not found is ``None`` for
    ``get`` and ``delete``, other failures are exceptions of :mod:`autoschematic_sdk`. Redirections are not followed, since
    they must not be given the token. Rate limits are waited for, and for ``get`` also a busy server.
    """

    unreachable: ClassVar[str] = "is this the address of the service, and is it running?"
    """What to look at when the service cannot be reached; a class derived from this one knows it better."""

    def __init__(
        self,
        base_url: str,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60,
        concurrency: int = 16,
        retry: Retry = Retry(),
    ) -> None:
        """``token`` becomes ``Authorization: Bearer …``; at most ``concurrency`` calls are under way at once."""
        self.base_url = base_url.rstrip("/")
        self.retry = retry
        own = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        self._headers = {**own, **(headers or {})}
        self._connections = Connections(self.base_url, timeout)
        self._threads = ThreadPoolExecutor(concurrency, thread_name_prefix="http")

    async def get(self, path: str) -> Any:
        """What is at a path; ``None`` when nothing is."""
        return await self.call("GET", path)

    async def post(self, path: str, body: Any = None) -> Any:
        """The answer to a POST."""
        return await self.call("POST", path, body)

    async def put(self, path: str, body: Any = None) -> Any:
        """The answer to a PUT."""
        return await self.call("PUT", path, body)

    async def patch(self, path: str, body: Any = None) -> Any:
        """The answer to a PATCH."""
        return await self.call("PATCH", path, body)

    async def delete(self, path: str) -> Any:
        """The answer to a DELETE; ``None`` when nothing was there, or the answer is empty."""
        return await self.call("DELETE", path)

    async def call(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON that the server answers; ``None`` for an empty answer, and where a GET or DELETE finds nothing."""
        return await self.retry.run(lambda: self._once(method, path, body, headers or {}), changes=method != "GET")

    async def close(self) -> None:
        """Close the connections; for ``shutdown``."""
        self._threads.shutdown(wait=False)
        self._connections.close()

    async def _once(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> Any:
        content = None if body is None else json.dumps(body).encode()
        sent = {**self._headers, **({} if content is None else {"Content-Type": "application/json"}), **headers}
        loop = asyncio.get_running_loop()
        try:
            reply = await loop.run_in_executor(self._threads, self._connections.exchange, method, path, content, sent)
        except OSError as error:
            # A sentence says it all: what the standard library was doing is no help to the user.
            raise ConnectorError(
                f"cannot reach {self.base_url}: {error.strerror or error or type(error).__name__} ({self.unreachable})",
                code=ErrorCode.UNAVAILABLE,
                retry_safe=method == "GET",
            ) from None
        return self._answer(method, path, reply)

    def _answer(self, method: str, path: str, reply: Reply) -> Any:
        text = reply.content.decode("utf-8", "replace").strip()
        try:
            answer, is_json = (json.loads(text) if text else None), True
        except ValueError:
            answer, is_json = None, False
        if reply.status == 404 and method in ("GET", "DELETE") and is_json:
            return None
        if 200 <= reply.status < 300 and is_json:
            return answer
        said = _said(answer) or text
        said = "" if said == reply.reason else said
        hint = "" if is_json else f" (is {self.base_url} the address of the API?)"
        message = f"{method} {path}: {reply.status} {reply.reason}: {said:.500}{hint}".rstrip(": ")
        raise _error(reply, message, method == "GET")


def _said(answer: Any) -> str:
    """The sentence in an error's body, where APIs commonly put it."""
    for name in ("message", "error", "detail", "msg", "errors"):
        value = answer.get(name) if isinstance(answer, dict) else None
        if isinstance(value, dict):
            value = value.get("message")
        if value:
            return value if isinstance(value, str) else json.dumps(value)
    return ""


def _error(reply: Reply, message: str, reading: bool) -> ConnectorError:
    if reply.status == 429:
        return RateLimited(message, reply.retry_after)
    if reply.status in _BUSY:
        return Unavailable(message, reply.retry_after, retry_safe=reading)
    if reply.status in _CONFLICTS:
        return Conflict(message)
    kind = _CODES.get(reply.status)
    return ConnectorError(message) if kind is None else kind(message)
