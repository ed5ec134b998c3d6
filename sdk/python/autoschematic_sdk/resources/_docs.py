"""Documentation out of the source: the string below a field or a variant."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import lru_cache


def doc_of(cls: type) -> str:
    """The docstring of a class itself, not of one that it derives from."""
    doc = cls.__dict__.get("__doc__") or ""
    return inspect.cleandoc(doc) if isinstance(doc, str) else ""


@lru_cache(maxsize=None)
def attribute_docs(cls: type) -> dict[str, str]:
    """The strings that stand below the attributes of a class; nothing where the source cannot be read."""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return {}
    docs: dict[str, str] = {}
    name = None
    for statement in getattr(body, "body", ()):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            name = statement.targets[0].id
        elif name and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            if isinstance(statement.value.value, str):
                docs[name] = inspect.cleandoc(statement.value.value)
            name = None
        else:
            name = None
    return docs
