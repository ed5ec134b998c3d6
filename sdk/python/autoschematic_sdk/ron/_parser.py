"""Reads RON: one value, with attributes before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable

from . import _numbers, _strings
from ._characters import SPACE, name_end, raw_name_end, starts_name
from .nodes import (
    Bool, Bytes, Char, Field, List, Map, Node, Null, RonError, Some, Span, Struct, Text, Tuple, Unit, Integer,
)  # fmt: skip

EXTENSIONS = ("unwrap_newtypes", "implicit_some", "unwrap_variant_newtypes", "explicit_struct_names")
MAXIMUM_DEPTH = 128


class Parser:
    """One pass over a text; stops at the first error."""

    def __init__(self, text: str, extensions: frozenset[str]) -> None:
        self.text = text
        self.extensions = set(extensions)
        self.at = 0
        self.depth = 0

    def document(self) -> Node:
        """The value of the document."""
        self.skip()
        while self.peek() == "#":
            self.attribute()
        value = self.value()
        self.skip()
        if self.at < len(self.text):
            raise self.unexpected("the end of the text")
        return value

    # Below a token.

    def skip(self) -> None:
        """Pass white space and comments."""
        text = self.text
        while True:
            if space := SPACE.match(text, self.at):
                self.at = space.end()
            if text.startswith("//", self.at):
                end = text.find("\n", self.at)
                self.at = len(text) if end < 0 else end
            elif text.startswith("/*", self.at):
                self.block_comment()
            else:
                return

    def block_comment(self) -> None:
        start, level = self.at, 1
        self.at += 2
        while level:
            opening, closing = self.text.find("/*", self.at), self.text.find("*/", self.at)
            if closing < 0:
                raise RonError("the comment is not closed", start, len(self.text))
            level += 1 if 0 <= opening < closing else -1
            self.at = (opening if 0 <= opening < closing else closing) + 2

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        self.skip()
        return self.text[self.at : self.at + 1]

    def take(self, character: str) -> bool:
        """Pass a character, if it is next."""
        if self.peek() != character:
            return False
        self.at += 1
        return True

    def expect(self, character: str) -> None:
        if not self.take(character):
            raise self.unexpected(f"`{character}`")

    def unexpected(self, wanted: str) -> RonError:
        found = f"`{self.text[self.at]}`" if self.at < len(self.text) else "the end of the text"
        return RonError(f"expected {wanted}, found {found}", self.at, min(self.at + 1, len(self.text)))

    # Names and attributes.

    def name(self) -> tuple[str, Span, bool] | None:
        """The name that is next, where it is, and whether ``r#`` stands before it."""
        text, start = self.text, self.at
        if text.startswith("r#", start) and text[start + 2 : start + 3] not in ("#", '"'):
            end = raw_name_end(text, start + 2)
            if end > start + 2:
                self.at = end
                return text[start + 2 : end], Span(start, end), True
        if not starts_name(text, start) or self.starts_literal():
            return None
        self.at = name_end(text, start)
        if text[self.at : self.at + 1] in (".", "+", "-"):
            end = raw_name_end(text, self.at)
            raise RonError(f"`{text[start:end]}` must be written `r#{text[start:end]}`", start, end)
        return text[start : self.at], Span(start, self.at), False

    def starts_literal(self) -> bool:
        """Whether ``r`` or ``b`` begins a string here, not a name."""
        return self.text.startswith(('b"', "b'", 'br"', "br#", 'r"', "r#"), self.at)

    def attribute(self) -> None:
        for part in "#![":
            self.expect(part)
        start = self.peek() and self.at
        if (self.name() or [""])[0] != "enable":
            self.at = start or self.at
            raise self.unexpected("`enable`")
        self.expect("(")
        while True:
            self.skip()
            found = self.name()
            if found is None:
                raise self.unexpected("the name of an extension")
            if found[0] not in EXTENSIONS:
                raise RonError(f"there is no extension `{found[0]}`", *found[1])
            self.extensions.add(found[0])
            if not self.take(",") or self.peek() == ")":
                break
        self.expect(")")
        self.expect("]")

    # Values.

    def value(self) -> Node:
        """The value that is next."""
        character = self.peek()
        text, start = self.text, self.at
        if character and character in "0123456789+-.":
            number = _numbers.read_number(text, start)
            self.at = number.span.end
            return number
        if character == '"':
            return self.literal(Text, _strings.read_text(text, start, start), start)
        if character == "'":
            return self.literal(Char, _strings.read_character(text, start), start)
        if character == "[":
            return self.nested(self.items)
        if character == "{":
            return self.nested(self.entries)
        if character == "(":
            return self.parenthesis(None, start)
        if text.startswith('b"', start):
            return self.literal(Bytes, _strings.read_bytes(text, start, start + 1), start)
        if text.startswith("b'", start):
            value, self.at = _strings.read_byte(text, start)
            return Integer(value, "u8", span=Span(start, self.at))
        if text.startswith(("br\"", "br#"), start):
            raw, self.at = _strings.read_raw(text, start, start + 2)
            return Bytes(raw.encode(), span=Span(start, self.at))
        found = self.name()
        if found is not None:
            return self.named(*found)
        if text.startswith(("r\"", "r#"), start):
            return self.literal(Text, _strings.read_raw(text, start, start + 1), start)
        raise self.unexpected("a value")

    def literal(self, kind: Callable[..., Node], read: tuple[object, int], start: int) -> Node:
        value, self.at = read
        return kind(value, span=Span(start, self.at))

    def named(self, name: str, span: Span, raw: bool) -> Node:
        """A value that starts with a name."""
        if not raw:
            if name in ("true", "false"):
                return Bool(name == "true", span=span)
            if name == "None":
                return Null(span=span)
            if _numbers.is_word(name):
                return _numbers.read_word(name, span)
        follower = self.peek()
        if follower == "(":
            return self.some(span) if name == "Some" and not raw else self.parenthesis(name, span.start)
        if name == "Some" and not raw:
            if "implicit_some" not in self.extensions:
                raise self.unexpected("`(`")
            value = self.nested(self.value)
            return Some(value, span=Span(span.start, value.span.end))
        self.at = span.end
        return Unit(name, span=span)

    def nested(self, read: Callable[[], Node]) -> Node:
        if self.depth >= MAXIMUM_DEPTH:
            raise RonError(f"this is nested more than {MAXIMUM_DEPTH} levels deep", self.at)
        self.depth += 1
        value = read()
        self.depth -= 1
        return value

    def separated(self, close: str) -> bool:
        """Whether another element follows; passes the comma, or the closing bracket."""
        if self.take(","):
            return not self.take(close)
        if self.take(close):
            return False
        raise self.unexpected(f"`,` or `{close}`")

    def items(self) -> Node:
        start = self.at
        self.at += 1
        found: list[Node] = []
        more = not self.take("]")
        while more:
            found.append(self.value())
            more = self.separated("]")
        return List(tuple(found), span=Span(start, self.at))

    def entries(self) -> Node:
        start = self.at
        self.at += 1
        found: list[tuple[Node, Node]] = []
        more = not self.take("}")
        while more:
            key = self.value()
            self.expect(":")
            found.append((key, self.value()))
            more = self.separated("}")
        return Map(tuple(found), span=Span(start, self.at))

    def parenthesis(self, name: str | None, start: int) -> Node:
        """A unit, a tuple or a struct."""
        if name is None and self.text.startswith("()", self.at):
            self.at += 2
            return Unit(span=Span(start, self.at))
        return replace(self.nested(lambda: self.group(name)), span=Span(start, self.at))

    def group(self, name: str | None) -> Node:
        self.at += 1
        if self.take(")"):
            return Tuple(name)
        before = self.at
        first = self.name()
        is_struct = first is not None and self.peek() == ":"
        self.at = before
        return self.fields(name) if is_struct else self.positions(name)

    def fields(self, name: str | None) -> Node:
        found: list[Field] = []
        more = True
        while more:
            self.skip()
            field = self.name()
            if field is None:
                raise self.unexpected("the name of a field")
            self.expect(":")
            found.append(Field(field[0], self.value(), field[1]))
            more = self.separated(")")
        return Struct(name, tuple(found))

    def positions(self, name: str | None) -> Node:
        found: list[Node] = []
        more = True
        while more:
            found.append(self.value())
            more = self.separated(")")
        return Tuple(name, tuple(found))

    def some(self, span: Span) -> Node:
        """``Some(…)``: one value, or where the extension says so what is inside it without its own parentheses."""
        unwraps = "unwrap_variant_newtypes" in self.extensions
        start = self.at
        inner = self.nested(lambda: self.group(None))
        whole = Span(span.start, self.at)
        if isinstance(inner, Tuple) and len(inner.items) == 1:
            return Some(inner.items[0], span=whole)
        if not unwraps:
            raise RonError("`Some` holds one value", start, self.at)
        if isinstance(inner, Struct):
            entries = tuple((Text(field.name, span=field.name_span), field.value) for field in inner.fields)
            return Some(Map(entries, span=whole), span=whole)
        items = inner.items if isinstance(inner, Tuple) else ()
        return Some(List(items, span=whole) if items else Unit(span=whole), span=whole)
