"""String, byte string, character and byte literals, both ways."""

from __future__ import annotations

import re
import unicodedata

from .nodes import RonError

_SIMPLE = {"'": "'", '"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
_HEX = re.compile(r"[0-9a-fA-F]*")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def read_text(text: str, start: int, quote: int) -> tuple[str, int]:
    """The text of ``"…"``, whose quote is at ``quote``, and the offset behind it."""
    parts: list[str] = []
    at = quote + 1
    while True:
        at = _run(text, start, at, parts)
        if text[at] == '"':
            return "".join(parts), at + 1
        value, at = _escape(text, at, utf8=True)
        parts.append(value)


def read_bytes(text: str, start: int, quote: int) -> tuple[bytes, int]:
    """The bytes of ``b"…"``."""
    result = bytearray()
    at = quote + 1
    while True:
        parts: list[str] = []
        at = _run(text, start, at, parts)
        result += "".join(parts).encode()
        if text[at] == '"':
            return bytes(result), at + 1
        if text[at + 1 : at + 2] == "x":
            byte, at = _hex_byte(text, at)
            result.append(byte)
        else:
            value, at = _escape(text, at, utf8=False)
            result += value.encode()


def read_raw(text: str, start: int, hashes: int) -> tuple[str, int]:
    """The text of ``r"…"``, whose ``#`` or quote is at ``hashes``."""
    quote = hashes
    while text[quote : quote + 1] == "#":
        quote += 1
    if text[quote : quote + 1] != '"':
        raise RonError("expected a quote", start, quote)
    close = '"' + text[hashes:quote]
    end = text.find(close, quote + 1)
    if end < 0:
        raise RonError("the string is not closed", start, quote + 1)
    return text[quote + 1 : end], end + len(close)


def read_character(text: str, start: int) -> tuple[str, int]:
    """The character of ``'…'``."""
    at = start + 1
    if text[at : at + 1] == "\\":
        value, at = _escape(text, at, utf8=False)
    else:
        value, at = text[at : at + 1], at + 1
    if not value or text[at : at + 1] != "'":
        raise RonError("expected one character between single quotes", start, min(at, len(text)))
    return value, at + 1


def read_byte(text: str, start: int) -> tuple[int, int]:
    """The byte of ``b'…'``."""
    at = start + 2
    if text[at : at + 2] == "\\x":
        value, at = _hex_byte(text, at)
    elif text[at : at + 1] == "\\":
        if text[at + 1 : at + 2] == "u":
            raise RonError("a byte has no Unicode escapes", at, at + 2)
        character, at = _escape(text, at, utf8=False)
        value = ord(character)
    elif at < len(text) and text[at] < "\x80":
        value, at = ord(text[at]), at + 1
    else:
        raise RonError("a byte is one ASCII character", at, min(at + 1, len(text)))
    if text[at : at + 1] != "'":
        raise RonError("expected one byte between single quotes", start, min(at, len(text)))
    return value, at + 1


def _run(text: str, start: int, at: int, parts: list[str]) -> int:
    """Pass what is neither quote nor backslash."""
    quote = text.find('"', at)
    if quote < 0:
        raise RonError("the string is not closed", start, at)
    escape = text.find("\\", at, quote)
    end = quote if escape < 0 else escape
    parts.append(text[at:end])
    return end


def _escape(text: str, start: int, utf8: bool) -> tuple[str, int]:
    """The character of the escape at ``start``."""
    kind = text[start + 1 : start + 2]
    if kind in _SIMPLE and kind:
        return _SIMPLE[kind], start + 2
    if kind == "x":
        return _escaped_utf8(text, start) if utf8 else _escaped_ascii(text, start)
    if kind == "u":
        return _braced(text, start)
    raise RonError(f"there is no escape `\\{kind}`", start, min(start + 2, len(text)))


def _escaped_ascii(text: str, start: int) -> tuple[str, int]:
    byte, at = _hex_byte(text, start)
    if byte >= 0x80:
        raise RonError("this is not UTF-8", start, at)
    return chr(byte), at


def _escaped_utf8(text: str, start: int) -> tuple[str, int]:
    """A character beyond ASCII may be spelled as its bytes."""
    found = bytearray()
    at = start
    while len(found) < 4 and text[at : at + 2] == "\\x":
        byte, at = _hex_byte(text, at)
        found.append(byte)
        try:
            return found.decode(), at
        except UnicodeDecodeError:
            continue
    raise RonError("this is not UTF-8", start, at)


def _hex_byte(text: str, start: int) -> tuple[int, int]:
    digits = text[start + 2 : start + 4]
    if len(digits) < 2 or _HEX.fullmatch(digits) is None:
        raise RonError("`\\x` needs two hexadecimal digits", start, min(start + 4, len(text)))
    return int(digits, 16), start + 4


def _braced(text: str, start: int) -> tuple[str, int]:
    if text[start + 2 : start + 3] != "{":
        raise RonError("`\\u` needs braces, as in `\\u{e9}`", start, min(start + 3, len(text)))
    end = _HEX.match(text, start + 3).end()  # type: ignore[union-attr]
    digits = text[start + 3 : end]
    if not 1 <= len(digits) <= 6 or text[end : end + 1] != "}":
        raise RonError("`\\u{…}` needs one to six hexadecimal digits", start, min(end + 1, len(text)))
    value = int(digits, 16)
    if value > 0x10FFFF or 0xD800 <= value < 0xE000:
        raise RonError("there is no such character", start, end + 1)
    return chr(value), end + 1


def print_text(value: str) -> str:
    """A string literal that shows what cannot be seen."""
    return '"' + "".join(map(_shown, value)) + '"'


def print_character(value: str) -> str:
    """A character literal."""
    return f"'\\{value}'" if value in "'\\" else f"'{value}'"


def print_bytes(value: bytes) -> str:
    """A byte string literal."""
    shown = (
        _ESCAPED.get(chr(byte)) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}") for byte in value
    )
    return 'b"' + "".join(shown) + '"'


def _shown(character: str) -> str:
    if " " <= character < "\x7f" and character not in '"\\':
        return character
    if character in _ESCAPED:
        return _ESCAPED[character]
    return f"\\u{{{ord(character):x}}}" if unicodedata.category(character) in _INVISIBLE else character
