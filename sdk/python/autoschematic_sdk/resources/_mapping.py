"""Virtual and physical addresses, from the outputs that the host stored in the working tree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .._values import (
    ReadOutput, VirtToPhyDeferred, VirtToPhyNotPresent, VirtToPhyNull, VirtToPhyPresent, VirtToPhyResponse,
)  # fmt: skip
from ._resource import Resource
from ._templates import Key


class Outputs:
    """The output files of one prefix."""

    def __init__(self, prefix: str, root: Path | None = None) -> None:
        self._folder = (root or Path()) / ".autoschematic" / prefix.strip("/")

    def of(self, addr: str) -> dict[str, str] | None:
        """The outputs of a virtual address; ``None`` when there is no output file of that kind."""
        found = self._content(addr).get("OutputMap")
        return found if isinstance(found, dict) else None

    def virtual(self, addr: str) -> str | None:
        """The virtual address that the file at a physical one points to."""
        found = self._content(addr).get("PointerToVirtual")
        return found if isinstance(found, str) else None

    def _content(self, addr: str) -> dict[str, Any]:
        try:
            content = json.loads((self._folder / f"{addr}.out.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return content if isinstance(content, dict) else {}


def is_mapped(cls: type[Resource]) -> bool:
    """Whether virtual and physical addresses of a kind can differ."""
    return cls.id_output is not None or (cls.parent is not None and is_mapped(cls.parent))


def to_physical(cls: type[Resource], key: Key, outputs: Outputs) -> VirtToPhyResponse:
    """The physical address of a virtual one."""
    addr = cls.template.form(key)
    if not is_mapped(cls):
        return VirtToPhyNull(addr)
    if outputs.virtual(addr) is not None:
        return VirtToPhyPresent(addr)  # it is a physical address already
    above = above_of(cls, key, outputs)
    if isinstance(above, ReadOutput):
        return VirtToPhyDeferred([above])
    if cls.id_output is None:
        return VirtToPhyPresent(cls.template.form(above))
    identity = (outputs.of(addr) or {}).get(cls.id_output)
    if not identity:
        return VirtToPhyNotPresent()
    return VirtToPhyPresent(cls.template.form(above.replaced(**{cls.template.names[-1]: identity})))


def above_of(cls: type[Resource], key: Key, outputs: Outputs) -> Key | ReadOutput:
    """The key with the parents' parts physical; else the output that is needed first."""
    parent = cls.parent
    if parent is None or not is_mapped(parent):
        return key
    own = Key({name: key[name] for name in parent.template.names})
    addr = parent.template.form(own)
    if outputs.virtual(addr) is not None:
        return key  # the parent's part is physical already
    above = above_of(parent, own, outputs)
    if isinstance(above, ReadOutput):
        return above
    if parent.id_output is None:
        return key.replaced(**above)
    identity = (outputs.of(addr) or {}).get(parent.id_output)
    if not identity:
        return ReadOutput(addr, parent.id_output)
    return key.replaced(**above.replaced(**{parent.template.names[-1]: identity}))


def to_virtual(cls: type[Resource], key: Key, outputs: Outputs) -> str | None:
    """The virtual address of a physical one; ``None`` when there is none yet."""
    addr = cls.template.form(key)
    if not is_mapped(cls):
        return addr
    found = outputs.virtual(addr)
    if found is not None:
        return found
    stored = outputs.of(addr)
    if stored is not None and (cls.id_output is None or stored.get(cls.id_output) == key[cls.template.names[-1]]):
        return addr  # the file has the name that the server gave
    if cls.id_output is not None or cls.parent is None:
        return None
    return _below_parent(cls.parent, cls, key, outputs)


def suggested(cls: type[Resource], key: Key, name: str, outputs: Outputs) -> str | None:
    """The virtual address for the file of a resource that is imported first; ``None`` while a parent has none."""
    named = cls.template.key(key.replaced(**{cls.template.names[-1]: name}))
    return cls.template.form(named) if cls.parent is None else _below_parent(cls.parent, cls, named, outputs)


def _below_parent(parent: type[Resource], cls: type[Resource], key: Key, outputs: Outputs) -> str | None:
    """An address with the parents' parts virtual."""
    above = to_virtual(parent, Key({name: key[name] for name in parent.template.names}), outputs)
    virtual = None if above is None else parent.template.match(above)
    return None if virtual is None else cls.template.form(key.replaced(**virtual))
