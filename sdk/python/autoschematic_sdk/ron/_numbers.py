"""Numbers: where they end, what they are, and how they are written."""

from __future__ import annotations

import math
import re
import struct
from decimal import Decimal

from ._characters import name_end
from .nodes import Float, Integer, RonError, Span

_FLOAT_RUN = re.compile(r"[0-9eE.+\-_]*")
_INTEGER_RUN = re.compile(r"[0-9a-fA-F_]*")
_FLOAT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_RADIX = {"0b": 2, "0o": 8, "0x": 16}
_WORDS = {f"{word}{suffix}" for word in ("inf", "NaN") for suffix in ("", "f32", "f64")}
_UNSIGNED = (8, 16, 32, 64)


class _Refused(Exception):
    def __init__(self, message: str, at: int) -> None:
        self.message = message
        self.at = at


def is_word(name: str) -> bool:
    """Whether a name is a number: ``inf``, ``NaN``, with or without suffix."""
    return name in _WORDS


def read_word(name: str, span: Span) -> Float:
    """The number that a word is, with or without a sign."""
    kind = name[-3:] if name.endswith(("f32", "f64")) else "f32"
    word = name.removesuffix("f32").removesuffix("f64")
    return Float(float(word.lower()), kind, span=span)


def read_number(text: str, start: int) -> Integer | Float:
    """The number that starts at an offset with a digit, a sign or a point."""
    digits = start + (text[start] in "+-")
    if digits > start:
        end = name_end(text, digits)
        if is_word(text[digits:end]):
            return read_word(text[start:end], Span(start, end))
    float_end = _end(_FLOAT_RUN, text, digits)
    integer_end = _end(_INTEGER_RUN, text, digits)
    try:
        if float_end > integer_end:
            return _read_float(text, start, float_end)
        try:
            return _read_integer(text, start, digits, integer_end)
        except _Refused as refused:
            # What no integer type holds is a floating-point number; so is `1e5`.
            try:
                number = _read_float(text, start, float_end)
            except _Refused:
                raise refused from None
            if number.span.end < refused.at:
                raise
            return number
    except _Refused as refused:
        raise RonError(refused.message, start, max(refused.at, start + 1)) from None


def _read_integer(text: str, start: int, digits: int, run: int) -> Integer:
    radix = _RADIX.get(text[digits : digits + 2], 10)
    end = _integer_suffix(text, run)
    if radix != 10:
        digits += 2
        run = _end(_INTEGER_RUN, text, digits)
        end = _integer_suffix(text, run) if radix == 2 else run
    if run == digits:
        raise _Refused("expected a number", digits)
    if text[digits] == "_":
        raise _Refused("a number cannot start with an underscore", digits)
    for at in range(digits, run):
        if text[at] != "_" and int(text[at], 16) >= radix:
            raise _Refused(f"`{text[at]}` is no digit of this number", at)
    negative = text[start] == "-"
    suffix = text[run:end]
    magnitude = int(text[digits:run].replace("_", ""), radix)
    if magnitude > _limit(suffix, negative):
        raise _Refused(f"the number does not fit into {suffix or 'an integer'}", end)
    value = -magnitude if negative else magnitude
    return Integer(value, suffix or smallest(value, negative), span=Span(start, end))


def _read_float(text: str, start: int, run: int) -> Float:
    allowed = False
    for at in range(start, run):
        if text[at] == "_":
            if not allowed:
                raise _Refused("an underscore cannot stand here", at)
        else:
            allowed = text[at] in "eE0123456789" or (allowed and text[at] != ".")
    digits = text[start:run].replace("_", "")
    if _FLOAT.fullmatch(digits) is None:
        raise _Refused("expected a number", start)
    suffix = text[run : name_end(text, run)]
    value = float(digits)
    if suffix in ("f32", "f64"):
        return Float(_narrow(value) if suffix == "f32" else value, suffix, span=Span(start, run + 3))
    return Float(value, "f32" if _same(_narrow(value), value) else "f64", span=Span(start, run))


def smallest(value: int, negative: bool | None = None) -> str:
    """The smallest type that holds a number; empty when none does."""
    if value < 0 or negative:
        bits = next((bits for bits in _UNSIGNED if value >= -(1 << (bits - 1))), None)
        return f"i{bits}" if bits else ""
    bits = next((bits for bits in _UNSIGNED if value < 1 << bits), None)
    return f"u{bits}" if bits else ""


def print_integer(number: Integer) -> str:
    """A whole number, with its suffix where it would be read as another type."""
    kind = number.kind
    negative_zero = kind == "i8" and number.value == 0
    text = "-0" if negative_zero else str(number.value)
    read = smallest(number.value, negative_zero)
    return text if not kind or kind == read else text + kind


def print_float(number: Float) -> str:
    """A floating-point number, never with an exponent, always with a fraction."""
    value = number.value
    if math.isnan(value) or math.isinf(value):
        sign = "-" if math.copysign(1, value) < 0 else ""
        text = sign + ("NaN" if math.isnan(value) else "inf")
        return text + ("f64" if number.kind == "f64" else "")
    digits = _shortest_single(value) if number.kind == "f32" else repr(value)
    text = format(Decimal(digits), "f")
    text = text if "." in text else text + ".0"
    read = "f32" if _same(_narrow(float(text)), float(text)) else "f64"
    return text if number.kind in ("", read) else text + number.kind


def _shortest_single(value: float) -> str:
    for precision in range(1, 10):
        text = f"{value:.{precision}g}"
        if _same(_narrow(float(text)), value):
            return text
    return repr(value)


def _narrow(value: float) -> float:
    try:
        return float(struct.unpack("<f", struct.pack("<f", value))[0])
    except OverflowError:
        return math.copysign(math.inf, value)


def _same(a: float, b: float) -> bool:
    return struct.pack("<d", a) == struct.pack("<d", b)


def _limit(suffix: str, negative: bool) -> int:
    bits = int(suffix[1:] or 64) if suffix else 64
    if suffix.startswith("u"):
        return 0 if negative else (1 << bits) - 1
    if suffix:
        return (1 << (bits - 1)) - (not negative)
    return 1 << 63 if negative else (1 << 64) - 1


def _integer_suffix(text: str, at: int) -> int:
    if at < len(text) and text[at] in "iu":
        end = name_end(text, at)
        if text[at + 1 : end] in ("8", "16", "32", "64"):
            return end
    return at


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    return pattern.match(text, at).end()  # type: ignore[union-attr]
