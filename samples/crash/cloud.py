"""Thirty machines and the folder that is their cloud: ``machine/[name].json``, known there by an id of the cloud's own.

The folder ``CLOUD`` holds ``objects/ID.json``, ``keys/KEY`` (what an operation made, by its idempotency key) and
``created.log``, one line for each machine that was ever made.
"""

import asyncio
import json
import os
import pathlib
import uuid

from autoschematic_sdk import Capabilities, Connector, FilterResponse, GetResponse, OpExecResponse, OpKind
from autoschematic_sdk import PlanResponseElement, VirtToPhyNotPresent, VirtToPhyPresent, connector_main, current_call
from autoschematic_sdk import form_path, match_addr

MACHINE = match_addr("machine/[name].json")
OP_SECONDS = 0.05


class Cloud(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.outputs = pathlib.Path(".autoschematic") / prefix.strip("/")
        self.folder = pathlib.Path(os.environ["CLOUD"])

    async def init(self) -> None:
        for part in ("objects", "keys"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)

    async def capabilities(self) -> Capabilities:
        return Capabilities(idempotent_ops=True)

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE if MACHINE.match(addr) else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        return [form_path("machine/[name].json", {"name": file.stem}) for file in sorted((self.folder / "objects").iterdir())]

    async def get(self, addr: str) -> GetResponse:
        file = self.folder / "objects" / pathlib.PurePath(addr).name
        return GetResponse(True, file.read_bytes(), None, {"id": file.stem}) if file.exists() else GetResponse(exists=False)

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        if current == desired:
            return []
        if current is not None or desired is None:
            raise ValueError("this cloud can only make machines")
        return [PlanResponseElement(json.dumps({"make": desired.decode()}), ["id"], f"make {addr}", OpKind.CREATE)]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        await asyncio.sleep(OP_SECONDS)
        made = self.folder / "keys" / str(current_call().idempotency_key)
        if not made.exists():
            identity = uuid.uuid4().hex[:8]
            (self.folder / "objects" / f"{identity}.json").write_text(json.loads(op)["make"])
            made.write_text(identity)
            with (self.folder / "created.log").open("a") as log:
                log.write(f"{addr} {identity}\n")
        return OpExecResponse({"id": made.read_text()}, f"made {addr}")

    async def addr_virt_to_phy(self, addr: str) -> VirtToPhyNotPresent | VirtToPhyPresent:
        file = self.outputs / f"{addr}.out.json"
        if not file.exists():
            return VirtToPhyNotPresent()
        return VirtToPhyPresent(f"machine/{json.loads(file.read_text())['OutputMap']['id']}.json")

    async def addr_phy_to_virt(self, addr: str) -> str | None:
        file = self.outputs / f"{addr}.out.json"
        return json.loads(file.read_text()).get("PointerToVirtual") if file.exists() else None


if __name__ == "__main__":
    connector_main(Cloud)
