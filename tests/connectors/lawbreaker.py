"""Test data: settings of a service that keeps every law of connectors, but for the one that ``BREAK`` names.

``settings/[name].json`` is the virtual address of a setting, ``settings/by-id/[id].json`` the physical one, known from the
output ``id``. The folder ``STORE`` is the service: one file for each setting, ``[id].json``, and the answers by key.

``impure-filter`` (answers by turns), ``round-trip`` (a virtual address leads to another setting), ``eq-reflexive`` (no body equals itself),
``plan-same`` (there is always something to do), ``no-converge`` (an op forgets a field), ``lost-output`` (declared, not returned),
``crash`` (dies of a bad body), ``diag-outside`` (points behind the text), ``hang`` (get never answers), ``bad-skeleton`` (fails its own diag),
``escape`` (lists what is outside), ``not-idempotent`` (creates a second one when an op comes again).
"""

import asyncio
import json
import os
import pathlib

from autoschematic_sdk import Capabilities, Connector, Diagnostic, DiagnosticPosition, DiagnosticSpan, FilterResponse, GetResponse
from autoschematic_sdk import InvalidAddr, OpExecResponse, OpKind, PlanResponseElement, Skeleton, VirtToPhyNotPresent, VirtToPhyNull
from autoschematic_sdk import VirtToPhyPresent, connector_main, current_call, match_addr

BREAK = os.environ.get("BREAK", "")

VIRTUAL = match_addr("settings/[name].json")
PHYSICAL = match_addr("settings/by-id/[id].json")


class LawBreaker(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.outputs = pathlib.Path(".autoschematic") / prefix.strip("/")
        self.folder = pathlib.Path(os.environ["STORE"])
        self.turns = 0

    async def init(self) -> None:
        self.folder.mkdir(exist_ok=True)

    async def capabilities(self) -> Capabilities:
        return Capabilities(max_concurrency=16, idempotent_ops=True)

    async def filter(self, addr: str) -> FilterResponse:
        self.turns += 1
        if BREAK == "impure-filter" and self.turns % 3 == 0:
            return FilterResponse.NONE
        return FilterResponse.RESOURCE if VIRTUAL.match(addr) or PHYSICAL.match(addr) else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        listed = [f"settings/by-id/{file.stem}.json" for file in sorted(self.folder.glob("[0-9]*.json"))]
        return [*listed, "../../etc/passwd"] if BREAK == "escape" else listed

    async def get(self, addr: str) -> GetResponse:
        if BREAK == "hang":
            await asyncio.sleep(3600)
        file = self.file(addr)
        if not file.exists():
            return GetResponse(exists=False)
        return GetResponse(True, file.read_bytes(), outputs={"id": file.stem, "url": self.url(file)})

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        old, new = (None if body is None else self.parse(body) for body in (current, desired))
        if new is None:
            return [] if old is None else [PlanResponseElement('{"delete": true}', [], "Delete the setting", OpKind.DELETE)]
        if old == new and BREAK != "plan-same":
            return []
        kind = OpKind.CREATE if old is None else OpKind.UPDATE
        return [PlanResponseElement(json.dumps({"write": new}), ["id", "url"], f"{kind.name.capitalize()} the setting", kind)]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        key = current_call().idempotency_key
        answered = self.folder / f"key-{key}"
        if BREAK != "not-idempotent" and key and answered.exists():
            return OpExecResponse(json.loads(answered.read_text()), "Done before")
        outputs = self.execute(addr, json.loads(op))
        answered.write_text(json.dumps(outputs))
        return OpExecResponse(outputs, "Done")

    async def addr_virt_to_phy(self, addr: str) -> VirtToPhyNotPresent | VirtToPhyPresent | VirtToPhyNull:
        if PHYSICAL.match(addr):
            return VirtToPhyPresent("settings/by-id/0.json") if BREAK == "round-trip" else VirtToPhyNull(addr)
        file = self.outputs / f"{addr}.out.json"
        identity = json.loads(file.read_text())["OutputMap"].get("id") if file.exists() else None
        return VirtToPhyPresent(f"settings/by-id/{identity}.json") if identity else VirtToPhyNotPresent()

    async def addr_phy_to_virt(self, addr: str) -> str | None:
        file = self.outputs / f"{addr}.out.json"
        return json.loads(file.read_text()).get("PointerToVirtual") if file.exists() else addr

    async def get_skeletons(self) -> list[Skeleton]:
        body = {"title": 7} if BREAK == "bad-skeleton" else {"title": "[name]", "size": 10, "tags": ["one", "two"]}
        return [Skeleton("settings/[name].json", json.dumps(body, indent=2).encode() + b"\n")]

    async def eq(self, addr: str, a: bytes, b: bytes) -> bool:
        if BREAK == "eq-reflexive":
            return False
        return self.parse(a) == self.parse(b)

    async def diag(self, addr: str, a: bytes) -> list[Diagnostic]:
        try:
            self.parse(a)
            return []
        except ValueError as problem:
            line = 99 if BREAK == "diag-outside" else 1
            return [Diagnostic(1, DiagnosticSpan(DiagnosticPosition(line, 1), DiagnosticPosition(line, 1)), str(problem))]

    @staticmethod
    def parse(body: bytes) -> dict:
        try:
            value = json.loads(body)
        except (ValueError, RecursionError) as problem:
            if BREAK == "crash":
                os._exit(7)
            raise ValueError(f"not JSON: {problem}") from None
        if not isinstance(value, dict):
            raise ValueError("not an object")
        if not isinstance(value.get("title", ""), str):
            raise ValueError("`title` is not a text")
        return value

    def execute(self, addr: str, op: dict) -> dict[str, str | None]:
        file = self.file(addr)
        if "delete" in op:
            file.unlink(missing_ok=True)
            return {"id": None, "url": None}
        body = op["write"]
        if BREAK == "no-converge":
            body = {name: value for name, value in body.items() if name != "size"}
        if not PHYSICAL.match(addr):
            file = self.folder / f"{1 + max((int(known.stem) for known in self.folder.glob('[0-9]*.json')), default=0)}.json"
        file.write_text(json.dumps(body))
        return {"id": file.stem} if BREAK == "lost-output" else {"id": file.stem, "url": self.url(file)}

    def file(self, addr: str) -> pathlib.Path:
        found = PHYSICAL.match(addr)
        if found is None and not VIRTUAL.match(addr):
            raise InvalidAddr(addr)
        return self.folder / (f"{found['id']}.json" if found else "none")

    @staticmethod
    def url(file: pathlib.Path) -> str:
        return f"https://settings.example/{file.stem}"


if __name__ == "__main__":
    connector_main(LawBreaker)
