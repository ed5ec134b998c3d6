"""Test data: notes, whose remote side is a folder, named by the server's own ids.

``notes/[name].txt`` is the virtual address of a note, ``notes/by-id/[id].txt`` the physical one, known from the output
``id``. The folder ``STORE`` holds one file for each note, ``[id].txt``, and ``log.txt`` with every operation.
A body may say ``name: x`` in its first line, by which an import finds its virtual address; one that
holds ``keep secret`` has the sensitive output ``token``.
"""

import json
import os
import pathlib

from autoschematic_sdk import Connector, FilterResponse, GetResponse, InvalidAddr, OpExecResponse, OpKind
from autoschematic_sdk import PlanResponseElement, Skeleton, VirtToPhyNotPresent, VirtToPhyNull, VirtToPhyPresent
from autoschematic_sdk import connector_main, form_path, match_addr

VIRTUAL = match_addr("notes/[name].txt")
PHYSICAL = match_addr("notes/by-id/[id].txt")


class Store(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.outputs = pathlib.Path(".autoschematic") / prefix.strip("/")
        self.folder = pathlib.Path(os.environ["STORE"])

    async def init(self) -> None:
        if not self.folder.is_dir():
            raise RuntimeError(f"STORE: `{self.folder}` is not a folder")

    async def filter(self, addr: str) -> FilterResponse:
        return FilterResponse.RESOURCE if VIRTUAL.match(addr) or PHYSICAL.match(addr) else FilterResponse.NONE

    async def list(self, subpath: str) -> list[str]:
        ids = sorted(file.stem for file in self.folder.glob("[0-9]*.txt"))
        return [form_path("notes/by-id/[id].txt", {"id": each}) for each in ids]

    async def get(self, addr: str) -> GetResponse:
        file = self.file(addr)
        if not file.exists():
            return GetResponse(exists=False)
        body = file.read_bytes()
        first = body.decode().partition("\n")[0]
        name = first.removeprefix("name: ") if first.startswith("name: ") else None
        return GetResponse(True, body, name and f"notes/{name}.txt", self.all_outputs(file), self.sensitive(body))

    async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
        if current == desired:
            return []
        if desired is None:
            return [PlanResponseElement('{"delete": true}', ["id"], "Delete the note", OpKind.DELETE, True, True)]
        written = ["id", "token"] if self.sensitive(desired) else ["id"]
        kind = OpKind.CREATE if current is None else OpKind.UPDATE
        return [PlanResponseElement(json.dumps({"write": desired.decode()}), written, f"{kind.name.capitalize()} a note", kind)]

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        with (self.folder / "log.txt").open("a") as log:
            log.write(f"{addr} {op}\n")
        match json.loads(op):
            case {"delete": True}:
                self.file(addr).unlink(missing_ok=True)
                return OpExecResponse({"id": None, "token": None}, "Deleted the note")
            case {"write": text}:
                file = self.file(addr) if PHYSICAL.match(addr) else self.folder / f"{self.new_id()}.txt"
                file.write_text(text)
                return OpExecResponse(self.all_outputs(file), "Wrote the note", self.sensitive(text.encode()))
            case _:
                raise ValueError(f"unknown operation {op}")

    async def addr_virt_to_phy(self, addr: str) -> VirtToPhyNotPresent | VirtToPhyPresent | VirtToPhyNull:
        if PHYSICAL.match(addr):
            return VirtToPhyNull(addr)
        file = self.outputs / f"{addr}.out.json"
        if not file.exists():
            return VirtToPhyNotPresent()
        identity = json.loads(file.read_text())["OutputMap"].get("id")
        return VirtToPhyPresent(f"notes/by-id/{identity}.txt") if identity else VirtToPhyNotPresent()

    async def addr_phy_to_virt(self, addr: str) -> str | None:
        file = self.outputs / f"{addr}.out.json"
        return json.loads(file.read_text()).get("PointerToVirtual") if file.exists() else None

    async def get_skeletons(self) -> list[Skeleton]:
        return [Skeleton("notes/[name].txt", b"something to remember\n")]

    def file(self, addr: str) -> pathlib.Path:
        found = PHYSICAL.match(addr)
        if found is None:
            if VIRTUAL.match(addr):
                return self.folder / "none"
            raise InvalidAddr(addr)
        return self.folder / f"{found['id']}.txt"

    def new_id(self) -> int:
        return 1 + max((int(file.stem) for file in self.folder.glob("[0-9]*.txt")), default=0)

    def all_outputs(self, file: pathlib.Path) -> dict[str, str]:
        token = {"token": f"s3cret-token-{file.stem}"} if self.sensitive(file.read_bytes()) else {}
        return {"id": file.stem, **token}

    @staticmethod
    def sensitive(body: bytes) -> list[str]:
        return ["token"] if b"keep secret" in body else []


if __name__ == "__main__":
    connector_main(Store)
