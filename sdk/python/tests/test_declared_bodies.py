"""What follows from declared fields: diagnostics, equality, skeletons, documentation."""

from __future__ import annotations

import json
from typing import Any, Optional, Union

import pytest

from autoschematic_sdk import (
    ConnectorError, EnumVariantIdent, ErrorCode, FieldIdent, Resource, ResourceConnector, SecretRef, StructIdent, Struct, field,
)  # fmt: skip
from declared import Colour, Everything, Note, Place, use

A = "notes/a.ron"


def problems(addr: str, text: str | bytes) -> list[str]:
    """What is wrong, as ``severity line:column-line:column message``."""
    body = text if isinstance(text, bytes) else text.encode()
    found = use(lambda connector: connector.diag(addr, body))
    return [f"{d.severity} {d.span.start.line}:{d.span.start.col}-{d.span.end.line}:{d.span.end.col} {d.message}" for d in found]


def equal(addr: str, a: str, b: str) -> bool:
    async def work(connector: Everything) -> Any:
        first, second = a.encode(), b.encode()
        answers = [await connector.eq(addr, first, second), await connector.eq(addr, second, first)]
        assert answers[0] == answers[1] and await connector.eq(addr, first, first)
        return answers[0]

    return bool(use(work))


def test_each_mistake_has_its_place() -> None:
    assert problems(A, '''Note(
    txt: "x",
    colour: Blu,
    tags: ["a", 1],
    place: Place(room: 2, shelf: 1.0, roof: 1),
    notify: Male(to: "me"),
    size: "medium",
    weights: {"a": "b", 1: 2.0},
    url: "here",
    pin: 12,
    tags: [],
)''') == [
        "1 2:5-2:8 A note has no field `txt`; did you mean `text`?",
        "1 3:13-3:16 `colour` must be one of `Yellow`, `Blue`",
        "1 4:17-4:18 `tags[1]` must be a string",
        "1 5:24-5:25 `place.room` must be a string",
        "1 5:34-5:37 `place.shelf` must be an integer",
        "1 5:39-5:43 A `Place` has no field `roof`; did you mean `room`?",
        "1 6:13-6:27 `notify` must be one of `Mail(…)`, `Bell(…)` or `None`",
        '1 7:11-7:19 `size` must be one of `"small"`, `"large"`',
        '1 8:20-8:23 `weights["a"]` must be a number',
        "1 8:25-8:26 A key of `weights` must be a string",
        "2 9:5-9:8 `url` is filled in by the server; what stands here is ignored",
        "1 10:10-10:12 `pin` must be a string",
        "1 11:5-11:9 `tags` is there twice",
        "1 1:1-1:5 `text` is missing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1 1:1-1:1 The body is not RON: expected a value, found the end of the text"]),
        ("Note(text: )", ["1 1:12-1:13 The body is not RON: expected a value, found `)`"]),
        ('Note(text: "a"', ["1 1:15-1:15 The body is not RON: expected `,` or `)`, found the end of the text"]),
        ('(text: "a")', ["1 1:1-1:2 The body must be a `Note(…)`"]),
        ('Nose(text: "a")', ["1 1:1-1:5 The body must be a `Note(…)`, not `Nose`"]),
        ("[1]", ["1 1:1-1:4 The body must be a `Note(…)`"]),
        ("Note()", ["1 1:1-1:5 `text` is missing"]),
        ("Note", ["1 1:1-1:5 `text` is missing"]),
        ('Note(text: "")', ["1 1:12-1:14 `text` must not be empty"]),
        ('Note(text: "a", colour: "Blue")', ["1 1:25-1:31 `colour` must be `Blue`, without quotes"]),
        ('Note(text: "a", place: (room: "b"))', ["1 1:24-1:25 `place` must be a `Place(…)`"]),
        ('Note(text: "forbidden")', ["1 1:12-1:23 Such things are not said"]),
        ('Note(text: "ü", colour: 1)', ["1 1:25-1:26 `colour` must be one of `Yellow`, `Blue`"]),
        (b'Note(text: "\xff")', ["1 1:13-1:13 The body is not UTF-8"]),
        ('Note(text: "a", place: Some(Place(room: "b")), notify: Bell)', []),
        ('Note(text: "a", place: None, notify: Mail(to: "x"), weights: {"a": 1})', []),
    ],
)
def test_bodies_in_ron(text: str | bytes, found: list[str]) -> None:
    assert problems(A, text) == found


