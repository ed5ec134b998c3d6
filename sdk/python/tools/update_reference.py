#!/usr/bin/env python3
"""Regenerate ``docs/reference/python.md`` from the docstrings of everything public."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import textwrap
from pathlib import Path
from typing import Any, Iterator

SDK = Path(__file__).resolve().parent.parent
REFERENCE = SDK.parent.parent / "docs" / "reference" / "python.md"
MODULES = {"autoschematic_sdk": (), "autoschematic_sdk.http": ("JsonApi",), "autoschematic_sdk.pytest_plugin": ("Law",)}
HEAD = """# Reference of the Python SDK

Everything public in `autoschematic_sdk`. This page is made from the docstrings in the sources: change them, then run
`sdk/python/tools/update_reference.py`. [The easy way](../../sdk/python/README.md#the-easy-way) tells what to begin with, and
[A Python connector from zero](../guide/python.md) how.
"""


def markdown(doc: str | None) -> str:
    """A docstring as Markdown: literals, roles and indented code."""
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?([\w]+)`", r"`\1`", inspect.cleandoc(doc or "").replace("``", "`"))

    def fence(found: re.Match[str]) -> str:
        return f"{found[1]}\n\n```python\n{textwrap.dedent(found[2]).strip()}\n```\n"

    return re.sub(r"(:):[ ]*\n\n((?:(?:    .*)?\n)+(?:    .*)?)", fence, text + "\n").strip()


def signature(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> str:
    """How a function is called."""
    arguments = node.args
    for names in (arguments.posonlyargs, arguments.args):
        if names and names[0].arg in ("self", "cls"):
            names.pop(0)
    returns = f" -> {ast.unparse(node.returns)}" if node.returns is not None and node.name != "__init__" else ""
    return f"{'async ' if isinstance(node, ast.AsyncFunctionDef) else ''}{name}({ast.unparse(arguments)}){returns}"


def tree_of(thing: Any) -> Any:
    """The definition of a class or function in its source."""
    return ast.parse(textwrap.dedent(inspect.getsource(thing))).body[0]


def family(thing: type, public: set[str]) -> Iterator[type]:
    """A class and those of its bases that have no entry of their own."""
    for each in thing.__mro__:
        if each is thing or (each.__module__.startswith("autoschematic_sdk") and each.__name__ not in public):
            yield each


def rows(thing: type, public: set[str]) -> Iterator[tuple[str, str]]:
    """What a class has: how it is written, and what is said of it."""
    seen: set[str] = set()
    for each in family(thing, public):
        body = tree_of(each).body
        for node, following in zip(body, [*body[1:], None]):
            name, shown, said = member(node, following, thing.__name__)
            if name and name not in seen:
                seen.add(name)
                yield shown, said


def member(node: ast.stmt, following: ast.stmt | None, owner: str) -> tuple[str, str, str]:
    """Name, form and description of a member; an empty name for what is nobody's business."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        said = ast.get_docstring(node) or ""
        if node.name == "__init__":
            return ("__init__", signature(node, owner), said) if said else ("", "", "")
        if node.name.startswith("_") or not said:
            return "", "", ""
        is_property = any(isinstance(each, ast.Name) and each.id == "property" for each in node.decorator_list)
        return node.name, node.name if is_property else signature(node, node.name), said
    said = ""
    if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant) and isinstance(following.value.value, str):
        said = following.value.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        name = node.target.id
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
    else:
        return "", "", ""
    return ("", "", "") if name.startswith("_") else (name, ast.unparse(node), said)


def entry(name: str, thing: Any, public: set[str]) -> str:
    """One public name."""
    if inspect.isfunction(thing):
        return f"### {name}\n\n`{signature(tree_of(thing), name)}`\n\n{markdown(thing.__doc__)}\n"
    if not inspect.isclass(thing):
        shown = re.sub(r"(?:typing|autoschematic_sdk[.\w]*)[.]", "", str(thing))
        return f"### {name}\n\n`{shown}`\n"
    bases = ", ".join(ast.unparse(base) for base in tree_of(thing).bases)
    about = [f"### {name}", f"`class {name}{f'({bases})' if bases else ''}`", markdown(thing.__dict__.get("__doc__"))]
    table = [(shown, " ".join(markdown(said).split())) for shown, said in rows(thing, public)]
    if table:
        cells = [[part.replace("|", "\\|") for part in row] for row in table]
        about.append("\n".join(["| | |", "|---|---|", *(f"| `{shown}` | {said} |" for shown, said in cells)]))
    return "\n\n".join(part for part in about if part) + "\n"


def describe() -> str:
    """The whole page."""
    parts = [HEAD]
    everything = {name for module, names in MODULES.items() for name in names or importlib.import_module(module).__all__}
    for module, names in MODULES.items():
        loaded = importlib.import_module(module)
        parts.append(f"## {module}\n")
        parts += [entry(name, getattr(loaded, name), everything) for name in sorted(names or loaded.__all__)]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.path.insert(0, str(SDK))
    REFERENCE.parent.mkdir(exist_ok=True)
    REFERENCE.write_text(describe(), "utf-8")
