"""Declared resources that the tests share: a service in memory, and connectors to it."""

from __future__ import annotations

import asyncio
import enum
from typing import Any, Awaitable, Callable, Literal, Optional, Union

from autoschematic_sdk import (
    Bundle, Key, Resource, ResourceConnector, Settings, Step, Struct, Task, field,
)  # fmt: skip


class Colour(enum.Enum):
    """The colour of a note."""

    Yellow = 1
    """Like the sun."""
    Blue = 2
    """Like the sea."""


class Place(Struct):
    """Where a note hangs."""

    room: str = field("The room.")
    shelf: int = field("The shelf, from the floor.", default=0)


class Mail(Struct):
    """Told by mail."""

    to: str = field("To whom.", sensitive=True)


class Bell(Struct):
    """Told by a bell."""


class InMemory(Resource):
    """The calls of a service that is a dictionary."""

    @property
    def table(self) -> dict[str, Any]:
        return self.connector.tables.setdefault(type(self).__name__, {})

    async def list(self):
        for name in self.table:
            yield tuple(name.split("/"))

    async def read(self, key):
        return self.table.get(str(key))

    async def create(self, key, body):
        self.connector.log.append(f"create {key}")
        self.table[str(key)] = body

    async def update(self, key, before, after):
        self.connector.log.append(f"update {key}")
        self.table[str(key)] = after

    async def delete(self, key, before):
        self.connector.log.append(f"delete {key}")
        del self.table[str(key)]


class Note(InMemory, addr="notes/[name].ron", destroys_data=True):
    """A note on the wall."""

    text: str = field("What it says.", non_empty=True)
    colour: Colour = Colour.Yellow
    """Its colour,
    as seen in the light."""
    tags: list[str] = field("Words to find it by.", default=[], unordered=True)
    place: Optional[Place] = field("Where it hangs.", default=None)
    notify: Union[Mail, Bell, None] = field("Who is told.", default=None)
    size: Literal["small", "large"] = field("How large it is.", default="small", replace=True)
    owner: str = field("Whose it is.", default="nobody", immutable=True)
    pin: str = field("Opens it.", default="", sensitive=True)
    weights: dict[str, float] = field("By name.", default={})
    url: str = field("Where it can be read.", computed=True)
    secret: str = field("What the server made up.", computed=True, sensitive=True)

    async def read(self, key):
        found = await super().read(key)
        if found is not None:
            found.url, found.secret = f"http://notes/{key.name}", "s3cret"
        return found

    def validate(self, key, body):
        if body.text == "forbidden":
            yield "text", "such things are not said"


class Vpc(InMemory, addr="cloud/vpcs/[vpc].ron", id="vpc_id"):
    """A network."""

    cidr: str = field("Its addresses.", replace=True)
    title: str = field("What people call it.", default="")

    async def create(self, key, body):
        self.connector.log.append(f"create {key}")
        identity = f"vpc-{len(self.connector.log)}"
        self.table[identity] = body
        return {"vpc_id": identity}

    def suggested_name(self, key, body):
        return body.title or None


class Subnet(InMemory, addr="cloud/vpcs/[vpc]/subnets/[subnet].ron", id="subnet_id", parent=Vpc):
    """A part of a network."""

    cidr: str = field("Its addresses.")

    async def create(self, key, body):
        self.connector.log.append(f"create {key}")
        self.table[f"{key.vpc}/subnet-{len(self.connector.log)}"] = body
        return {"subnet_id": f"subnet-{len(self.connector.log)}"}


class Rule(InMemory, addr="cloud/vpcs/[vpc]/rules/[rule].ron", parent=Vpc):
    """A rule of a network."""

    port: int = field("The port.")


class Page(InMemory, addr="pages/[name].json", body=dict, ignored="version meta.created", outputs="name etag"):
    """A page, of which we know little."""

    title: str = field("Above it.")
    hits: int = field("How often it was seen.", computed=True)
    keys: dict[str, str] = field("Secrets.", default={}, write_only=True, held="held")
    held: list[str] = field("Names of secrets.", default=[], compare=False)

    def outputs(self, key, body):
        return {"etag": f"e{len(body)}"}


class Script(InMemory, addr="scripts/[name].sh"):
    """A script."""

    example_text = "echo hello\n"


class Restart(Task, addr="tasks/[name].ron"):
    """Restart something."""

    what: str = field("The name of it.")

    async def run(self, key, body, arg, state):
        if state is None:
            return Step(f"Asked {body.what} to restart", state={"arg": (arg or b"").decode()}, wait=5)
        return f"{body.what} restarted for {state['arg']}"


class Wall(Bundle, addr="walls/[name].ron"):
    """Several notes."""

    texts: list[str] = field("What they say.")

    def unbundle(self, key, body):
        for index, text in enumerate(body.texts):
            yield f"notes/{key.name}-{index}.ron", Note(text=text)


class Limits(Settings, addr="limits.ron"):
    """What there may be."""

    notes: int = field("How many notes.", default=100)


class Everything(ResourceConnector):
    """All of the above."""

    resources = [Note, Vpc, Subnet, Rule, Page, Script, Restart, Wall, Limits]

    def __init__(self, name: str = "test", prefix: str = "main") -> None:
        super().__init__(name, prefix)
        self.tables: dict[str, dict[str, Any]] = {}
        self.log: list[str] = []


def use(work: Callable[[Everything], Awaitable[Any]], connector: Everything | None = None) -> Any:
    """What ``work`` gives with a connector."""

    async def run() -> Any:
        return await work(connector or Everything())

    return asyncio.run(run())


def key(**values: str) -> Key:
    return Key(values)
