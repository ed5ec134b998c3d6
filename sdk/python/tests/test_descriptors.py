"""The checked-in descriptors are those of proto/connector.proto."""

from __future__ import annotations

import importlib.util

import pytest
from google.protobuf import descriptor_pb2

from programs import SDK

TOOL = importlib.util.spec_from_file_location("update_descriptors", SDK / "tools" / "update_descriptors.py")
assert TOOL is not None and TOOL.loader is not None
update_descriptors = importlib.util.module_from_spec(TOOL)
TOOL.loader.exec_module(update_descriptors)


def read(serialized: bytes) -> descriptor_pb2.FileDescriptorSet:
    return descriptor_pb2.FileDescriptorSet.FromString(serialized)


def test_descriptors_equal_the_proto() -> None:
    protoc = update_descriptors.find_protoc()
    if protoc is None:
        pytest.skip("needs protoc: on PATH or in the Grpc.Tools package")
    assert read(update_descriptors.DESCRIPTORS.read_bytes()) == read(update_descriptors.describe(protoc)), (
        "run sdk/python/tools/update_descriptors.py"
    )


def test_descriptors_hold_no_comments() -> None:
    files = read(update_descriptors.DESCRIPTORS.read_bytes()).file
    assert [file.name for file in files] == ["connector.proto"]
    assert not files[0].HasField("source_code_info")
