"""Example bodies and documentation, from declarations."""

from __future__ import annotations

from typing import Iterator

from .. import ron
from .._values import DocIdent, EnumVariantIdent, FieldIdent, GetDocResponse, Skeleton
from ..ron.nodes import Struct as StructNode
from ._bodies import Body
from ._choices import Choice
from ._declared import Declared
from ._structs import StructOf
from ._types import Type


def skeleton(cls: type[Declared], body: Body) -> Skeleton:
    """An example of a body, with comments where the format has them."""
    if body.is_text:
        return Skeleton(cls.template.text, cls.example_text.encode())
    plain = body.struct.example()
    node = body.struct.node(plain, True) if body.format.is_ron else None
    text = _commented(body.struct, node).encode() if isinstance(node, StructNode) else body.write(plain)
    return Skeleton(cls.template.text, text)


def _commented(struct: StructOf, node: StructNode) -> str:
    """A struct, with its fields' documentation above them."""
    printed = ron.dumps(node)
    if not node.fields:
        return printed
    parts = []
    for field in node.fields:
        lines = [f"    // {line}".rstrip() for line in struct.field_doc(field.name).splitlines()]
        value = ron.dumps(StructNode(struct.name, (field,))).partition("\n")[2].removesuffix(")\n")
        parts.append("".join(f"{line}\n" for line in lines) + value)
    return printed.partition("\n")[0] + "\n" + "".join(parts) + ")\n"


def docstring(body: Body, ident: DocIdent) -> GetDocResponse | None:
    """The documentation of a body, of a struct or a field in it, or of a variant."""
    is_ron = body.format.is_ron
    if isinstance(ident, EnumVariantIdent):
        return _variant(body.struct, ident, is_ron)
    if isinstance(ident, FieldIdent):
        struct = _find(body.struct, ident.parent) or body.struct
        if ident.name not in struct.fields:
            return None
        _, type_ = struct.fields[ident.name]
        below = sorted(type_.fields) if isinstance(type_, StructOf) else []
        return GetDocResponse(True, type_.label(is_ron), struct.field_doc(ident.name), below)
    name = getattr(ident, "name", "")
    for type_ in _types(body.struct):
        if isinstance(type_, Choice) and type_.name and type_.name == name:
            return GetDocResponse(True, "enum", type_.doc(), list(type_.values))
    struct = _find(body.struct, name) or body.struct
    return GetDocResponse(True, struct.name, struct.doc(), sorted(struct.fields))


def _variant(struct: StructOf, ident: EnumVariantIdent, is_ron: bool) -> GetDocResponse | None:
    for type_ in _types(struct):
        if isinstance(type_, Choice) and ident.parent in ("", type_.name):
            doc = type_.variant_doc(ident.name)
            if doc is not None:
                return GetDocResponse(True, type_.label(is_ron), doc)
    found = _find(struct, ident.name)
    return None if found is None else GetDocResponse(True, found.name, found.doc(), sorted(found.fields))


def _find(struct: StructOf, name: str) -> StructOf | None:
    return next((each for each in _types(struct) if isinstance(each, StructOf) and each.name == name), None)


def _types(root: Type) -> Iterator[Type]:
    """Every type inside a type, each once."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        type_ = waiting.pop(0)
        if id(type_) not in seen:
            seen.add(id(type_))
            yield type_
            waiting += type_.parts()


def check_types(root: Type) -> None:
    """Resolve the types of all fields, so that a wrong annotation shows when the connector starts."""
    for _ in _types(root):
        pass
