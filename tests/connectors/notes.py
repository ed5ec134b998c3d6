"""Test data: a connector from declared resources that writes down which calls of the protocol reach it, a line each.

The remote side is a folder with a file for each note, which `NOTES` names; the calls are in the file `calls` of that folder.
"""

import os
import pathlib

from autoschematic_sdk import Resource, ResourceConnector, connector_main, field

REMOTE = pathlib.Path(os.environ["NOTES"])


class Note(Resource, addr="notes/[name].json"):
    """A note on the wall."""

    text: str = field("What it says.")
    colour: str = field("How it looks.", default="yellow")

    async def list(self):
        for file in REMOTE.glob("*.note"):
            yield file.stem

    async def read(self, key):
        file = REMOTE / f"{key['name']}.note"
        return Note(text=file.read_text()) if file.exists() else None

    async def create(self, key, body):
        (REMOTE / f"{key['name']}.note").write_text(body.text)

    async def update(self, key, before, after):
        await self.create(key, after)

    async def delete(self, key, before):
        (REMOTE / f"{key['name']}.note").unlink()


class Notes(ResourceConnector):
    resources = [Note]

    async def filter(self, addr):
        self._count("Filter", addr)
        return await super().filter(addr)

    async def addr_virt_to_phy(self, addr):
        self._count("AddrVirtToPhy", addr)
        return await super().addr_virt_to_phy(addr)

    async def get(self, addr):
        self._count("Get", addr)
        return await super().get(addr)

    async def plan(self, addr, current, desired):
        self._count("Plan", addr)
        return await super().plan(addr, current, desired)

    async def eq(self, addr, a, b):
        self._count("Eq", addr)
        return await super().eq(addr, a, b)

    def _count(self, method, addr):
        with open(REMOTE / "calls", "a") as calls:
            calls.write(f"{method} {addr}\n")


if __name__ == "__main__":
    connector_main(Notes)
