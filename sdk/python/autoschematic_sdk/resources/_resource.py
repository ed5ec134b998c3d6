"""The class that every declared resource derives from."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar, Iterable, Mapping

from ._declared import Declared, names_of
from ._templates import Key

_AWAITED = ("read", "create", "update", "delete")


class Resource(Declared):
    """A kind of resource, behind files at addresses of one template::

        class Note(Resource, addr="notes/[name].ron"):
            '''A note.'''

            text: str = field("What it says.")

    Keywords of the class:

    - ``addr``: the template; ``[placeholders]`` stand for a part of a path, and make up the key
    - ``id``: the output that holds the name the server gives it; it takes the place of the last placeholder in
      physical addresses, while files keep the name the user gave
    - ``parent``: the resource it is in; its placeholders come first
    - ``body``: ``dict`` for open-ended APIs (fields that are not declared are kept), ``str`` for text; else an
      instance of the class itself
    - ``ignored``: paths that the server fills in, such as ``"meta.created panels[*].id"``
    - ``outputs``: names of outputs, besides the ``id`` and the computed fields: placeholders, or what the methods
      ``outputs``, ``create`` and ``update`` give
    - ``noun``: what messages call it; ``loses``: what a deletion takes with it, such as ``"everything in it"``;
      ``destroys_data``: whether it destroys data
    - ``repeatable``: with an ``id``: whether a ``create`` that is sent again after a crash creates nothing twice,
      since it passes ``current_call().idempotency_key`` on or looks for itself
    """

    id_output: ClassVar[str | None] = None
    parent: ClassVar[type[Resource] | None] = None
    output_names: ClassVar[tuple[str, ...]] = ()
    loses: ClassVar[str] = ""
    destroys_data: ClassVar[bool] = False
    repeatable: ClassVar[bool] = False

    def __init_subclass__(
        cls,
        *,
        id: str | None = None,
        parent: type[Resource] | None = None,
        outputs: str | Iterable[str] = (),
        loses: str | None = None,
        destroys_data: bool | None = None,
        repeatable: bool | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.id_output = id if id is not None else cls.id_output
        cls.parent = parent if parent is not None else cls.parent
        cls.output_names = (*cls.output_names, *names_of(outputs))
        cls.loses = loses if loses is not None else cls.loses
        cls.destroys_data = destroys_data if destroys_data is not None else cls.destroys_data
        cls.repeatable = repeatable if repeatable is not None else cls.repeatable
        for name in _AWAITED:
            # A decorator may have made a plain function of a coroutine function.
            method = inspect.unwrap(getattr(cls, name))
            if inspect.isfunction(method) and not inspect.iscoroutinefunction(method):
                raise TypeError(f"{cls.__name__}: `{name}` is awaited: write `async def {name}` in place of `def {name}`")
        if not cls.is_addressed():
            return
        names = cls.template.names
        if not names and cls.id_output is not None:
            raise TypeError(f"{cls.__name__}: an `id` needs a placeholder in `{cls.template.text}`")
        if cls.parent is not None and names[: len(cls.parent.template.names)] != cls.parent.template.names:
            raise TypeError(
                f"{cls.__name__}: `{cls.template.text}` must begin with the placeholders of `{cls.parent.template.text}`"
            )

    def list(self) -> Any:
        """Every resource of this kind: an async generator of keys, or a coroutine that returns them.

        A key is the value of the placeholder, a tuple of several, or a mapping.
        """
        raise NotImplementedError(f"{type(self).__name__} has no `list`")

    async def read(self, key: Key) -> Any:
        """The body of a resource, as the server has it; ``None`` when it does not exist."""
        raise NotImplementedError(f"{type(self).__name__} has no `read`")

    async def create(self, key: Key, body: Any) -> Mapping[str, Any] | None:
        """Create a resource; outputs that reading it would not tell, at least the declared ``id``."""
        raise NotImplementedError(f"{type(self).__name__} has no `create`")

    async def update(self, key: Key, before: Any, after: Any) -> Mapping[str, Any] | None:
        """Change a resource. ``before`` is what ``read`` has just returned, with all that is ignored or computed."""
        raise NotImplementedError(f"{type(self).__name__} has no `update`")

    async def delete(self, key: Key, before: Any) -> None:
        """Delete a resource. ``before`` is what ``read`` has just returned."""
        raise NotImplementedError(f"{type(self).__name__} has no `delete`")

    def validate(self, key: Key, body: Any) -> Any:
        """Problems that the types do not tell, each a path of the body and a sentence."""
        return ()

    def losses(self, key: Key, before: Any, after: Any) -> Iterable[tuple[str, str]]:
        """What is lost by a change: names of the fields that lose it, with blanks between them, and a noun for what is lost.

        The change of those fields is an operation of its own then, marked as destroying data, after the change of all others.
        """
        return ()

    def needs(self, key: Key, body: Any) -> Iterable[str]:
        """Addresses of resources that a body needs to exist: the same run makes them before this one, and deletes them after it.

        Parents need not be named, nor what bodies refer to.
        """
        return ()

    def outputs(self, key: Key, body: Any) -> Mapping[str, Any]:
        """Outputs that are neither placeholders nor computed fields, from what ``read`` returned; the class names them."""
        return {}

    def label(self, key: Key, body: Any) -> str:
        """What a plan calls the resource: its title or name, else the last part of the key."""
        hidden = {spec.name for spec in type(self).__fields__.values() if spec.hidden}
        for name in ("title", "name"):
            if name in hidden:
                continue
            value = body.get(name) if isinstance(body, dict) else getattr(body, name, None)
            if isinstance(value, str) and value:
                return value
        return key[tuple(key)[-1]] if len(key) else self.template.text

    def suggested_name(self, key: Key, body: Any) -> str | None:
        """With an ``id``: the name that a file gets when the resource is imported first; ``None`` for the id."""
        return None

    @classmethod
    def key_outputs(cls) -> tuple[str, ...]:
        """The outputs that are placeholders."""
        return tuple(name for name in cls.output_names if name in cls.template.names)

    @classmethod
    def defines(cls, method: str) -> bool:
        """Whether the author wrote the method."""
        return getattr(cls, method) is not getattr(Resource, method)
