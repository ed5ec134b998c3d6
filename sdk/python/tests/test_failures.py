"""What the host learns of exceptions and of answers that cannot be sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import grpc
import pytest

from autoschematic_sdk._failures import describe
from programs import Client, Folder

FAILING = '''
import json, sys
from autoschematic_sdk import *


class Failing(Connector):
    def __init__(self, name, prefix): ...
    async def init(self): raise RuntimeError("GRAFANA_URL environment variable is required")
    async def filter(self, addr): return None
    async def list(self, subpath): return None
    async def get(self, addr):
        if addr == "assert":
            assert addr is None
        if addr == "key":
            return {}["missing"]
        if addr == "json":
            return json.loads("<html>")
        if addr == "int":
            return int("x")
        if addr == "value":
            raise ValueError("no such region")
        if addr == "chain":
            try:
                try:
                    raise OSError("connection refused")
                except OSError as error:
                    raise ValueError("no token") from error
            except ValueError:
                raise RuntimeError("cannot log in")
        if addr == "addr":
            raise InvalidAddr(addr)
        if addr == "limit":
            raise ConnectorError("slow down", code=ErrorCode.RATE_LIMITED, retry_after=1.5, retry_safe=True)
        if addr == "auth":
            raise ConnectorError("401", code=ErrorCode.AUTH)
        if addr == "body":
            at = DiagnosticPosition(2, 5)
            raise ConnectorError("bad", code=ErrorCode.INVALID_BODY, span=DiagnosticSpan(at, at))
        if addr == "exit":
            sys.exit("no more")
        if addr == "exit-code":
            sys.exit(3)
        if addr == "long":
            raise RuntimeError("ü" * 100_000)
        if addr == "not-implemented":
            raise NotImplementedError()
        if addr == "text":
            return GetResponse(True, "text")
        if addr == "dict":
            return {"exists": True}
        if addr == "group":
            raise ExceptionGroup("two failed", [ValueError("one"), ValueError("two")])
        raise Exception("\\x1b[31mred")
    async def plan(self, addr, current, desired): return PlanResponseElement("x")
    async def op_exec(self, addr, op):
        if op.startswith("{"):
            json.loads(op)
        return OpExecResponse(outputs=["a"])
    async def addr_virt_to_phy(self, addr): return addr


connector_main(Failing)
'''


@pytest.fixture
def failing(folder: Folder) -> Client:
    return folder.serve(FAILING)


def test_message_is_the_authors(failing: Client) -> None:
    status, text, detail = failing.fails("Init")
    assert status is grpc.StatusCode.INTERNAL
    assert text == detail.message == "GRAFANA_URL environment variable is required"
    assert list(detail.causes) == []


def test_mistakes_name_their_type_and_line(failing: Client) -> None:
    _, text, _ = failing.fails("Get", addr="assert")
    assert text == "AssertionError (connector.py:13 in get: `assert addr is None`)"
    _, text, _ = failing.fails("Get", addr="key")
    assert text == "KeyError: 'missing' (connector.py:15 in get: `return {}[\"missing\"]`)"


def test_errors_of_what_was_called_name_the_line_that_called_it(failing: Client) -> None:
    _, text, _ = failing.fails("Get", addr="json")
    assert text == ("JSONDecodeError: Expecting value: line 1 column 1 (char 0)"
                    " (connector.py:17 in get: `return json.loads(\"<html>\")`)")
    _, text, _ = failing.fails("Get", addr="int")
    assert text == "ValueError: invalid literal for int() with base 10: 'x' (connector.py:19 in get: `return int(\"x\")`)"
    _, text, _ = failing.fails("Get", addr="value")
    assert text == "no such region"


def test_an_operation_that_is_not_json_is_blamed_on_plan(failing: Client) -> None:
    # What `str` makes of a dict is the commonest; the operation is not repeated, since it may hold secrets.
    _, text, detail = failing.fails("OpExec", addr="x", op="{'action': 'create', 'password': 'hunter2'}")
    assert detail.message == ("`plan` defined an operation that is not JSON, and `op_exec` reads it as JSON;"
                              " write it with `json.dumps`")
    assert list(detail.causes) == [
        "JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
        " (connector.py:57 in op_exec: `json.loads(op)`)"]
    assert "hunter2" not in text and not detail.retry_safe


def test_causes_are_kept_in_order(failing: Client) -> None:
    _, text, detail = failing.fails("Get", addr="chain")
    assert detail.message == "cannot log in"
    assert list(detail.causes) == ["no token", "connection refused"]
    assert text == "cannot log in\ncaused by: no token\ncaused by: connection refused"


@pytest.mark.parametrize(
    ("addr", "status", "code"),
    [
        ("addr", grpc.StatusCode.INVALID_ARGUMENT, 1),
        ("body", grpc.StatusCode.INVALID_ARGUMENT, 2),
        ("auth", grpc.StatusCode.UNAUTHENTICATED, 3),
        ("limit", grpc.StatusCode.INTERNAL, 4),
    ],
)
def test_codes(failing: Client, addr: str, status: grpc.StatusCode, code: int) -> None:
    seen, _, detail = failing.fails("Get", addr=addr)
    assert (seen, detail.code) == (status, code)


def test_details_of_codes(failing: Client) -> None:
    _, text, detail = failing.fails("Get", addr="limit")
    assert (text, detail.retry_after_ms, detail.retry_safe) == ("slow down", 1500, True)
    _, _, detail = failing.fails("Get", addr="body")
    assert (detail.span.start.line, detail.span.start.col) == (2, 5)
    _, text, _ = failing.fails("Get", addr="addr")
    assert text == "Invalid addr: addr"


def test_exit_is_an_error_of_one_call(failing: Client) -> None:
    assert failing.fails("Get", addr="exit")[1] == "no more"
    assert failing.fails("Get", addr="exit-code")[1] == "the connector called `sys.exit(3)`"
    assert failing("Version").version == "0.14.0"


def test_long_messages_are_cut_to_fit(failing: Client) -> None:
    _, text, detail = failing.fails("Get", addr="long")
    assert text.startswith("üüü") and text.endswith("ü… (cut; the log has the rest)")
    assert len(text.encode()) <= 2048 < len(detail.message.encode()) <= 6144


def test_not_implemented(failing: Client) -> None:
    status, text, _ = failing.fails("Get", addr="not-implemented")
    assert status is grpc.StatusCode.UNIMPLEMENTED
    assert text.startswith("NotImplementedError (connector.py:")


@pytest.mark.parametrize(
    ("method", "fields", "text"),
    [
        ("List", {"subpath": "./"}, "List: list must return a list, not None"),
        ("Plan", {"addr": "x"}, "Plan: plan must return a list, not PlanResponseElement"),
        ("Get", {"addr": "text"}, "Get: `resource_definition` must be bytes, not str; encode it"),
        ("Get", {"addr": "dict"},
         "Get cannot send what the connector returned, {'exists': True}: 'dict' object has no attribute 'exists'"),
        ("AddrVirtToPhy", {"addr": "x"}, "AddrVirtToPhy: addr_virt_to_phy must return a VirtToPhy… object, not str"),
    ],
)
def test_wrong_answers_say_what_is_wrong(failing: Client, method: str, fields: dict[str, str], text: str) -> None:
    _, seen, _ = failing.fails(method, **fields)
    assert seen.splitlines()[0] == f"WrongAnswer: {text}"


def test_methods_that_are_not_coroutines_are_named(folder: Folder) -> None:
    source = FAILING.replace("async def list(self, subpath): return None", "def list(self, subpath): return []")
    source = source.replace("async def plan(self, addr, current, desired): return", "async def plan(self, addr, current, desired): yield")
    client = folder.serve(source.replace("async def op_exec", "def op_exec"))
    assert client.fails("List", subpath="./")[1] == "WrongAnswer: List: the method must be an `async def`"
    said = "WrongAnswer: Plan: the method must not `yield`, but return everything at once"
    assert client.fails("Plan", addr="x")[1] == said
    assert client.fails("OpExec", addr="x", op="x")[1] == "WrongAnswer: OpExec: the method must be an `async def`"


def test_filter_of_none_is_an_error_not_an_empty_answer(failing: Client) -> None:
    status, text, _ = failing.fails("Filter", addr="x")
    assert status is grpc.StatusCode.INTERNAL and "Filter cannot send" in text and "None" in text


def test_outputs_of_the_wrong_type(failing: Client) -> None:
    _, text, _ = failing.fails("OpExec", addr="x", op="x")
    assert "OpExec cannot send" in text


@pytest.mark.skipif("sys.version_info < (3, 11)")
def test_groups_list_their_parts(failing: Client) -> None:
    _, _, detail = failing.fails("Get", addr="group")
    assert list(detail.causes) == ["one", "two"]


def test_the_log_has_the_traceback(folder: Folder) -> None:
    program = folder.start(FAILING)
    program.client().fails("Get", addr="chain")
    program.end()
    log = program.log.read_text()
    assert "ERROR autoschematic_sdk: Get chain failed: Traceback" in log
    assert "OSError: connection refused" in log and "in get" in log


def test_the_line_is_the_authors_also_where_the_connector_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "installed.py"
    installed.write_text("import json\n\n\ndef read():\n    return json.loads('<html>')\n", "utf-8")
    monkeypatch.setattr("autoschematic_sdk._failures._INSTALLED", (f"{os.path.realpath(tmp_path)}{os.sep}",))
    module: dict[str, Any] = {}
    exec(compile(installed.read_text("utf-8"), str(installed), "exec"), module)
    with pytest.raises(ValueError) as caught:
        module["read"]()
    trace = caught.value.__traceback__
    assert trace is not None
    told = describe(caught.value.with_traceback(trace.tb_next))
    assert told == (
        "JSONDecodeError: Expecting value: line 1 column 1 (char 0) (installed.py:5 in read: `return json.loads('<html>')`)"
    )
