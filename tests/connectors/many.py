"""Test data: a connector for streams of requests; `ManyConnector` of the tests is the same on the other SDK.

Three `get` of `meet/…` go on only together. `wait` goes on when `go` is read. `bad` fails, `quits` is cancelled by nobody but
itself, `huge` is more than a message may hold, `worse` fails with an error that cannot be told, and `missing` is not implemented.
"""

import asyncio
import json

from autoschematic_sdk import Capabilities, Connector, ConnectorError, ErrorCode, FilterResponse, GetResponse
from autoschematic_sdk import OpExecResponse, PlanResponseElement, connector_main


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


class Many(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.inside = self.most = 0

    async def init(self) -> None:
        self.met, self.gone = asyncio.Event(), asyncio.Event()

    async def capabilities(self) -> Capabilities:
        return Capabilities(max_concurrency=3)

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE

    async def list(self, subpath: str) -> list[str]:
        return []

    async def get(self, addr: str) -> GetResponse | None:
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            if addr.startswith("meet/"):
                if self.inside == 3:
                    self.met.set()
                await self.met.wait()
            elif addr == "wait":
                await self.gone.wait()
            elif addr == "go":
                self.gone.set()
            elif addr == "bad":
                raise ConnectorError("slow down", code=ErrorCode.RATE_LIMITED, retry_after=0.25) from ValueError("too fast")
            elif addr == "quits":
                raise asyncio.CancelledError("gave up")
            elif addr == "huge":
                return GetResponse(True, bytes(64 << 20))
            elif addr == "worse":
                raise Unspeakable
            elif addr == "missing":
                raise NotImplementedError
            elif addr == "none":
                return None
            await asyncio.sleep(0.001)
            return GetResponse(True, addr.encode(), None, {"most": str(self.most)})
        finally:
            self.inside -= 1

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        return [PlanResponseElement(json.dumps([side if side is None else side.decode() for side in (current, desired)]))]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        return OpExecResponse()


if __name__ == "__main__":
    connector_main(Many)
