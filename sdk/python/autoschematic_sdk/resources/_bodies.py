"""Bodies of one kind: read, checked, written, reduced to what they mean."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Iterable, Iterator, Mapping

from ..ron import Node, members
from ..ron.nodes import Text
from ._collections import ListOf, MapOf
from ._fields import MISSING, FieldSpec, Struct
from ._formats import JSON, YAML, Format, decode, format_of
from ._json import load_json
from ._problems import ERROR, BadBody, Problem, refusal
from ._structs import StructOf, Variants, hides
from ._types import Optional_, Type

_PLAIN = FieldSpec()


@dataclass(frozen=True)
class Parsed:
    """A body's text and its value."""

    text: str
    node: Node


class Body:
    """How the bodies at addresses of one template are treated."""

    def __init__(self, cls: type[Struct], addr: str, kind: type, noun: str, ignored: Iterable[str], placeholders: Iterable[str]) -> None:
        self.format: Format = format_of(addr)
        self.placeholders = tuple(name for name in placeholders if name not in {s.name for s in cls.__fields__.values()})
        self.ignored = tuple(_steps(path) for path in ignored)
        specs = cls.__fields__.values()
        self.told = frozenset(spec.held or spec.name for spec in specs if spec.held or spec.computed)
        """Fields that only the server fills in."""
        silent = frozenset(path[0] for path in self.ignored) | frozenset(self.placeholders)
        self.is_text = kind is str
        self.is_open = kind is dict
        self.struct = StructOf(cls, noun, self.is_open, silent)
        if self.format is YAML:
            self.struct.root_phrase = "a YAML mapping"

    def parse(self, body: bytes) -> Parsed:
        """A body whose syntax is right; :class:`BadBody` otherwise."""
        text = decode(body)
        return Parsed(text, self.format.parse(text))

    def problems(self, parsed: Parsed, key: Mapping[str, str]) -> list[Problem]:
        """Everything that is wrong with a body, in the order of its text."""
        if self.is_text:
            return []
        found = [*self.struct.check(parsed.node, "", self.format.is_ron), *self._misplaced(parsed.node, key)]
        return sorted(found, key=lambda problem: (problem.last, problem.span.start))

    def _misplaced(self, node: Node, key: Mapping[str, str]) -> Iterator[Problem]:
        for member in members(node):
            if member.name in self.placeholders and member.name in key:
                held = member.value.value if isinstance(member.value, Text) else None
                if held != key[member.name]:
                    yield Problem(
                        member.value.span,
                        f"the address says that the {member.name} is `{key[member.name]}`",
                        short=f"the body says {member.name} `{held}`, the address `{key[member.name]}`",
                    )

    def load(self, body: bytes, key: Mapping[str, str]) -> tuple[Any, Parsed]:
        """The plain value of a body that must be right in every way."""
        try:
            parsed = self.parse(body)
        except BadBody as bad:
            raise refusal(body.decode("utf-8", "replace"), bad.problem) from None
        for problem in self.problems(parsed, key):
            if problem.severity == ERROR:
                raise refusal(parsed.text, problem)
        return self.plain(parsed), parsed

    def read(self, body: bytes) -> Any:
        """The plain value of a body that is right as far as it can be read."""
        if self.format is JSON:
            # Without places many times faster.
            value = load_json(decode(body))
            if isinstance(value, dict):
                return self.struct.settle(value)
        parsed = self.parse(body)
        if not self.is_text and not self.struct.fits(parsed.node):
            raise BadBody(next(self.struct.check(parsed.node, "", self.format.is_ron)))
        return self.plain(parsed)

    def plain(self, parsed: Parsed) -> Any:
        """The plain value of a body."""
        return parsed.text if self.is_text else self.struct.plain(parsed.node)

    def write(self, plain: Any) -> bytes:
        """A body as it is written into the repository."""
        if self.is_text:
            return str(plain).encode()
        if self.format.is_ron:
            node = self.struct.node(plain, True)
            text = self.format.write(node, False)
        else:
            text = self.format.write(plain, self.is_open)
        return text.encode()

    def value(self, plain: Any) -> Any:
        """What the author's methods get."""
        return plain if self.is_text else self.struct.value(plain)

    def unvalue(self, value: Any) -> Any:
        """The plain value of what the author's `read` returned."""
        if self.is_text:
            text = value.decode() if isinstance(value, bytes) else value
            if not isinstance(text, str):
                raise TypeError(f"`{self.struct.name}.read` returned {value!r:.100}: expected text")
            return text
        try:
            return self.struct.unvalue(value)
        except TypeError as error:
            told = f"a `{type(value).__name__}`" if hides(self.struct) else f"{value!r:.100}"
            raise TypeError(f"`{self.struct.name}.read` returned {told}: {error}") from None

    def meaning(self, plain: Any) -> Any:
        """What of a body makes a difference; absent and equal to the default are the same."""
        return self._reduced(plain, written=False, defaults=False)

    def complete(self, plain: Any) -> Any:
        """What of a body makes a difference, with the defaults of fields that it leaves out."""
        return self._reduced(plain, written=False, defaults=not self.is_open)

    def shown(self, plain: Any) -> Any:
        """What of a remote body is written into the repository."""
        return self._reduced(plain, written=True, defaults=False)

    def own(self, plain: Any) -> Any:
        """A body without what only the server tells: nothing that could be sent."""
        return self._without(plain, {*self.placeholders, *self.told})

    def _without(self, plain: Any, names: Iterable[str]) -> Any:
        if not isinstance(plain, dict):
            return plain
        kept = {name: value for name, value in plain.items() if name not in names}
        for path in self.ignored:
            kept = _without(kept, path)
        return kept

    def _reduced(self, plain: Any, written: bool, defaults: bool) -> Any:
        own = self._without(plain, self.placeholders)
        return _reduce(self.struct, own, _PLAIN, written, defaults) if isinstance(own, dict) else own

    def kept(self, have: Any, want: Any) -> Any:
        """A body with what the other one says of the fields that it leaves as they are."""
        if not isinstance(have, dict) or not isinstance(want, dict):
            return want
        names = [name for name, (spec, _) in self.struct.fields.items() if spec.keep and want.get(name) is None and name in have]
        return {**want, **{name: have[name] for name in names}} if names else want

    def digest(self, plain: Any) -> str:
        """A short text that changes with the meaning of a body."""
        return hashlib.sha256(canonical(self.meaning(plain)).encode()).hexdigest()[:16]

    def missing_secrets(self, have: Any, want: Any) -> list[str]:
        """Paths of write-only values that ``want`` sets and the other side knows nothing of."""
        found: list[str] = []
        if self.is_text or not isinstance(have, dict) or not isinstance(want, dict):
            return found
        for name, (spec, _) in self.struct.fields.items():
            if not spec.write_only or not spec.held or not want.get(name):
                continue
            known, wanted = (have.get(name), have.get(spec.held)), want[name]
            if isinstance(wanted, dict):
                names = {each for part in known if isinstance(part, (dict, list)) for each in part}
                found += sorted(f"{name}.{each}" for each in wanted if each not in names)
            elif not any(known):
                found.append(name)
        return found

    @property
    def computed(self) -> list[FieldSpec]:
        """The fields that the server fills in."""
        return [spec for spec, _ in self.struct.fields.values() if spec.computed]

    def node_at(self, parsed: Parsed, path: str) -> Node:
        """The node at a path of the body, or the last one on the way there."""
        node = parsed.node
        for step in _steps(path):
            below = {member.name: member.value for member in members(node)}
            items = getattr(node, "items", ())
            if step in below:
                node = below[step]
            elif step.isdecimal() and int(step) < len(items):
                node = items[int(step)]
            else:
                break
        return node