def test_references_may_stand_for_any_value() -> None:
    reference = '"out://cloud/vpcs/main.ron[vpc_id]"'
    fields = ", ".join(f"{name}: {reference}" for name in ("text", "colour", "tags", "place", "notify", "size", "weights"))
    assert problems(A, f"Note({fields})") == []
    assert problems("cloud/vpcs/a/rules/r.ron", f"Rule(port: {reference})") == []
    assert problems("pages/p.json", f'{{"title": {reference}, "held": {reference}}}') == []
    # Once it is resolved there is text in the place of a number.
    assert equal("cloud/vpcs/a/rules/r.ron", 'Rule(port: "80")', "Rule(port: 80)")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{\n  "titel": "x",\n  "title": 1\n}', [
            "2 2:3-2:10 A page has no field `titel`; did you mean `title`?", "1 3:12-3:13 `title` must be a string"]),
        ('{"title": "x", "version": 1, "meta": {}, "name": "p"}', []),
        ('{"title": "x", "name": "q"}', ["1 1:24-1:27 The address says that the name is `p`"]),
        ("[]", ["1 1:1-1:3 The body must be a JSON object"]),
        ('{"title": "x",}', ["1 1:15-1:15 The body is not JSON: Expecting property name enclosed in double quotes "
                             "at line 1, column 15"]),
        ('{"title": NaN}', ["1 1:1-1:15 The body is not JSON: NaN is not a JSON value"]),
    ],
)  # fmt: skip
def test_bodies_in_json(text: str, found: list[str]) -> None:
    assert problems("pages/p.json", text) == found


@pytest.mark.parametrize(
    ("addr", "a", "b", "same"),
    [
        (A, 'Note(text: "a")', '// c\nNote(colour: Yellow, text: "a", tags: [], url: "x", weights: {},)', True),
        (A, 'Note(text: "a", tags: ["b", "c"])', 'Note(text: "a", tags: ["c", "b"])', True),
        (A, 'Note(text: "a", tags: ["b", "b"])', 'Note(text: "a", tags: ["b"])', False),
        (A, 'Note(text: "a", place: Place(room: "b"))', 'Note(text: "a", place: Some(Place(shelf: 0, room: "b")))', True),
        (A, 'Note(text: "a", place: Place(room: "b"))', 'Note(text: "a")', False),
        (A, 'Note(text: "a", notify: Bell)', 'Note(text: "a", notify: Bell())', True),
        (A, 'Note(text: "a", weights: {"x": 1})', 'Note(text: "a", weights: {"x": 1.0})', True),
        (A, "Note(", "Note()", False),
        (A, "Note(text: 1)", "Note(text: true)", False),
        ("pages/p.json", '{"title": "t", "x": [1, 2]}', '{"x": [1, 2], "version": 2, "hits": 3, "title": "t"}', True),
        ("pages/p.json", '{"title": "t", "x": [1, 2]}', '{"title": "t", "x": [2, 1]}', False),
        ("pages/p.json", '{"title": "t", "meta": {"created": 1}}', '{"title": "t", "meta": {}}', True),
        ("pages/p.json", '{"title": "t", "keys": {"k": "v"}}', '{"title": "t", "held": ["k"]}', True),
        ("pages/p.json", '{"title": "t", "keys": {"k": "v"}}', '{"title": "t"}', False),
        ("scripts/a.sh", "echo", "echo\n", False),
    ],
)
def test_equality_is_that_of_meaning(addr: str, a: str, b: str, same: bool) -> None:
    assert equal(addr, a, b) is same


def test_skeletons_are_owned_without_problems_and_plannable() -> None:
    async def work(connector: Everything) -> Any:
        shown = {}
        for skeleton in await connector.get_skeletons():
            addr = skeleton.addr.replace("[", "").replace("]", "")
            assert await connector.filter(addr)
            assert await connector.diag(addr, skeleton.body) == []
            shown[skeleton.addr] = skeleton.body.decode()
        assert len(await connector.plan(A, None, shown["notes/[name].ron"].encode())) == 1
        return shown

    assert use(work) == {
        "notes/[name].ron": 'Note(\n    // What it says.\n    text: "text",\n)\n',
        "cloud/vpcs/[vpc].ron": 'Vpc(\n    // Its addresses.\n    cidr: "cidr",\n)\n',
        "cloud/vpcs/[vpc]/subnets/[subnet].ron": 'Subnet(\n    // Its addresses.\n    cidr: "cidr",\n)\n',
        "cloud/vpcs/[vpc]/rules/[rule].ron": "Rule(\n    // The port.\n    port: 1,\n)\n",
        "pages/[name].json": '{\n  "title": "title"\n}\n',
        "scripts/[name].sh": "echo hello\n",
        "tasks/[name].ron": 'Restart(\n    // The name of it.\n    what: "what",\n)\n',
        "walls/[name].ron": "Wall(\n    // What they say.\n    texts: [],\n)\n",
        "limits.ron": "Limits()\n",
    }


