"""Test data: a connector with one resource, ``items/good.json``, and one fault, named by ``FAULT``.

At start: ``exit`` (at once, code 3), ``many-lines`` (on stderr, before it exits), ``import`` (a module is missing), ``constructor``, ``constructor-exit``,
``never-listens``, ``version`` (an unknown protocol version).
In a call: ``init``, ``init-path`` (a value of its environment in the message), ``hang`` and ``die`` (in get), ``die-op`` (in op_exec, after the work), ``unimplemented`` (get),
``escapes`` (control characters in a message), ``secret`` (the value of ``TOKEN`` in a message and in the log), ``empty-assertion``, ``chain`` (an error with two causes),
``dots``, ``reserved``, ``absolute`` (addresses that list must not return), ``unreadable`` (one that get does not know), ``case`` (two that are one file on
some systems), ``bad-utf8`` (a body), ``large`` (a body of 50 MB), ``op`` (an op fails), ``print`` (output on stdout).
"""

import asyncio
import os
import sys
import time

FAULT = os.environ.get("FAULT", "")

if FAULT == "exit":
    print("about to exit", file=sys.stderr)
    sys.exit(3)
if FAULT == "many-lines":
    for number in range(1, 61):
        print(f"line {number}", file=sys.stderr)
    sys.exit("out of luck")
if FAULT == "never-listens":
    time.sleep(3600)

import autoschematic_sdk.server  # noqa: E402
from autoschematic_sdk import Connector, FilterResponse, GetResponse, OpExecResponse, PlanResponseElement  # noqa: E402
from autoschematic_sdk import connector_main, match_addr  # noqa: E402

if FAULT == "import":
    import a_module_that_is_not_there  # noqa: F401
if FAULT == "version":
    autoschematic_sdk.server.PROTOCOL_VERSION = os.environ.get("FAULT_VERSION", "0.99.0")

ITEM = match_addr("items/[name].json")

LISTED = {
    "dots": "items/../../outside.json",
    "reserved": ".git/hooks/pre-commit",
    "absolute": "/etc/passwd",
    "case": "items/GOOD.json",
    "unreadable": "items/jason",
}


class Faulty(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        if FAULT == "constructor":
            raise RuntimeError("the constructor failed") from ValueError("for this reason")
        if FAULT == "constructor-exit":
            sys.exit("the constructor gave up")

    async def init(self) -> None:
        if FAULT == "init":
            raise RuntimeError("FAULTY_TOKEN environment variable is required")
        if FAULT == "init-path":
            raise RuntimeError(f"`{os.environ['TOKEN']}` is not a folder")
        if FAULT == "print":
            print("printed on stdout")
            os.system("echo printed by a child")

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE if ITEM.match(addr) or addr in LISTED.values() else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        return ["items/good.json", *([LISTED[FAULT]] if FAULT in LISTED else [])]

    async def get(self, addr: str) -> GetResponse:
        if FAULT == "unreadable" and addr == LISTED[FAULT]:
            return GetResponse(False)
        if FAULT == "hang":
            await asyncio.sleep(3600)
        if FAULT == "die":
            print("dying in get", file=sys.stderr, flush=True)
            os._exit(9)
        if FAULT == "unimplemented":
            raise NotImplementedError("get is not there yet")
        if FAULT == "escapes":
            raise RuntimeError("\x1b[31mred\x1b[0m \x07 \u202ebackwards\u202c")
        if FAULT == "secret":
            print("the token is", os.environ["TOKEN"], file=sys.stderr, flush=True)
            raise RuntimeError(f"401 for the token {os.environ['TOKEN']}")
        if FAULT == "empty-assertion":
            assert addr is None
        if FAULT == "chain":
            try:
                raise ConnectionRefusedError("connection refused")
            except ConnectionRefusedError as error:
                raise RuntimeError("cannot log in") from error
        if FAULT == "bad-utf8":
            return GetResponse(True, b"caf\xe9\n")
        if FAULT == "large":
            return GetResponse(True, b"x" * (50 << 20))
        return GetResponse(True, b'{"good": true}\n', outputs={"id": "1"})

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        return [] if current == desired else [PlanResponseElement("op", ["id"], f"Change {addr}")]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        if FAULT == "op":
            raise RuntimeError("the quota is used up")
        if FAULT == "die-op":
            print("dying in op_exec", file=sys.stderr, flush=True)
            os._exit(9)
        return OpExecResponse({"id": "1"})


if __name__ == "__main__":
    connector_main(Faulty)