def canonical(plain: Any) -> str:
    """Plain values as the one JSON text that they have."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def same(a: Any, b: Any) -> bool:
    """Equal as JSON values; Python alone takes ``True`` for ``1``."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(item, b[key]) for key, item in a.items())
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    return isinstance(a, bool) == isinstance(b, bool) and bool(a == b)


def _reduce(type_: Type, plain: Any, spec: FieldSpec, written: bool, defaults: bool) -> Any:
    if isinstance(type_, Optional_):
        return None if plain is None else _reduce(type_.inner, plain, spec, written, defaults)
    if isinstance(type_, StructOf) and isinstance(plain, dict):
        return _reduce_struct(type_, plain, written, defaults)
    if isinstance(type_, Variants) and isinstance(plain, dict):
        return {n: _reduce(type_.choices[n], v, _PLAIN, written, defaults) if n in type_.choices else v for n, v in plain.items()}
    if isinstance(type_, MapOf) and isinstance(plain, dict):
        return {name: _reduce(type_.item, item, _PLAIN, written, defaults) for name, item in plain.items()}
    if isinstance(type_, ListOf) and isinstance(plain, list):
        items = [_reduce(type_.item, item, _PLAIN, written, defaults) for item in plain]
        return sorted(items, key=canonical) if type_.unordered else items
    return plain


def _reduce_struct(type_: StructOf, plain: dict[str, Any], written: bool, defaults: bool) -> dict[str, Any]:
    names = [*type_.fields, *(name for name in plain if name not in type_.fields)]
    found = {}
    for name in names:
        spec, inner = type_.fields.get(name, (_PLAIN, None))
        if spec.computed or spec.write_only or not (spec.compare or written):
            continue
        default = MISSING if inner is None else type_.default(name)
        value = plain.get(name, default if defaults else MISSING)
        if value is MISSING:
            continue
        if inner is not None:
            value = _reduce(inner, value, spec, written, defaults)
            default = default if default is MISSING else _reduce(inner, default, spec, written, defaults)
        if defaults or default is MISSING or not same(value, default):
            found[name] = value
    return found


def _steps(path: str) -> tuple[str, ...]:
    """``panels[*].id`` as its steps."""
    return tuple(step for step in path.replace("[", ".").replace("]", "").split(".") if step)


def _without(plain: Any, path: tuple[str, ...]) -> Any:
    step, rest = path[0], path[1:]
    if isinstance(plain, dict):
        if not rest and step != "*":
            return {name: value for name, value in plain.items() if name != step}
        return {n: _without(v, rest) if rest and step in (n, "*") else v for n, v in plain.items()}
    if isinstance(plain, list) and rest and (step == "*" or step.isdecimal()):
        return [_without(item, rest) if step in ("*", str(index)) else item for index, item in enumerate(plain)]
    return plain