def test_documentation() -> None:
    async def work(connector: Everything) -> Any:
        idents = [StructIdent("Note"), StructIdent("Place"), StructIdent("Colour"), FieldIdent("Note", "colour"),
                  FieldIdent("Note", "tags"), FieldIdent("Place", "room"), FieldIdent("Note", "place"),
                  FieldIdent("Note", "none"), EnumVariantIdent("Colour", "Blue"), EnumVariantIdent("Colour", "Green")]
        found = [await connector.get_docstring(A, ident) for ident in idents]
        return [doc and (doc.type, doc.markdown, doc.fields) for doc in found]

    assert use(work) == [
        ("Note", "A note on the wall.",
         ["colour", "notify", "owner", "pin", "place", "secret", "size", "tags", "text", "url", "weights"]),
        ("Place", "Where a note hangs.", ["room", "shelf"]),
        ("enum", "The colour of a note.", ["Yellow", "Blue"]),
        ("Colour", "Its colour,\nas seen in the light.", []),
        ("[String]", "Words to find it by.", []),
        ("String", "The room.", []),
        ("Option<Place>", "Where it hangs.", []),
        None,
        ("Colour", "Like the sea.", []),
        None,
    ]  # fmt: skip


def test_bodies_are_values() -> None:
    note = Note(text="a", place=Place(room="b"), pin="1234")
    assert note == Note(text="a", place=Place(room="b"), pin="1234") != Note(text="b")
    assert "1234" not in repr(note) and "pin=***" in repr(note)
    assert note.tags == [] and note.tags is not Note(text="a").tags
    with pytest.raises(TypeError, match="Note: `text` is missing"):
        Note()
    with pytest.raises(TypeError, match="Note has no field `txt`"):
        Note(text="a", txt="b")


def test_mistakes_in_declarations_show_at_the_start() -> None:
    class Odd(Resource, addr="odd/[name].ron"):
        when: bytearray

    class Lost(Resource):
        text: str

    class Wrong(Resource, addr="odd/[name].txt"):
        text: Optional[Struct] = field(default=None)

    def start(cls: Any) -> None:
        type("Connector", (ResourceConnector,), {"resources": [cls]})("test", "main")

    with pytest.raises(TypeError, match="`when`: a field cannot be of type"):
        start(Odd)
    with pytest.raises(TypeError, match="Lost: the class needs an address"):
        start(Lost)
    start(Wrong)
    with pytest.raises(TypeError, match="must begin with the placeholders of `cloud/vpcs/"):
        class Stray(Resource, addr="cloud/[region]/[name].ron", parent=__import__("declared").Vpc):
            pass


def test_a_struct_may_hold_others_of_its_kind() -> None:
    class Tree(Struct):
        name: str
        below: list[Tree] = field(default=[])

    class Forest(Resource, addr="forests/[name].ron"):
        trees: list[Tree]

    connector = type("Connector", (ResourceConnector,), {"resources": [Forest]})("test", "main")
    body = b'Forest(trees: [Tree(name: "a", below: [Tree(name: 1)])])'
    found = use(lambda each: each.diag("forests/f.ron", body), connector)
    assert [problem.message for problem in found] == ["`trees[0].below[0].name` must be a string"]


def test_json_of_every_type() -> None:
    class Leaf(Struct):
        size: int

    class Other(Struct):
        pass

    class Thing(Resource, addr="things/[name].json"):
        count: int
        pair: tuple[str, int] = field(default=("a", 1))
        leaf: Optional[Leaf] = field(default=None)
        choice: Union[Leaf, Other] = field(default=Other())
        byname: dict[str, Leaf] = field(default={})
        colours: set[Colour] = field(default=set())

    connector = type("Connector", (ResourceConnector,), {"resources": [Thing]})("test", "main")
    whole = {"count": 1, "pair": ["b", 2], "leaf": {"size": 3}, "choice": {"Leaf": {"size": 4}},
             "byname": {"x": {"size": 5}}, "colours": ["Blue", "Yellow"]}
    texts = {"count": "1", "pair": ["b", "2"], "leaf": {"size": "3"}, "choice": {"Leaf": {"size": "4"}},
             "byname": {"x": {"size": "5"}}, "colours": ["Yellow", "Blue"]}
    wrong = {"count": True, "pair": ["b"], "leaf": {"sise": 3}, "choice": {"Leaf": 4}, "byname": {"x": []}, "colours": ["Red"]}
    a, b, c = (json.dumps(each).encode() for each in (whole, texts, wrong))

    async def work(connector: Any) -> Any:
        addr = "things/t.json"
        _, body = connector._handlers[Thing]
        value = body.value(body.read(b))
        assert (value.leaf.size, value.choice.size, value.byname["x"].size, value.colours) == (3, 4, 5, {Colour.Blue, Colour.Yellow})
        assert json.loads(body.write(body.shown(body.unvalue(value)))) == {**whole, "colours": ["Blue", "Yellow"]}
        assert await connector.eq(addr, a, b) and await connector.plan(addr, a, a) == []
        assert await connector.diag(addr, a) == []
        return [problem.message for problem in await connector.diag(addr, c)]

    assert use(work, connector) == [
        "`count` must be an integer", "`pair` must be an array of 2 values",
        "A `Leaf` has no field `sise`; did you mean `size`?", "`choice` must be an object",
        '`byname["x"]` must be an object', '`colours[0]` must be one of `"Yellow"`, `"Blue"`',
        "`leaf.size` is missing",
    ]  # fmt: skip


