"""Address templates, and the values of their placeholders."""

from __future__ import annotations

import re
from typing import Any, Iterator, Mapping

from ..addr import form_path, match_addr

_PLACEHOLDER = re.compile(r"\[([^\]]*)\]")


class Key(Mapping[str, str]):
    """Which resource of its kind: the placeholders of the address, as ``key.uid`` or ``key["uid"]``."""

    def __init__(self, values: Mapping[str, str]) -> None:
        vars(self).update(values)

    def __getitem__(self, name: str) -> str:
        return str(vars(self)[name])

    def __getattr__(self, name: str) -> str:
        known = ", ".join(f"`{each}`" for each in vars(self))
        raise AttributeError(f"the address has no placeholder `[{name}]`; it has {known}")

    def __iter__(self) -> Iterator[str]:
        return iter(vars(self))

    def __len__(self) -> int:
        return len(vars(self))

    def __repr__(self) -> str:
        return f"Key({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def __str__(self) -> str:
        return "/".join(vars(self).values())

    def replaced(self, **values: str) -> Key:
        """The same key with some other values."""
        return Key({**vars(self), **values})


class Template:
    """An address with placeholders."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pattern = match_addr(text)
        self.names = tuple(found[1] for found in _PLACEHOLDER.finditer(text))

    @property
    def folder(self) -> str:
        """The folder that all the addresses are below."""
        fixed = self.text.split("[", 1)[0]
        return fixed.rpartition("/")[0] or "./"

    def match(self, addr: str) -> Key | None:
        """The key of an address of this template."""
        found = self.pattern.match(addr)
        return None if found is None else Key(found.groupdict())

    def form(self, key: Mapping[str, str]) -> str:
        """The address of a key."""
        return form_path(self.text, key)

    def key(self, item: Any) -> Key:
        """The key that an author's `list` named: text, several texts by position, or a mapping."""
        if isinstance(item, Key):
            values: Mapping[str, Any] = item
        elif isinstance(item, Mapping):
            values = item
        else:
            parts = item if isinstance(item, (tuple, list)) else (item,)
            if len(parts) != len(self.names):
                raise TypeError(f"`{self.text}`: a key has {len(self.names)} values, not {item!r:.100}")
            values = dict(zip(self.names, parts))
        key = {}
        for name in self.names:
            value = str(values[name]) if name in values else ""
            if not value or "/" in value:
                raise ValueError(f"`{self.text}`: `{value}` cannot be the [{name}] of an address")
            key[name] = value
        return Key(key)
