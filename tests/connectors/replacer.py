"""Test data: settings of a service that names them and cannot change them, so that every change is a replacement under another id.

The folder ``STORE`` is the service: one file for each, ``[id].json``; an id is never given again. ``BREAK`` names what goes wrong:
``keeps`` (what is deleted stays), ``lost-id`` (a setting is made, and its id not told).
"""

import json
import os
import pathlib

from autoschematic_sdk import Resource, ResourceConnector, connector_main, field

BREAK = os.environ.get("BREAK", "")


class Setting(Resource, addr="settings/[name].json", id="id"):
    """A setting."""

    title: str = field("What it is called.", example="one")
    size: int = field("How large it is.", example=10)
    tags: list[str] = field("Words.", default=[])

    async def list(self):
        for file in sorted(self.connector.folder.glob("[0-9]*.json")):
            yield file.stem

    async def read(self, key):
        file = self.file(key.name)
        return Setting(**json.loads(file.read_text())) if file.exists() else None

    async def create(self, key, body):
        counter = self.connector.folder / "counter"
        identity = int(counter.read_text()) + 1 if counter.exists() else 11
        counter.write_text(str(identity))
        self.file(str(identity)).write_text(json.dumps({"title": body.title, "size": body.size, "tags": body.tags}))
        return {} if BREAK == "lost-id" else {"id": str(identity)}

    async def delete(self, key, before):
        if BREAK != "keeps":
            self.file(key.name).unlink()

    def file(self, identity):
        return self.connector.folder / f"{identity}.json"


class Replacer(ResourceConnector):
    resources = [Setting]

    async def init(self):
        self.folder = pathlib.Path(os.environ["STORE"])


if __name__ == "__main__":
    connector_main(Replacer)
