"""Pages, retries, JSON over HTTP."""

from __future__ import annotations

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Iterator

import pytest

from autoschematic_sdk import (
    Conflict, ConnectorError, ErrorCode, NotFound, PermissionDenied, RateLimited, Retry, Unavailable, numbered_pages,
    offset_pages, token_pages,
)  # fmt: skip
from autoschematic_sdk.http import JsonApi


async def gather(pages: Any) -> list[Any]:
    return [item async for item in pages]


def paged(pages: dict[Any, Any], asked: list[Any]) -> Any:
    async def fetch(page: Any) -> Any:
        asked.append(page)
        return pages[page]

    return fetch


def always(items: list[Any]) -> Any:
    async def fetch(_: Any) -> Any:
        return list(items)

    return fetch


def always_next(token: Any) -> Any:
    async def fetch(_: Any) -> Any:
        return [], token

    return fetch


def test_pages() -> None:
    asked: list[Any] = []
    assert asyncio.run(gather(numbered_pages(paged({1: [1, 2], 2: [3, 4], 3: [5]}, asked), 2))) == [1, 2, 3, 4, 5]
    assert asyncio.run(gather(numbered_pages(paged({0: [1], 1: [2], 2: []}, asked), first=0))) == [1, 2]
    assert asyncio.run(gather(offset_pages(paged({0: [1, 2], 2: [3], 3: []}, asked)))) == [1, 2, 3]
    assert asyncio.run(gather(token_pages(paged({None: ([1], "a"), "a": ([], "b"), "b": ([2], None)}, asked)))) == [1, 2]
    assert asked == [1, 2, 3, 0, 1, 2, 0, 2, 3, None, "a", "b"]


@pytest.mark.parametrize(
    ("pages", "given", "said"),
    [
        (lambda: token_pages(paged({None: ([1], "a"), "a": ([2], "a")}, [])), [1, 2], "the token 'a' of the next page comes a second time"),
        (lambda: token_pages(paged({None: ([1], "a"), "a": ([2], "b"), "b": ([3], "a")}, [])), [1, 2, 3],
         "the token 'a' of the next page comes a second time"),
        (lambda: token_pages(always_next({"at": 1})), [], "the token {'at': 1} of the next page comes a second time"),
        (lambda: numbered_pages(always([1, 2]), 2), [1, 2, 1, 2],
         "page 3 has the same items as the two pages before; does the server know the page that it is asked for?"),
        (lambda: numbered_pages(paged({1: [0], 2: [1], 3: [1], 4: [1]}, [])), [0, 1, 1],
         "page 4 has the same items as the two pages before; does the server know the page that it is asked for?"),
        (lambda: offset_pages(always([1, 2])), [1, 2, 1, 2],
         "offset 4 has the same items as the two pages before; does the server know the offset that it is asked for?"),
    ],
)  # fmt: skip
def test_a_list_without_an_end_is_an_error(pages: Any, given: list[Any], said: str) -> None:
    found: list[Any] = []

    async def read() -> None:
        async for item in pages():
            found.append(item)

    with pytest.raises(RuntimeError) as caught:
        asyncio.run(read())
    assert (str(caught.value), found) == (f"the list has no end: {said}", given)


def test_pages_may_be_alike() -> None:
    twice = {1: [1], 2: [1], 3: [2], 4: [1], 5: [1], 6: []}
    assert asyncio.run(gather(numbered_pages(paged(twice, [])))) == [1, 1, 2, 1, 1]
    assert asyncio.run(gather(offset_pages(paged({0: [1], 1: [1], 2: []}, [])))) == [1, 1]
    told = {None: ([1], "a"), "a": ([1], "b"), "b": ([1], "c"), "c": ([1], None)}
    assert asyncio.run(gather(token_pages(paged(told, [])))) == [1, 1, 1, 1]


def test_there_are_not_more_pages_than_anybody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autoschematic_sdk.paging.MOST_PAGES", 3)

    async def fetch(page: int) -> list[int]:
        return [page]

    with pytest.raises(RuntimeError, match="^the list has no end: there are more than 3 pages$"):
        asyncio.run(gather(numbered_pages(fetch)))


def test_retry_leaves_out_a_random_half_and_what_may_have_been_done() -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    def run(chance: float, error: Exception, changes: bool = False) -> None:
        async def call() -> None:
            raise error

        async def work() -> None:
            with pytest.raises(type(error)):
                await Retry(3, 1, 1.5, sleep, lambda: chance).run(call, changes=changes)

        asyncio.run(work())

    run(0.0, RateLimited("x"))
    run(1.0, Unavailable("x"))
    run(1.0, Unavailable("x"), changes=True)
    run(1.0, RateLimited("x"), changes=True)
    run(1.0, ValueError("x"))
    assert pauses == [0.5, 0.75, 1.0, 1.5, 1.0, 1.5]


