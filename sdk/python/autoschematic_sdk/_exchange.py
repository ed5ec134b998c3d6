"""HTTP exchanges over connections that are kept, of the standard library alone."""

from __future__ import annotations

import email.utils
import http.client
import select
import socket
import ssl
import threading
import time
import urllib.request
from dataclasses import dataclass
from typing import Mapping
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    reason: str
    content: bytes
    retry_after: float | None


class Connections:
    """Connections to one server, directly or through the proxy that the environment names."""

    def __init__(self, base_url: str, timeout: float) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RuntimeError(f"`{base_url}` is not an address such as https://api.example.org")
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port or (443 if self._secure else 80)
        self._path = parts.path.rstrip("/")
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._timeout = timeout
        self._idle: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()
        proxy = None if urllib.request.proxy_bypass(self._host) else urllib.request.getproxies().get(parts.scheme)
        self._proxy = urlsplit(proxy) if proxy else None

    def exchange(self, method: str, path: str, content: bytes | None, headers: Mapping[str, str]) -> Reply:
        """One request and its answer. Any failure to get one is an ``OSError``."""
        connection = self._take()
        target = self._path + path
        try:
            # A proxy for plain HTTP is told the whole address.
            whole = self._proxy is not None and not self._secure
            connection.request(method, self._origin + target if whole else target, content, dict(headers))
            response = connection.getresponse()
            reply = Reply(response.status, response.reason, response.read(), _seconds(response.getheader("Retry-After")))
        except http.client.HTTPException as error:
            connection.close()
            raise OSError(f"the answer is not HTTP: {error or type(error).__name__}") from error
        except BaseException:
            connection.close()
            raise
        if response.will_close:
            connection.close()
        else:
            with self._lock:
                self._idle.append(connection)
        return reply

    def close(self) -> None:
        """Close what is idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> http.client.HTTPConnection:
        while True:
            with self._lock:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return self._new()
            # An idle connection with something to read was closed by the server.
            if connection.sock is not None and not _readable(connection.sock):
                return connection
            connection.close()

    def _new(self) -> http.client.HTTPConnection:
        host, port = self._host, self._port
        if self._proxy is not None:
            host, port = self._proxy.hostname or host, self._proxy.port or 80
        if not self._secure:
            return http.client.HTTPConnection(host, port, timeout=self._timeout)
        connection = http.client.HTTPSConnection(
            host, port, timeout=self._timeout, context=ssl.create_default_context()
        )
        if self._proxy is not None:
            connection.set_tunnel(self._host, self._port)
        return connection


def _readable(sock: socket.socket) -> bool:
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


def _seconds(value: str | None) -> float | None:
    """``Retry-After``: seconds, or a date."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