def test_secrets_are_named_and_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    class Role(Resource, addr="roles/[name].ron"):
        password: SecretRef = field("Which variable holds the password.")

        async def read(self, key: Any) -> Any:
            return None

        async def create(self, key: Any, body: Any) -> None:
            self.connector.given = body.password.resolve()

    connector = type("Connector", (ResourceConnector,), {"resources": [Role]})("test", "main")
    monkeypatch.setenv("APP_PASSWORD", "s3cret")

    async def work(connector: Any) -> Any:
        addr = "roles/app.ron"
        (op,) = await connector.plan(addr, None, b'Role(password: "env://APP_PASSWORD")')
        assert await connector.eq(addr, b'Role(password: "env://APP_PASSWORD")', b'Role(password: "APP_PASSWORD")')
        await connector.op_exec(addr, op.op_definition)
        missing = b'Role(password: "NO_SUCH")'
        (other,) = await connector.plan(addr, None, missing)
        with pytest.raises(RuntimeError, match="^NO_SUCH environment variable is required$"):
            await connector.op_exec(addr, other.op_definition)
        found = [problem.message for problem in await connector.diag(addr, b'Role(password: "hunter2")')]
        return op.op_definition, connector.given, found, (await connector.get_skeletons())[0].body

    assert use(work, connector) == (
        '{"body":{"password":"APP_PASSWORD"},"op":"create","v":1}', "s3cret",
        ["`password` must name an environment variable of the connector, such as `APP_PASSWORD`, and not be the secret itself"],
        b'Role(\n    // Which variable holds the password.\n    password: "PASSWORD",\n)\n',
    )  # fmt: skip


@pytest.mark.parametrize("text", ["[" * 20000 + "]" * 20000, '{"a":' * 20000 + "1" + "}" * 20000])
def test_json_that_is_nested_too_deeply(text: str) -> None:
    (found,) = problems("pages/p.json", text)
    assert found.endswith("The body is nested too deeply")


def test_yaml() -> None:
    pytest.importorskip("yaml")

    class Page(Resource, addr="pages/[name].yaml"):
        title: str
        tags: list[str] = field(default=[])

        async def read(self, key):  # type: ignore[no-untyped-def]
            return Page(title="ü", tags=["a: b"])

    connector = type("Connector", (ResourceConnector,), {"resources": [Page]})("test", "main")

    async def work(connector: Any) -> Any:
        text = (await connector.get("pages/a.yaml")).resource_definition
        assert await connector.eq("pages/a.yaml", text, "{title: ü, tags: ['a: b']}".encode())
        found = [await connector.diag("pages/a.yaml", body) for body in (text, b"title: 1\ntags: a\n", b"a: [", b"")]
        return text.decode(), [[(d.span.start.line, d.span.start.col, d.message) for d in each] for each in found]

    text, found = use(work, connector)
    assert text == "title: ü\ntags:\n- 'a: b'\n"
    assert found == [
        [],
        [(1, 8, "`title` must be a string"), (2, 7, "`tags` must be an array")],
        [(1, 5, "The body is not YAML: expected the node content, but found '<stream end>'")],
        [(1, 1, "The body must be a YAML mapping")],
    ]


def test_a_bad_body_fails_in_the_plan_at_its_place() -> None:
    async def work(connector: Everything) -> Any:
        with pytest.raises(ConnectorError) as caught:
            await connector.plan(A, None, b'Note(text: "a", colour: Green)')
        span = caught.value.span
        assert span is not None and caught.value.code is ErrorCode.INVALID_BODY
        return str(caught.value), span.start.col, span.end.col

    assert use(work) == ("`colour` must be one of `Yellow`, `Blue`", 25, 30)
