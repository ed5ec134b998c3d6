"""Everything the published SDK 0.14.0 offers is still here, under the same names."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

import autoschematic_sdk
from autoschematic_sdk import addr, error, server, types

PUBLISHED = """
    connector_main Connector FilterResponse GetResponse PlanResponseElement OpExecResponse ReadOutput
    VirtToPhyNotPresent VirtToPhyDeferred VirtToPhyPresent VirtToPhyNull VirtToPhyResponse Skeleton DocIdent
    StructIdent FieldIdent EnumVariantIdent GetDocResponse DiagnosticPosition DiagnosticSpan Diagnostic
    InvalidAddr UnbundleItem match_addr form_addr_object form_path create_connector_server
""".split()

METHODS = {
    "__init__": "self name prefix", "init": "self", "filter": "self addr", "list": "self subpath",
    "subpaths": "self", "get": "self addr", "plan": "self addr current desired", "op_exec": "self addr op",
    "addr_virt_to_phy": "self addr", "addr_phy_to_virt": "self addr", "get_skeletons": "self",
    "get_docstring": "self addr ident", "eq": "self addr a b", "diag": "self addr a", "unbundle": "self addr bundle",
    "task_exec": "self addr body arg state",
}

FIELDS = {
    "GetResponse": "exists resource_definition virt_addr outputs",
    "PlanResponseElement": "op_definition writes_outputs friendly_message",
    "OpExecResponse": "outputs friendly_message",
    "ReadOutput": "addr key", "VirtToPhyNotPresent": "", "VirtToPhyDeferred": "reads", "VirtToPhyPresent": "path",
    "VirtToPhyNull": "path", "Skeleton": "addr body", "StructIdent": "name", "FieldIdent": "parent name",
    "EnumVariantIdent": "parent name", "GetDocResponse": "has_doc type markdown fields",
    "DiagnosticPosition": "line col", "DiagnosticSpan": "start end", "Diagnostic": "severity span message",
    "UnbundleItem": "addr contents",
}


def test_published_names_are_exported() -> None:
    assert [name for name in PUBLISHED if name not in autoschematic_sdk.__all__] == []
    assert [name for name in autoschematic_sdk.__all__ if not hasattr(autoschematic_sdk, name)] == []


def test_modules_hold_their_names() -> None:
    assert {"Connector", "VirtToPhyResponse", *FIELDS} <= set(vars(types))
    assert {"match_addr", "form_path", "form_addr_object", "PointerToVirtual", "OutputMap"} <= set(vars(addr))
    assert error.InvalidAddr is autoschematic_sdk.InvalidAddr
    assert list(inspect.signature(server.create_connector_server).parameters) == ["impl", "socket_path"]


@pytest.mark.parametrize(("method", "parameters"), METHODS.items())
def test_method_has_its_parameters(method: str, parameters: str) -> None:
    function = getattr(types.Connector, method)
    assert list(inspect.signature(function).parameters) == parameters.split()
    assert inspect.iscoroutinefunction(function) == (method != "__init__")


@pytest.mark.parametrize(("name", "fields"), FIELDS.items())
def test_value_has_its_fields_first(name: str, fields: str) -> None:
    expected = fields.split()
    assert [field.name for field in dataclasses.fields(getattr(types, name))][: len(expected)] == expected


def test_what_must_be_implemented() -> None:
    assert types.Connector.__abstractmethods__ == {"__init__", "init", "filter", "list", "get", "plan", "op_exec"}


def test_every_public_name_is_documented() -> None:
    public = {name: getattr(autoschematic_sdk, name) for name in autoschematic_sdk.__all__}
    undocumented = [name for name, value in public.items()
                    if inspect.isclass(value) and (value.__doc__ or "").startswith(f"{name}(")
                    or (inspect.isclass(value) or inspect.isfunction(value)) and not value.__doc__]
    undocumented += [f"Connector.{name}" for name in METHODS if not getattr(types.Connector, name).__doc__]
    assert undocumented == []
