"""Connectors as processes, and a client that speaks the bare protocol."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import grpc
import pytest

SDK = Path(__file__).resolve().parent.parent
REPOSITORY = SDK.parent.parent
sys.path.insert(0, str(SDK))

from autoschematic_sdk._wire import SERVICE, message  # noqa: E402

RESPONSES = {
    "Init": "Empty",
    "GetDocstring": "GetDocResponse",
}


class Client:
    """Calls the protocol's methods by name, with the fields of the request as keyword arguments."""

    def __init__(self, socket: str) -> None:
        self.channel = grpc.insecure_channel(
            f"unix:{socket}",
            options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1),
                     ("grpc.max_metadata_size", 64 << 10)],
        )

    def start(self, method: str, request: str = "", metadata: Any = None, **fields: Any) -> Any:
        request_name = request or _request_name(method)
        call = self.channel.unary_unary(
            f"/{SERVICE}/{method}",
            request_serializer=message(request_name).SerializeToString,
            response_deserializer=message(RESPONSES.get(method, f"{method}Response")).FromString,
        )
        return call.future(message(request_name)(**fields), metadata=metadata, timeout=20, wait_for_ready=True)

    def __call__(self, method: str, **fields: Any) -> Any:
        return self.start(method, **fields).result()

    def fails(self, method: str, **fields: Any) -> tuple[grpc.StatusCode, str, Any]:
        """Status, text and error detail of a call that must fail."""
        with pytest.raises(grpc.RpcError) as caught:
            self(method, **fields)
        trailers = dict(caught.value.trailing_metadata())
        detail = message("ErrorDetail").FromString(trailers.get("autoschematic-error-bin", b""))
        return caught.value.code(), caught.value.details(), detail


def _request_name(method: str) -> str:
    if method in ("Init", "Version", "Subpaths", "GetSkeletons", "Capabilities"):
        return "Empty"
    return "GetDocRequest" if method == "GetDocstring" else f"{method}Request"


class Program:
    """A connector as a process, the way the host starts it."""

    def __init__(self, folder: Path, path: Path, env: dict[str, str] | None = None, name: str = "test",
                 prefix: str = "main", python: str = sys.executable) -> None:
        self.socket = folder / "c.sock"
        self.dump = folder / "error.txt"
        self.log = folder / "log.txt"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [python, str(path), name, prefix, str(self.socket), str(self.dump)],
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(SDK), **(env or {})},
                stdout=subprocess.PIPE, stderr=log, cwd=folder,
            )

    def client(self) -> Client:
        """A client of the running connector; fails when it ended instead."""
        deadline = time.monotonic() + 20
        # A channel that fails once waits a second before it tries again.
        while not self.listens():
            assert self.process.poll() is None, f"the connector ended:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"the connector never listened:\n{self.log.read_text()}"
            time.sleep(0.01)
        return Client(str(self.socket))

    def listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.socket)) == 0

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout=10)


class Folder:
    """A temporary folder in which connectors are written and started; short, for the sake of socket paths."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.programs: list[Program] = []

    def write(self, source: str, name: str = "connector.py") -> Path:
        path = self.path / name
        path.write_text(textwrap.dedent(source))
        return path

    def start(self, source: str | Path, **kwargs: Any) -> Program:
        path = source if isinstance(source, Path) else self.write(source)
        program = Program(self.path, path, **kwargs)
        self.programs.append(program)
        return program

    def serve(self, source: str | Path, **kwargs: Any) -> Client:
        return self.start(source, **kwargs).client()
