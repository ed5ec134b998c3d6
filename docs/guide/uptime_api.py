#!/usr/bin/env python3
"""The small HTTP API that the guides connect to: projects, and monitors of web pages in them.

    python3 uptime_api.py [PORT]           8017 without a PORT; the token is `letmein`

    GET    /projects?page=1                two a page: [{"id": "p-1", "name": …, "contact": …}, …]
    POST   /projects                       {"name": …, "contact": …}: the server picks the id
    GET    /projects/ID                    one
    PUT    /projects/ID                    {"name": …, "contact": …}
    DELETE /projects/ID                    409 while it has monitors
    GET    /projects/ID/monitors           [{"name": "web", "url": …, "interval": …, "tags": […], "badge": …}, …]
    POST   /projects/ID/monitors           {"name": …, "url": …, "interval": …, "tags": …}
    GET    /projects/ID/monitors/NAME      one
    PUT    /projects/ID/monitors/NAME      {"url": …, "interval": …, "tags": …}
    DELETE /projects/ID/monitors/NAME

It keeps everything in memory, and begins with what somebody made by hand.
"""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "letmein"
PAGE = 2


class Failure(Exception):
    """An answer other than success."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Uptime:
    """All projects with their monitors."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.lock = threading.Lock()
        self.count = 0
        self.projects: dict[str, dict] = {}
        self.monitors: dict[str, dict[str, dict]] = {}
        for name, contact in (("shop", "ann@example.org"), ("blog", "bob@example.org"), ("wiki", "ann@example.org")):
            self.add_project({"name": name, "contact": contact})
        self.add_monitor("p-1", {"name": "web", "url": "https://shop.example.org/", "interval": 60, "tags": ["public", "paid"]})
        self.add_monitor("p-1", {"name": "pay", "url": "https://pay.example.org/health"})
        self.add_monitor("p-2", {"name": "web", "url": "https://blog.example.org/"})

    def answer(self, method: str, path: list[str], page: int, body: dict) -> object:
        match method, path:
            case "GET", ["projects"]:
                return list(self.projects.values())[(page - 1) * PAGE : page * PAGE]
            case "POST", ["projects"]:
                return self.add_project(body)
            case _, ["projects", project, *rest] if project in self.projects:
                return self.in_project(method, project, rest, body)
        raise Failure(404, "there is nothing at this path")

    def in_project(self, method: str, project: str, rest: list[str], body: dict) -> object:
        monitors = self.monitors[project]
        match method, rest:
            case "GET", []:
                return self.projects[project]
            case "PUT", []:
                self.projects[project].update(needed(body, "name", "contact"))
                return self.projects[project]
            case "DELETE", []:
                if monitors:
                    raise Failure(409, f"`{project}` has monitors")
                del self.projects[project], self.monitors[project]
                return None
            case "GET", ["monitors"]:
                return list(monitors.values())
            case "POST", ["monitors"]:
                return self.add_monitor(project, body)
            case "GET", ["monitors", name] if name in monitors:
                return monitors[name]
            case "PUT", ["monitors", name] if name in monitors:
                monitors[name].update(needed(body, "url", "interval", "tags"))
                return monitors[name]
            case "DELETE", ["monitors", name] if name in monitors:
                del monitors[name]
                return None
        raise Failure(404, "there is nothing at this path")

    def add_project(self, body: dict) -> dict:
        self.count += 1
        found = {"id": f"p-{self.count}", **needed(body, "name", "contact")}
        self.projects[found["id"]] = found
        self.monitors[found["id"]] = {}
        return found

    def add_monitor(self, project: str, body: dict) -> dict:
        monitor = {"interval": 300, "tags": [], **needed(body, "name", "url")}
        monitor.update((name, body[name]) for name in ("interval", "tags") if name in body)
        if monitor["name"] in self.monitors[project]:
            raise Failure(409, f"`{project}` has a monitor `{monitor['name']}` already")
        monitor["badge"] = f"{self.address}/badges/{project}/{monitor['name']}.svg"
        self.monitors[project][monitor["name"]] = monitor
        return monitor


def needed(body: dict, *names: str) -> dict:
    missing = [name for name in names if name not in body]
    if missing:
        raise Failure(400, f"`{missing[0]}` is missing")
    return {name: body[name] for name in names}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    uptime: Uptime

    def handle_method(self) -> None:
        content = self.read_content()
        parts = urlsplit(self.path)
        path = [unquote(part) for part in parts.path.strip("/").split("/")]
        try:
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                raise Failure(401, "the token is wrong")
            with self.uptime.lock:
                page = int(parse_qs(parts.query).get("page", ["1"])[0])
                answer = self.uptime.answer(self.command, path, page, json.loads(content or b"{}"))
            status = 200
        except Failure as failure:
            status, answer = failure.status, {"message": str(failure)}
        except ValueError:
            status, answer = 400, {"message": "that is not JSON"}
        sent = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def read_content(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        content = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            content += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return content

    do_GET = do_POST = do_PUT = do_DELETE = handle_method

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the guide's terminal is for its reader."""


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8017
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    Handler.uptime = Uptime(f"http://127.0.0.1:{server.server_port}")
    print(f"listening on {Handler.uptime.address}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