def test_retries_do_not_multiply() -> None:
    calls: list[int] = []

    async def sleep(seconds: float) -> None:
        pass

    async def call() -> None:
        calls.append(1)
        raise RateLimited("x")

    async def work() -> None:
        retry = Retry(3, sleep=sleep)
        with pytest.raises(RateLimited):
            await retry.run(lambda: retry.run(call))

    asyncio.run(work())
    assert len(calls) == 3


class Answers(BaseHTTPRequestHandler):
    """Answers what the path says: ``/status/body``."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        _, status, body, *_ = self.path.split("/", 3)
        self.server.clients.add(self.client_address)  # type: ignore[attr-defined]
        content = body.encode()
        self.send_response(int(status))
        if body == "drop":
            self.close_connection = True
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Location", "/200/1")
        self.send_header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")
        self.end_headers()
        self.wfile.write(content)

    do_DELETE = do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    server.clients = set()
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


async def outcome(api: JsonApi, method: str, path: str) -> Any:
    try:
        return await api.call(method, path)
    except ConnectorError as error:
        return type(error), str(error), error.retry_safe


def test_answers(server: Any) -> None:
    url = f"http://127.0.0.1:{server.server_port}"

    async def work() -> Any:
        api = JsonApi(url + "/", retry=Retry(attempts=1))
        calls = [("GET", "/200/[1]"), ("GET", "/204/"), ("DELETE", "/404/{}"), ("POST", "/404/{}"), ("GET", "/404/<html>"),
                 ("GET", "/401/{}"), ("POST", '/403/{"error":"no"}'), ("POST", "/409/{}"), ("GET", '/412/{"errors":["a"]}'),
                 ("POST", "/429/{}"), ("GET", "/503/{}"), ("POST", "/503/{}"), ("GET", "/500/oops"), ("GET", "/302/{}")]
        try:
            return [await outcome(api, *call) for call in calls]
        finally:
            await api.close()

    hint = f"(is {url} the address of the API?)"
    assert asyncio.run(work()) == [
        [1], None, None,
        (NotFound, "POST /404/{}: 404 Not Found: {}", True),
        (NotFound, f"GET /404/<html>: 404 Not Found: <html> {hint}", True),
        (PermissionDenied, "GET /401/{}: 401 Unauthorized: {}", True),
        (PermissionDenied, 'POST /403/{"error":"no"}: 403 Forbidden: no', True),
        (Conflict, "POST /409/{}: 409 Conflict: {}", True),
        (Conflict, 'GET /412/{"errors":["a"]}: 412 Precondition Failed: ["a"]', True),
        (RateLimited, "POST /429/{}: 429 Too Many Requests: {}", True),
        (Unavailable, "GET /503/{}: 503 Service Unavailable: {}", True),
        (Unavailable, "POST /503/{}: 503 Service Unavailable: {}", False),
        (ConnectorError, f"GET /500/oops: 500 Internal Server Error: oops {hint}", False),
        (ConnectorError, "GET /302/{}: 302 Found: {}", False),
    ]


def test_connections_are_kept_and_not_used_once_closed(server: Any) -> None:
    async def work() -> Any:
        api = JsonApi(f"http://127.0.0.1:{server.server_port}")
        for path in ("/200/1", "/200/2", "/200/3"):
            await api.get(path)
        kept = len(server.clients)
        assert isinstance(await outcome(api, "GET", "/200/drop"), tuple)
        assert await api.get("/200/4") == 4
        await api.close()
        return kept, len(server.clients)

    assert asyncio.run(work()) == (1, 2)


def test_a_server_that_is_not_there() -> None:
    async def work() -> Any:
        return await outcome(JsonApi("http://127.0.0.1:1"), "GET", "/x")

    kind, text, retry_safe = asyncio.run(work())
    assert text.startswith("cannot reach http://127.0.0.1:1: ") and retry_safe
    assert kind is ConnectorError and ErrorCode.UNAVAILABLE == 7


def test_a_server_that_is_not_there_is_told_in_one_sentence() -> None:
    with pytest.raises(ConnectorError) as caught:
        asyncio.run(JsonApi("http://127.0.0.1:1", retry=Retry(attempts=1)).get("/x"))
    assert str(caught.value) == (
        "cannot reach http://127.0.0.1:1: Connection refused (is this the address of the service, and is it running?)"
    )
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
