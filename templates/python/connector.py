"""Notes, one JSON file each, in a folder: put the calls of your API in its place.

Environment: ``CONNECTOR_NAME_FOLDER``, the folder; `data` beside this file without it."""

from __future__ import annotations

import json
import os
import pathlib
from typing import AsyncIterator

from autoschematic_sdk import Key, Resource, ResourceConnector, connector_main, field


class Note(Resource, addr="connector-name/notes/[name].ron"):
    """A note."""

    connector: ConnectorNameConnector
    text: str = field("What it says.", example="Hello")
    tags: list[str] = field("Words to find it by.", default=[], unordered=True)

    async def list(self) -> AsyncIterator[str]:
        for file in sorted(self.connector.folder.glob("*.json")):
            yield file.stem

    async def read(self, key: Key) -> Note | None:
        file = self.file(key)
        return Note(**json.loads(file.read_text("utf-8"))) if file.exists() else None

    async def create(self, key: Key, body: Note) -> None:
        self.file(key).write_text(json.dumps({"text": body.text, "tags": body.tags}), "utf-8")

    async def update(self, key: Key, before: Note, after: Note) -> None:
        await self.create(key, after)

    async def delete(self, key: Key, before: Note) -> None:
        self.file(key).unlink(missing_ok=True)

    def file(self, key: Key) -> pathlib.Path:
        return self.connector.folder / f"{key.name}.json"


class ConnectorNameConnector(ResourceConnector):
    """Maps `connector-name/notes/[name].ron` to the files of a folder."""

    resources = [Note]

    async def init(self) -> None:
        self.folder = pathlib.Path(os.environ.get("CONNECTOR_NAME_FOLDER") or pathlib.Path(__file__).parent / "data")
        self.folder.mkdir(parents=True, exist_ok=True)


if __name__ == "__main__":
    connector_main(ConnectorNameConnector)
