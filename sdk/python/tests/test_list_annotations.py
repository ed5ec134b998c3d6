"""A class body may define ``list`` (or ``dict``, ``set``, …) and subscript it in later annotations."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from programs import REPOSITORY, SDK

# The sources below must be compiled without ``from __future__ import annotations``, hence by
# a Python of their own; modules that need grpcio are left out so that any Python will do.
PRELUDE = """
import abc, asyncio, contextlib, functools, inspect, sys, types, typing
package = types.ModuleType("autoschematic_sdk")
package.__path__ = [{package!r}]
sys.modules["autoschematic_sdk"] = package
from autoschematic_sdk.types import *
package.__dict__.update({{k: v for k, v in globals().items() if k in sys.modules["autoschematic_sdk.types"].__all__}})
from autoschematic_sdk.addr import *
from autoschematic_sdk.error import InvalidAddr
package.match_addr, package.InvalidAddr = match_addr, InvalidAddr
package.form_path, package.connector_main = form_path, None

class Whole(Connector):
    def __init__(self, name, prefix): pass
    async def init(self): pass
    async def filter(self, addr): return FilterResponse.NONE
    async def get(self, addr): return GetResponse(False)
    async def plan(self, addr, current, desired): return []
    async def op_exec(self, addr, op): return OpExecResponse()
    async def list(self, subpath): return ["whole"]

def run(connector, method="list", *args):
    return asyncio.run(getattr(connector("n", "p"), method)(*(args or ("./",))))
