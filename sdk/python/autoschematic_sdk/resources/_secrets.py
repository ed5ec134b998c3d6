"""Fields that name a secret and do not hold it."""

from __future__ import annotations

import re
from typing import Any, Iterator

from ..env import required_env
from ..ron import Node
from ..ron.nodes import Text
from ._problems import Problem
from ._types import Scalar, subject

# Capitals only: most passwords that are pasted by mistake have other characters.
_NAME = re.compile(r"[A-Z_][A-Z0-9_]*")
_SCHEME = "env://"


class SecretRef(str):
    """The type of a field that names an environment variable of the connector, which holds the secret::

        password: SecretRef = field("Which variable holds it.")      # body: `password: "APP_PASSWORD"`

    In autoschematic.ron the connector is given it by ``env: {"APP_PASSWORD": "secret://…"}``. So the secret is in no body,
    no plan and no operation; only the author's code asks for it.
    """

    def resolve(self) -> str:
        """The secret."""
        return required_env(str(self))


class SecretName(Scalar):
    """The type of such a field in bodies."""

    def __init__(self) -> None:
        super().__init__(str)

    def inside(self, node: Node, path: str, is_ron: bool) -> Iterator[Problem]:
        if isinstance(node, Text) and _NAME.fullmatch(_bare(node.value)) is None:
            what = f"{subject(path)} must name an environment variable of the connector, such as `APP_PASSWORD`, and not be the secret itself"
            yield Problem(node.span, what)

    def plain(self, node: Node) -> Any:
        return self.settle(super().plain(node))

    def settle(self, plain: Any) -> Any:
        return _bare(plain) if isinstance(plain, str) else plain

    def value(self, plain: Any) -> Any:
        return SecretRef(plain) if isinstance(plain, str) else plain

    def unvalue(self, value: Any) -> Any:
        return _bare(str(value)) if isinstance(value, str) else value

    def example(self, name: str) -> Any:
        return re.sub(r"\W", "_", name).upper()


def _bare(name: str) -> str:
    """The name of the variable; ``env://`` may stand before it."""
    return name[len(_SCHEME) :] if name.startswith(_SCHEME) else name
