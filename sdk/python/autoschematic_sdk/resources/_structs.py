"""Types with fields: structs, bodies, and variants with values; and types out of annotations."""

from __future__ import annotations

import difflib
import enum
import types
import typing
from functools import cached_property, lru_cache
from typing import Any, Iterator, Literal, Union

from ..ron import Member, Node, members, to_node, to_plain
from ..ron.nodes import Field, Map, Struct as StructNode, Text, Tuple, Unit
from ._choices import Choice
from ._collections import ListOf, MapOf, TupleOf
from ._docs import doc_of
from ._fields import MISSING, FieldSpec, Struct, documented, hints
from ._problems import WARNING, Problem
from ._secrets import SecretName, SecretRef
from ._types import AnyType, Optional_, Scalar, Type, below, is_reference, name_span, subject, with_article


class StructOf(Type):
    """A struct with declared fields; an ``open`` one keeps what is not declared."""

    def __init__(self, cls: type[Struct], noun: str = "", is_open: bool = False, silent: frozenset[str] = frozenset()) -> None:
        self.cls = cls
        self.name = cls.__name__
        self.noun = noun or f"`{self.name}`"
        self.is_open = is_open
        self.silent = silent
        """Names that may stand in an open body although nothing is done with them."""
        self.root_phrase = "a JSON object"
        """What a whole body must be, in a format without structs."""

    @cached_property
    def fields(self) -> dict[str, tuple[FieldSpec, Type]]:
        """The declared fields by the names that bodies use; found late, since a struct may hold others of its kind."""
        resolved = hints(self.cls)
        return {
            spec.name: (spec, type_of(resolved[attribute], spec)) for attribute, spec in self.cls.__fields__.items()
        }

    def phrase(self, is_ron: bool) -> str:
        if is_ron:
            return "a map" if self.is_open else f"a `{self.name}(…)`"
        return "an object"

    def label(self, is_ron: bool) -> str:
        return self.name

    def fits(self, node: Node) -> bool:
        return isinstance(node, (StructNode, Map)) or (isinstance(node, (Tuple, Unit)) and self.is_empty(node))

    def is_empty(self, node: Tuple | Unit) -> bool:
        """``Name()``, or the name alone, is a struct that leaves all fields out."""
        return node.name == self.name and not (isinstance(node, Tuple) and node.items)

    def check(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        if is_reference(node):
            return
        if is_ron and not self.is_open and self.fits(node):
            name = getattr(node, "name", None)
            if isinstance(node, Map) or name is None:
                yield Problem(name_span(node, None), f"{subject(path)} must be {self.phrase(is_ron)}")
                return
            if name != self.name:
                yield Problem(name_span(node, name), f"{subject(path)} must be {self.phrase(is_ron)}, not `{name}`")
                return
        if not self.fits(node):
            phrase = self.phrase(is_ron) if path or is_ron else self.root_phrase
            yield Problem(node.span, f"{subject(path)} must be {phrase}")
            return
        yield from self.inside(node, path, is_ron)

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        seen: set[str] = set()
        for member in members(node):
            if member.name in seen:
                yield Problem(member.name_span, f"`{below(path, member.name)}` is there twice")
            elif member.name in self.fields:
                yield from self.check_field(member, path, is_ron)
            elif member.name not in self.silent:
                yield self.unknown(member)
            seen.add(member.name)
        for name, (spec, _) in self.fields.items():
            if spec.required and name not in seen:
                what = f"`{below(path, name)}` is missing"
                yield Problem(name_span(node, getattr(node, "name", None)), what, short=f"{what} or empty", last=True)

    def check_field(self, member: Member, path: str, is_ron: bool) -> Iterator[Problem]:
        spec, type_ = self.fields[member.name]
        whole = below(path, member.name)
        if spec.computed and not self.is_open:
            yield Problem(member.name_span, f"`{whole}` is filled in by the server; what stands here is ignored", WARNING)
        elif spec.non_empty and isinstance(member.value, Text) and not member.value.value:
            yield Problem(member.value.span, f"`{whole}` must not be empty", short=f"`{whole}` is missing or empty")
        else:
            yield from type_.check(member.value, whole, is_ron)

    def unknown(self, member: Member) -> Problem:
        near = difflib.get_close_matches(member.name, self.fields, 1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        message = f"{with_article(self.noun)} has no field `{member.name}`{hint}"
        return Problem(member.name_span, message, WARNING if self.is_open else 1)

    def plain(self, node: Node) -> Any:
        if not self.fits(node):
            return to_plain(node)
        found = {}
        for member in members(node):
            if member.name in self.fields:
                found[member.name] = self.fields[member.name][1].plain(member.value)
            elif self.is_open:
                found[member.name] = to_plain(member.value)
        return found

    def settle(self, plain: Any) -> Any:
        if not isinstance(plain, dict):
            return plain
        return {
            name: self.fields[name][1].settle(value) if name in self.fields else value
            for name, value in plain.items()
            if self.is_open or name in self.fields
        }

    def node(self, plain: Any, is_ron: bool) -> Node:
        if not isinstance(plain, dict):
            return to_node(plain)
        written = {
            name: self.fields[name][1].node(value, is_ron) if name in self.fields else to_node(value)
            for name, value in plain.items()
        }
        if is_ron and not self.is_open:
            return StructNode(self.name, tuple(Field(name, value) for name, value in written.items()))
        return Map(tuple((Text(name), value) for name, value in written.items()))

    def value(self, plain: Any) -> Any:
        if not isinstance(plain, dict):
            return plain
        if self.is_open:
            filled = {name: self.default(name) for name, (spec, _) in self.fields.items() if spec.compare and not spec.write_only}
            return {**{name: value for name, value in filled.items() if value is not MISSING}, **plain}
        made: Struct = self.cls.__new__(self.cls)
        for name, (spec, type_) in self.fields.items():
            value = plain[name] if name in plain else self.default(name)
            setattr(made, spec.attribute, None if value is MISSING else type_.value(value))
        return made

    def unvalue(self, value: Any) -> Any:
        """The plain form of an instance, or of a mapping by the names of the body."""
        if isinstance(value, Struct) and not isinstance(value, self.cls):
            raise TypeError(f"expected a `{self.name}`, not a `{type(value).__name__}`")
        if isinstance(value, Struct):
            held = vars(value)
            return {
                name: type_.unvalue(held[spec.attribute])
                for name, (spec, type_) in self.fields.items()
                if spec.attribute in held
                and not ((spec.computed or spec.optional) and held[spec.attribute] is None)
            }
        if not isinstance(value, dict):
            raise TypeError(f"expected a `{self.name}`")
        return {
            name: self.fields[name][1].unvalue(item) if name in self.fields else item
            for name, item in value.items()
            if self.is_open or name in self.fields
        }

    def default(self, name: str) -> Any:
        """The plain default of a field; ``MISSING`` for a required one."""
        spec, type_ = self.fields[name]
        return MISSING if spec.default is MISSING else type_.unvalue(spec.default)

    def example(self, name: str = "") -> Any:
        found = {}
        for field_name, (spec, type_) in self.fields.items():
            if spec.computed:
                continue
            if spec.example is not MISSING:
                found[field_name] = type_.unvalue(spec.example)
            elif spec.required:
                found[field_name] = type_.example(field_name)
        return found

    def parts(self) -> Iterator[Type]:
        for _, type_ in self.fields.values():
            yield type_

    def doc(self) -> str:
        return doc_of(self.cls)

    def field_doc(self, name: str) -> str:
        return documented(self.cls, self.fields[name][0])


class Variants(Type):
    """One of several structs, told apart by name: ``Git(url: …)`` in RON, ``{"Git": {…}}`` in JSON."""

    def __init__(self, choices: tuple[StructOf, ...]) -> None:
        self.choices = {choice.name: choice for choice in choices}

    def phrase(self, is_ron: bool) -> str:
        shown = (f"`{name}(…)`" if is_ron else f'`{{"{name}": …}}`' for name in self.choices)
        return f"one of {', '.join(shown)}"

    def label(self, is_ron: bool) -> str:
        return " or ".join(self.choices)

    def fits(self, node: Node) -> bool:
        return self.tagged(node) is not None

    def tagged(self, node: Node) -> tuple[StructOf, Node] | None:
        """The struct that a node says it is, and where its fields are."""
        if isinstance(node, (StructNode, Tuple, Unit)) and node.name in self.choices:
            choice = self.choices[node.name]
            return (choice, node) if choice.fits(node) else None
        if isinstance(node, Map) and len(node.entries) == 1:
            for member in members(node):
                if member.name in self.choices:
                    return self.choices[member.name], member.value
        return None

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        found = self.tagged(node)
        if found is not None:
            yield from found[0].check(found[1], path, is_ron)

    def plain(self, node: Node) -> Any:
        found = self.tagged(node)
        return to_plain(node) if found is None else {found[0].name: found[0].plain(found[1])}

    def settle(self, plain: Any) -> Any:
        found = self._only(plain)
        return plain if found is None else {found[0].name: found[0].settle(found[1])}

    def _only(self, plain: Any) -> tuple[StructOf, Any] | None:
        if isinstance(plain, dict) and len(plain) == 1:
            ((name, inner),) = plain.items()
            if name in self.choices:
                return self.choices[name], inner
        return None

    def node(self, plain: Any, is_ron: bool) -> Node:
        found = self._only(plain)
        if found is None:
            return to_node(plain)
        inner = found[0].node(found[1], is_ron)
        return inner if is_ron else Map(((Text(found[0].name), inner),))

    def value(self, plain: Any) -> Any:
        found = self._only(plain)
        return plain if found is None else found[0].value(found[1])

    def unvalue(self, value: Any) -> Any:
        name = type(value).__name__
        return {name: self.choices[name].unvalue(value)} if name in self.choices else value

    def example(self, name: str) -> Any:
        first = next(iter(self.choices.values()))
        return {first.name: first.example(name)}

    def parts(self) -> Iterator[Type]:
        yield from self.choices.values()


def hides(type_: Type, seen: frozenset[int] = frozenset()) -> bool:
    """Whether anything inside a type is never shown."""
    if id(type_) in seen:
        return False
    own = isinstance(type_, StructOf) and any(spec.hidden for spec, _ in type_.fields.values())
    return own or any(hides(part, seen | {id(type_)}) for part in type_.parts())


@lru_cache(maxsize=None)
def struct_of(cls: type[Struct]) -> StructOf:
    """The type of a struct inside a body."""
    return StructOf(cls)


def type_of(annotation: Any, spec: FieldSpec) -> Type:
    """The type that an annotation names."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in (str, int, float, bool):
        return Scalar(annotation)
    if annotation is SecretRef:
        return SecretName()
    if annotation in (Any, object):
        return AnyType()
    if annotation in (list, dict, set, frozenset):
        return type_of(annotation[(str, Any) if annotation is dict else Any], spec)
    if origin is typing.Annotated:
        return type_of(arguments[0], spec)
    if origin in (list, set, frozenset):
        return ListOf(type_of(arguments[0], spec), spec.unordered or origin is not list, origin)
    if origin is dict and arguments[0] is str:
        return MapOf(type_of(arguments[1], spec))
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is ...:
            return ListOf(type_of(arguments[0], spec), spec.unordered, tuple)
        return TupleOf(tuple(type_of(each, spec) for each in arguments))
    if origin in (Union, types.UnionType):
        return _union(arguments, spec)
    if origin is Literal and all(isinstance(each, str) for each in arguments):
        return Choice("", {each: each for each in arguments}, None)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        texts = issubclass(annotation, str)
        return Choice(annotation.__name__, {(str(e.value) if texts else e.name): e for e in annotation}, annotation)
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        return struct_of(annotation)
    raise TypeError(
        f"`{spec.attribute}`: a field cannot be of type `{annotation}`; use str, int, float, bool, list, set, dict[str, …], "
        "tuple, Optional, Literal, SecretRef, an Enum, a Struct or a union of Structs"
    )


def _union(arguments: tuple[Any, ...], spec: FieldSpec) -> Type:
    present = tuple(each for each in arguments if each is not type(None))
    if len(present) == 1:
        inner = type_of(present[0], spec)
    else:
        choices = tuple(type_of(each, spec) for each in present)
        if not all(isinstance(choice, StructOf) for choice in choices):
            raise TypeError(f"`{spec.attribute}`: a union is of `Struct`s, each with a name of its own, or `Any`")
        inner = Variants(typing.cast("tuple[StructOf, ...]", choices))
    return Optional_(inner) if len(present) < len(arguments) else inner
