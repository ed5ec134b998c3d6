"""Declared fields, and the classes that have them."""

from __future__ import annotations

import copy
import inspect
import os
import sys
import typing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Callable, ClassVar, Mapping

from .._namespace import ConnectorMeta
from ._docs import attribute_docs

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        return lambda cls: cls


_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()
"""In the place of a default: the field is required."""


@dataclass(frozen=True)
class FieldSpec:
    """What is declared of a field; see :func:`field`."""

    doc: str = ""
    default: Any = MISSING
    name: str = ""
    attribute: str = ""
    example: Any = MISSING
    replace: bool = False
    immutable: bool = False
    sensitive: bool = False
    computed: bool = False
    compare: bool = True
    unordered: bool = False
    non_empty: bool = False
    write_only: bool = False
    held: str = ""
    optional: bool = False
    keep: bool = False

    @property
    def hidden(self) -> bool:
        """Whether no message shows its value."""
        return self.sensitive or self.write_only

    @property
    def required(self) -> bool:
        """Whether a body must have it."""
        return self.default is MISSING and not self.computed and not self.optional


def field(
    doc: str = "",
    *,
    default: Any = MISSING,
    name: str = "",
    example: Any = MISSING,
    replace: bool = False,
    immutable: bool = False,
    sensitive: bool = False,
    computed: bool = False,
    compare: bool = True,
    unordered: bool = False,
    non_empty: bool = False,
    write_only: bool = False,
    held: str = "",
    required: bool = True,
    keep: bool = False,
) -> Any:
    """Declare a field: ``title: str = field("The name people see.")``.

    :param doc: documentation; a string below the field does as well
    :param default: the value when the body leaves the field out; without one the field is required
    :param name: the name in the body, where that is no name in Python
    :param example: the value in a skeleton
    :param replace: a change deletes the resource and creates it again
    :param immutable: a change is an error of the plan
    :param sensitive: the SDK's sentences hide the value, and a computed one is an output that is stored sealed; bodies hold it in clear
    :param computed: the server fills it in: neither in bodies nor compared, but an output of this name
    :param compare: ``False`` for what is written into bodies and makes no difference
    :param unordered: the order of a list makes no difference
    :param non_empty: an empty text is an error
    :param write_only: the server takes it and never returns it; a change alone cannot be seen
    :param held: the field that names which parts of a ``write_only`` one the server holds
    :param required: ``False`` for a field without a default that may be left out; it is ``None`` then
    :param keep: a body that leaves it out leaves it as it is; for fields of the body itself that are ``None`` by default
    """
    return FieldSpec(
        doc, default, name, "", example, replace, immutable, sensitive, computed, compare, unordered, non_empty,
        write_only, held, not required, keep,
    )  # fmt: skip


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Struct(metaclass=ConnectorMeta):
    """A value with declared fields, inside a body: ``Port(number: 80)`` in RON, an object in JSON.

    Made with the fields as keyword arguments. Fields are the annotated attributes of the class.
    """

    __fields__: ClassVar[Mapping[str, FieldSpec]] = {}
    __scope__: ClassVar[Mapping[str, Any]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        fields = dict(cls.__fields__)
        for attribute, annotation in _annotations(cls).items():
            if attribute.startswith("_") or attribute == "connector" or _is_class_variable(annotation):
                continue
            declared = cls.__dict__.get(attribute, MISSING)
            spec = declared if isinstance(declared, FieldSpec) else FieldSpec(default=declared)
            fields[attribute] = replace(spec, attribute=attribute, name=spec.name or attribute)
            if declared is not MISSING:
                delattr(cls, attribute)
        cls.__fields__ = fields
        cls.__scope__ = _scope()

    def __init__(self, **values: Any) -> None:
        for attribute, spec in type(self).__fields__.items():
            if attribute in values:
                value = values.pop(attribute)
            elif spec.default is not MISSING:
                value = copy.deepcopy(spec.default)
            elif not spec.required:
                value = None
            else:
                raise TypeError(f"{type(self).__name__}: `{attribute}` is missing")
            setattr(self, attribute, value)
        if values:
            raise TypeError(f"{type(self).__name__} has no field `{next(iter(values))}`")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        specs = type(self).__fields__
        held = {name: value for name, value in vars(self).items() if name in specs}
        shown = (f"{name}={'***' if specs[name].hidden else repr(value)}" for name, value in held.items())
        return f"{type(self).__name__}({', '.join(shown)})"


def documented(cls: type[Struct], spec: FieldSpec) -> str:
    """The documentation of a field."""
    if spec.doc:
        return spec.doc
    for base in cls.__mro__:
        if doc := attribute_docs(base).get(spec.attribute):
            return doc
    return ""


def hints(cls: type[Struct]) -> dict[str, Any]:
    """The types of the fields."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if not issubclass(base, Struct) or base is Struct:
            continue
        names = dict(vars(sys.modules[base.__module__])) if base.__module__ in sys.modules else {}
        nested = {name: value for name, value in vars(base).items() if isinstance(value, type)}
        names = {**names, **base.__scope__, **nested, base.__name__: base}
        for attribute, annotation in _annotations(base).items():
            if attribute in cls.__fields__:
                found[attribute] = _resolve(annotation, names, f"{base.__name__}.{attribute}")
    return found


def _resolve(annotation: Any, names: dict[str, Any], where: str) -> Any:
    holder = type("holder", (), {"__annotations__": {"value": annotation}})
    try:
        return typing.get_type_hints(holder, names, names)["value"]
    except NameError as error:
        raise TypeError(f"`{where}`: the type `{annotation}` cannot be found: {error}") from None


def _annotations(cls: type) -> dict[str, Any]:
    if sys.version_info >= (3, 14):
        import annotationlib

        return dict(annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF))
    return dict(inspect.get_annotations(cls))


def _is_class_variable(annotation: Any) -> bool:
    if isinstance(annotation, str):
        return annotation.replace("typing.", "").startswith("ClassVar")
    return annotation is ClassVar or typing.get_origin(annotation) is ClassVar


def _scope() -> Mapping[str, Any]:
    """The local names where the class is being made, when that is inside a function."""
    frame = sys._getframe(1)
    while frame.f_back is not None and _is_machinery(frame.f_code.co_filename):
        frame = frame.f_back
    while frame.f_back is not None and not frame.f_code.co_flags & inspect.CO_OPTIMIZED and frame.f_code.co_name != "<module>":
        frame = frame.f_back  # the body of a class around this one
    return frame.f_locals if frame.f_code.co_flags & inspect.CO_OPTIMIZED else {}


def _is_machinery(file: str) -> bool:
    """Whether code makes the class, and is not where it stands."""
    return file.startswith("<frozen ") or os.path.abspath(file).startswith(_PACKAGE)
