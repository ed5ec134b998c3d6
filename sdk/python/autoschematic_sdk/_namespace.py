"""The class body of a connector, in which ``list`` may be a method *and* annotate others.

The protocol's method is called ``list``. Below it in the same class body the name hides the
built-in, so that ``-> list[str]`` subscripts a function: a ``TypeError`` at import on
Python 3.13 and older. The namespace prepared here lets the name resolve to a stand-in that is the
method in every way and answers only ``name[...]`` for the built-in. The finished class
holds the plain function.
"""

from __future__ import annotations

import builtins
import functools
import sys
from abc import ABCMeta
from typing import Any, Iterator, Mapping

_SUBSCRIPTABLE: Mapping[str, Any] = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and (value is type or hasattr(value, "__class_getitem__"))
}


class _Method:
    """Stands for the method ``value``; subscripting it subscripts the built-in ``hidden``."""

    __slots__ = ("_value", "_hidden")

    def __init__(self, value: Any, hidden: Any) -> None:
        object.__setattr__(self, "_value", value)
        object.__setattr__(self, "_hidden", hidden)

    def __getitem__(self, item: Any) -> Any:
        return object.__getattribute__(self, "_hidden")[item]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _unwrap(self)(*args, **kwargs)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        value = _unwrap(self)
        getter = getattr(type(value), "__get__", None)
        return value if getter is None else getter(value, instance, owner)

    def __getattribute__(self, name: str) -> Any:
        # ``__class__`` too: isinstance(method, FunctionType) and inspect must not notice.
        return getattr(_unwrap(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_unwrap(self), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(_unwrap(self), name)

    def __dir__(self) -> list[str]:
        return dir(_unwrap(self))

    def __repr__(self) -> str:
        return repr(_unwrap(self))

    def __eq__(self, other: object) -> bool:
        return bool(_unwrap(self) == _unwrap(other))

    def __hash__(self) -> int:
        return hash(_unwrap(self))


def _unwrap(value: Any) -> Any:
    """The method a stand-in stands for; anything else is returned as it is."""
    return object.__getattribute__(value, "_value") if type(value) is _Method else value


def _settle(value: Any) -> Any:
    """``value`` with no stand-in left in it where the language or the library keeps functions."""
    value = _unwrap(value)
    if isinstance(value, (staticmethod, classmethod)):
        inner = _settle(value.__func__)
        return value if inner is value.__func__ else type(value)(inner)
    if type(value) is property:
        if _Method in (type(value.fget), type(value.fset), type(value.fdel)):
            return property(_unwrap(value.fget), _unwrap(value.fset), _unwrap(value.fdel), value.__doc__)
        return value
    if isinstance(value, (functools.partial, functools.partialmethod)) and type(value.func) is _Method:
        return type(value)(_unwrap(value.func), *value.args, **value.keywords)
    for holder in _wrappers(value):
        wrapped = vars(holder).get("__wrapped__")
        if type(wrapped) is _Method:
            holder.__wrapped__ = _unwrap(wrapped)
        for cell in getattr(holder, "__closure__", None) or ():
            _settle_cell(cell)
        if sys.version_info < (3, 14):  # later, reading annotations evaluates them too early
            for name, annotation in holder.__annotations__.items():
                holder.__annotations__[name] = _unwrap(annotation)
    return value


def _settle_cell(cell: Any) -> None:
    try:
        if type(cell.cell_contents) is _Method:
            cell.cell_contents = _unwrap(cell.cell_contents)
    except ValueError:  # an empty cell
        pass


def _wrappers(value: Any) -> Iterator[Any]:
    """``value`` and the functions it wraps, outermost first."""
    seen: set[int] = set()
    while isinstance(value, _FUNCTION) and id(value) not in seen:
        seen.add(id(value))
        yield value
        value = _unwrap(vars(value).get("__wrapped__"))


_FUNCTION = type(lambda: None)


class _ClassNamespace(dict[str, Any]):
    """Stores what the class body defines; hands out stand-ins for methods named like a generic built-in."""

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)
        if name in _SUBSCRIPTABLE and not isinstance(value, type) and _is_method(value):
            return _Method(value, _SUBSCRIPTABLE[name])
        return value

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, _settle(value))


def _is_method(value: Any) -> bool:
    return callable(value) or hasattr(type(value), "__get__")


class ConnectorMeta(ABCMeta):
    """Metaclass of connectors; a metaclass of your own for a connector derives from ``type(Connector)``."""

    @classmethod
    def __prepare__(mcls, name: str, bases: tuple[type, ...], /, **kwargs: Any) -> _ClassNamespace:
        return _ClassNamespace(super().__prepare__(name, bases, **kwargs))

    def __new__(
        mcls: type[ConnectorMeta], name: str, bases: tuple[type, ...], namespace: dict[str, Any], /, **kwargs: Any
    ) -> ConnectorMeta:
        plain = {key: _unwrap(value) for key, value in dict.items(namespace)}
        if isinstance(namespace, _ClassNamespace):
            # Type parameters and, from Python 3.14, annotations are evaluated after the class is
            # made, through this cell. Kept out of ``type.__new__`` it goes on naming the namespace
            # of the body, in which ``list[...]`` works.
            plain.pop("__classdictcell__", None)
        return super().__new__(mcls, name, bases, plain, **kwargs)


