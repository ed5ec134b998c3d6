"""The protocol's messages, built from a descriptor set so that any version of protobuf will do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PACKAGE = "connector"
SERVICE = f"{PACKAGE}.Connector"


def _load() -> dict[str, Any]:
    # A pool of our own: a connector may well load another ``connector.proto`` into the default one.
    files = descriptor_pb2.FileDescriptorSet.FromString(Path(__file__).with_name("connector.binpb").read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.AddSerializedFile(file.SerializeToString())
    if hasattr(message_factory, "GetMessageClass"):
        make = message_factory.GetMessageClass
    else:  # protobuf 3.21
        make = message_factory.MessageFactory(pool).GetPrototype
    names = (message.name for file in files.file for message in file.message_type)
    return {name: make(pool.FindMessageTypeByName(f"{PACKAGE}.{name}")) for name in names}


_MESSAGES = _load()


def message(name: str) -> Any:
    """The class of a message of the protocol."""
    return _MESSAGES[name]
