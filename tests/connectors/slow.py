"""Test data: many resources whose ``get`` takes time, some of which fail.

Environment: ``SLOW_COUNT`` resources (200), ``SLOW_DELAY_MS`` for each get (50), ``SLOW_FAIL`` of them fail (0).
"""

import asyncio
import os

from autoschematic_sdk import Connector, FilterResponse, GetResponse, OpExecResponse, PlanResponseElement
from autoschematic_sdk import connector_main, match_addr

ITEM = match_addr("items/[number].json")


class Slow(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.count = int(os.environ.get("SLOW_COUNT", "200"))
        self.delay = int(os.environ.get("SLOW_DELAY_MS", "50")) / 1000
        self.fail = int(os.environ.get("SLOW_FAIL", "0"))

    async def init(self) -> None:
        pass

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE if ITEM.match(addr) else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        return [f"items/{number:04}.json" for number in range(self.count)]

    async def get(self, addr: str) -> GetResponse:
        await asyncio.sleep(self.delay)
        found = ITEM.match(addr)
        if found is None or int(found["number"]) >= self.count:
            return GetResponse(exists=False)
        number = int(found["number"])
        if number < self.fail:
            raise RuntimeError(f"item {number} is out of order")
        return GetResponse(True, f'{{"number": {number}}}\n'.encode(), outputs={"number": str(number)})

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        return [] if current == desired else [PlanResponseElement("{}", friendly_message=f"Change {addr}")]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        await asyncio.sleep(self.delay)
        return OpExecResponse()


if __name__ == "__main__":
    connector_main(Slow)
