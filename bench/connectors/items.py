"""Items in memory, ``item/[name].json``: a connector on the Python SDK for benchmarks, with declared kinds.

``BENCH_EXISTING`` items exist, ``BENCH_AT_ONCE`` is the concurrency that is declared, and ``BENCH_MARKS`` names the file for
the counts and times of calls.
"""

import os

from autoschematic_sdk import Capabilities, Connector, Equality, FilterResponse, GetResponse, Mapping
from autoschematic_sdk import OpExecResponse, PlanResponseElement, ResourceKind, connector_main
from marks import Marks, body_of, existing

REMOTE = {addr: body_of(addr) for addr in existing()}
marks = Marks()


class Items(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        pass

    async def init(self) -> None:
        pass

    async def capabilities(self) -> Capabilities:
        kind = ResourceKind("item/[name].json", FilterResponse.RESOURCE, Mapping.NONE, equality=Equality.STRUCTURAL)
        return Capabilities(max_concurrency=int(os.environ.get("BENCH_AT_ONCE", "64")), kinds=[kind])

    async def filter(self, addr: str) -> FilterResponse:
        with marks.enter("Filter"):
            return FilterResponse.RESOURCE if addr.startswith("item/") else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        with marks.enter("List"):
            return [*REMOTE]

    async def get(self, addr: str) -> GetResponse | None:
        with marks.enter("Get"):
            body = REMOTE.get(addr)
            return None if body is None else GetResponse(True, body, None, {"id": f"id of {addr}"})

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        with marks.enter("Plan"):
            return [] if current == desired else [PlanResponseElement((desired or b"").decode(), ["id"])]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        REMOTE[addr] = op.encode()
        return OpExecResponse({"id": f"id of {addr}"})

    async def shutdown(self) -> None:
        marks.write()


if __name__ == "__main__":
    connector_main(Items)
