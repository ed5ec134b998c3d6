"""The process around a connector: arguments, log, signals, and a word about why it ended."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from types import TracebackType
from typing import Callable

from . import _failures
from ._connector import Connector
from .server import ConnectorService, start_server

# The host kills after five seconds.
_GRACE_SECONDS = 4.0
_FLUSH_SECONDS = 0.2

_USAGE = """This program is an Autoschematic connector. It is started by `autoschematic`, as
    python {program} SHORTNAME PREFIX SOCKET [ERROR_DUMP]
hint: name it in autoschematic.ron with `spec: PythonLocal(path: "{program}")`, then run `autoschematic connectors`
"""


def connector_main(connector_class: Callable[[str, str], Connector]) -> None:
    """Serve a connector until the host stops it. Call this at the end of the program::

        if __name__ == "__main__":
            connector_main(MyConnector)
    """
    if len(sys.argv) < 4:
        sys.stderr.write(_USAGE.format(program=sys.argv[0]))
        sys.exit(64)
    _log_to_stderr()
    name, prefix, socket = sys.argv[1:4]
    try:
        asyncio.run(_serve(connector_class, name, prefix, socket))
    except (Exception, SystemExit) as error:
        dump(error)
        sys.stderr.write(_failures.report(error))
        sys.exit(1)


async def _serve(connector_class: Callable[[str, str], Connector], name: str, prefix: str, socket: str) -> None:
    connector = connector_class(name, prefix)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    service = ConnectorService(connector)
    server = await start_server(service, socket)
    await stop.wait()
    # A caller may keep its idle connection open for ever: what counts is that no call is under
    # way, and that the last answer had a moment to leave.
    stopping = asyncio.ensure_future(server.stop(_GRACE_SECONDS))
    await service.finish(_GRACE_SECONDS)
    await asyncio.wait({stopping}, timeout=_FLUSH_SECONDS)
    await server.stop(None)
    try:
        await connector.shutdown()
    except Exception:
        logging.getLogger("autoschematic_sdk").exception("shutdown failed")


def _log_to_stderr() -> None:
    """Send everything that is printed, also by child processes, to the log."""
    sys.stdout.flush()
    os.dup2(2, 1)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(line_buffering=True)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")


def dump(error: BaseException) -> None:
    """Leave a report of a fatal error where the host looks for it."""
    if len(sys.argv) < 5:
        return
    path = sys.argv[4]
    try:
        # The host may have made the file, but never wrote to it; anything else is not ours to overwrite.
        if os.path.exists(path) and os.path.getsize(path) > 0:
            return
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(_failures.report(error))
    except OSError as problem:
        sys.stderr.write(f"cannot write `{path}`: {problem}\n")


def report_crashes() -> None:
    """Dump an exception that ends the program before ``connector_main``, such as a failed import."""
    if len(sys.argv) != 5 or not os.path.isdir(os.path.dirname(sys.argv[3])):
        return
    previous = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        dump(error)
        previous(kind, error, trace)

    sys.excepthook = hook
