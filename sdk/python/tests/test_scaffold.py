"""The connector that `new connector` makes keeps to its folder."""

from __future__ import annotations

import asyncio
import importlib.util
from pathlib import Path

import pytest

TEMPLATE = Path(__file__).parents[3] / "templates" / "python" / "connector.py"


def test_no_name_leads_out_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a" / "b"
    monkeypatch.setenv("CONNECTOR_NAME_FOLDER", str(folder))
    spec = importlib.util.spec_from_file_location("scaffold", TEMPLATE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, "scaffold", module)
    spec.loader.exec_module(module)
    addr = "connector-name/notes/..%2F..%2Fevil.ron"

    async def files(connector: object, desired: bytes | None) -> list[str]:
        current = (await connector.get(addr)).resource_definition
        for op in await connector.plan(addr, current, desired):
            await connector.op_exec(addr, op.op_definition)
        return [str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()]

    async def work() -> None:
        connector = module.ConnectorNameConnector("test", "main")
        await connector.init()
        (tmp_path / "evil.json").write_text("not a note", "utf-8")
        assert await files(connector, b'Note(text: "hello")') == ["evil.json", "a/b/..%2F..%2Fevil.json"]
        assert await connector.list("./") == [addr]
        assert await files(connector, None) == ["evil.json"]

    asyncio.run(work())