"""


def pythons(oldest: tuple[int, int] = (3, 10)) -> list[str]:
    """This interpreter and one of every other minor version that can be found, from ``oldest`` on."""
    found = {sys.version_info[:2]: sys.executable}
    for python in sorted(Path.home().glob(".pyenv/versions/3.*/bin/python")) + sorted(Path("/usr/bin").glob("python3.*")):
        parts = (python.parent.parent.name if ".pyenv" in str(python) else python.name.removeprefix("python")).split(".")
        if all(part.isdigit() for part in parts) and (3, 10) <= (version := (int(parts[0]), int(parts[1]))):
            found.setdefault(version, str(python))
    return [python for version, python in sorted(found.items()) if version >= oldest]


def run(python: str, source: str) -> str:
    program = PRELUDE.format(package=str(SDK / "autoschematic_sdk")) + textwrap.dedent(source)
    result = subprocess.run([python, "-c", program], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout


every_python = pytest.mark.parametrize("python", pythons())


@every_python
def test_list_of_annotates_methods_below_list(python: str) -> None:
    assert run(python, """
        class C(Whole):
            async def list(self, subpath: str) -> list[str]:
                return ["a"]
            async def plan(self, addr: str, current: bytes | None, desired: bytes | None) -> list[PlanResponseElement]:
                return []
            async def subpaths(self) -> list[str] | None:
                return None
            names: list[dict[str, list[int]]] = []

        assert type(C.__dict__["list"]) is types.FunctionType
        assert run(C) == ["a"]
        print(typing.get_type_hints(C.plan)["return"] == list[PlanResponseElement])
        print(typing.get_type_hints(C.list)["return"], typing.get_type_hints(C.subpaths)["return"])
        print(C.__annotations__["names"])
    """) == "True\nlist[str] list[str] | None\nlist[dict[str, list[int]]]\n"


@every_python
def test_other_builtins_work_too(python: str) -> None:
    assert run(python, """
        class C(Whole):
            def dict(self): return 1
            def set(self): return 2
            def tuple(self): return 3
            def type(self): return 4
            def all(self) -> tuple[dict[str, int], set[int], type[int]]: return ()

        print(typing.get_type_hints(C.all)["return"])
        c = C("n", "p")
        print(c.dict(), c.set(), c.tuple(), c.type())
    """) == "tuple[dict[str, int], set[int], type[int]]\n1 2 3 4\n"


@every_python
def test_the_name_is_the_method_in_every_other_way(python: str) -> None:
    assert run(python, """
        def twice(function):
            @functools.wraps(function)
            async def wrapper(self, subpath):
                assert inspect.iscoroutinefunction(function) and isinstance(function, types.FunctionType)
                return 2 * await function(self, subpath)
            return wrapper

        class C(Whole):
            async def list(self, subpath: str) -> list[str]:
                "Lists."
                return ["a"]
            list_all = list
            list_twice = twice(list)
            list.mark = "marked"
            described = (list.__name__, list.__doc__, list.mark, inspect.iscoroutinefunction(list), callable(list))
            signature = inspect.signature(list)
            same = list == list_all and hash(list) == hash(list_all) and repr(list) == repr(list_all)
            direct = staticmethod(list)
            later = functools.partialmethod(list, "./")
            prop = property(list)
            def after(self) -> list[int]: return []

        plain = C.__dict__["list"]
        assert type(plain) is types.FunctionType
        assert C.list_all is plain and C.list_twice.__wrapped__ is plain and C.direct is plain
        assert C.__dict__["later"].func is plain
        assert C.__dict__["prop"].fget is plain
        assert C.list_twice.__closure__[0].cell_contents is plain
        print(C.described, C.signature == inspect.signature(plain), C.same)
        print(run(C, "list_all"), run(C, "list_twice"), plain.mark)
    """) == "('list', 'Lists.', 'marked', True, True) True True\n['a'] ['a', 'a'] marked\n"


@every_python
def test_decorated_and_special_methods_named_list(python: str) -> None:
    assert run(python, """
        class Retry:
            def __init__(self, function): self.function = function
            def __get__(self, instance, owner=None):
                return self if instance is None else functools.partial(self.function, instance)

        class A(Whole):
            @Retry
            async def list(self, subpath) -> list[str]: return ["object"]
            def f(self) -> list[int]: return []
        class B(Whole):
            @staticmethod
            async def list(subpath) -> list[str]: return ["static"]
            def f(self) -> list[int]: return []
        class C(Whole):
            @classmethod
            async def list(cls, subpath) -> list[str]: return [cls.__name__]
            def f(self) -> list[int]: return []
        class D(Whole):
            @abc.abstractmethod
            async def list(self, subpath): ...
            def f(self) -> list[int]: return []
        class E(Whole):
            def list(self, subpath): ...
            list = contextlib.asynccontextmanager(list)
            def f(self) -> list[int]: return []

        print(run(A), run(B), run(C), sorted(D.__abstractmethods__), type(A.__dict__["list"]).__name__)
        for cls in (A, B, C, D, E):
            assert typing.get_type_hints(cls.f)["return"] == list[int], cls
    """) == "['object'] ['static'] ['C'] ['list'] Retry\n"


@every_python
def test_dataclasses_and_properties(python: str) -> None:
    assert run(python, """
        import dataclasses

        @dataclasses.dataclass
        class Data(Whole):
            name: str
            prefix: str
            tags: list[str] = dataclasses.field(default_factory=lambda: ["x"])
            async def list(self, subpath: str) -> list[str]: return self.tags
            more: list[int] = dataclasses.field(default_factory=lambda: [1])
            union: list[int] | None = None

        class Property(Whole):
            @property
            def list(self): return "got"
            @list.setter
            def list(self, value: str) -> None: self.seen = value
            def f(self) -> list[int]: return []
            class Inner:
                def g(self) -> list[str]: return []

        p = Property("n", "p")
        p.list = "set"
        print(run(Data), [f.name for f in dataclasses.fields(Data)], Data.__annotations__["union"])
        print(p.list, p.seen, type(Property.__dict__["list"]).__name__)
    """) == "['x'] ['name', 'prefix', 'tags', 'more', 'union'] list[int] | None\ngot set property\n"


@every_python
def test_stacked_decorators_and_what_is_deleted_again(python: str) -> None:
    assert run(python, """
        def mark(text):
            def decorate(function):
                @functools.wraps(function)
                async def wrapper(self, *args):
                    return [text, *await function(self, *args)]
                return wrapper
            return decorate

        class C(Whole):
            @mark("outer")
            @mark("inner")
            async def list(self, subpath) -> list[str]: return ["c"]
            again = mark("again")(list)
            table = {"list": list}
            names = sorted(name for name in locals() if not name.startswith("_"))
        class Gone(Whole):
            async def list(self, subpath): return ["gone"]
            keep = list
            del list
            def f(self) -> list[str]: return list("f")

        print(run(C), run(C, "again"), C.names)
        print(asyncio.run(C.table["list"](C("n", "p"), "./")), run(Gone), run(Gone, "keep"), Gone("n", "p").f())
    """) == ("['outer', 'inner', 'c'] ['again', 'outer', 'inner', 'c'] ['again', 'list', 'table']\n"
            "['outer', 'inner', 'c'] ['whole'] ['gone'] ['f']\n")


@every_python
def test_subclasses_super_and_mixins(python: str) -> None:
    assert run(python, """
        class Mixin(abc.ABC):
            @abc.abstractmethod
            def helper(self): ...

        class Base(Whole):
            async def list(self, subpath: str) -> list[str]:
                return ["base"]
        class Derived(Base, Mixin):
            def helper(self) -> list[str]: return []
            async def list(self, subpath: str) -> list[str]:
                return [*await super().list(subpath), __class__.__name__]
            def after(self) -> list[int]: return []
        print(run(Derived))
    """) == "['base', 'Derived']\n"


@every_python
def test_missing_methods_are_named(python: str) -> None:
    assert "list" in run(python, """
        class C(Connector):
            async def init(self): pass
        try:
            C("n", "p")
        except TypeError as error:
            print(error)
    """)


@every_python
def test_keywords_and_metaclasses_of_the_author(python: str) -> None:
    assert run(python, """
        class Registry(type(Connector)):
            def __new__(mcls, name, bases, namespace, *, table=None, **kwargs):
                cls = super().__new__(mcls, name, bases, namespace, **kwargs)
                cls.table = table
                return cls

        class WithKind(Whole):
            def __init_subclass__(cls, *, kind="none", **kwargs):
                super().__init_subclass__(**kwargs)
                cls.kind = kind

        class C(WithKind, metaclass=Registry, kind="k", table="t"):
            async def list(self, subpath) -> list[str]: return []
            def f(self) -> list[int]: return []
        print(C.kind, C.table, issubclass(type(C), abc.ABCMeta), list(C.__mro__)[1].__name__)
    """) == "k t True WithKind\n"


@every_python
def test_data_named_like_a_builtin_is_left_alone(python: str) -> None:
    assert run(python, """
        class C(Whole):
            dict = {"a": 1}
            one = dict["a"]
            set = frozenset
            empty = set([1])
        print(C.one, C.empty)
    """) == "1 frozenset({1})\n"


@pytest.mark.parametrize("python", pythons(oldest=(3, 12)))
def test_type_parameters_are_evaluated_after_the_class_is_made(python: str) -> None:
    assert run(python, """
        class C(Whole):
            async def list(self, subpath): return ["a"]
            def pick[T: list[int]](self, value: T) -> list[T]: return [value]
        print(C.pick.__type_params__[0].__bound__, C.pick.__annotations__["return"])
        print(run(C))
    """) == "list[int] list[T]\n['a']\n"


@every_python
def test_connector_written_for_the_published_sdk_imports(python: str) -> None:
    connector = REPOSITORY / "tests" / "connectors" / "legacy_grafana.py"
    assert run(python, f"""
        sys.modules["aiohttp"] = types.SimpleNamespace(ClientSession=object)
        sys.argv = ["legacy_grafana.py"]
        source = open({str(connector)!r}).read()
        assert "__future__" not in source
        module = {{"__name__": "legacy"}}
        exec(compile(source, "legacy_grafana.py", "exec"), module)
        print(typing.get_type_hints(module["GrafanaConnector"].plan)["return"] == list[PlanResponseElement])
    """) == "True\n"
