#!/usr/bin/env python3
"""A stand-in for a Grafana server, for demonstrations and tests. It is not Grafana.

It speaks the part of Grafana's HTTP API that has to do with folders, datasources and dashboards:
tokens (401, 403), versions (409, 412), search with pages, secrets that are never returned. It needs only
Python, keeps its state in a file, listens on the loopback interface, and says on stdout when it is ready.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable
from urllib.parse import parse_qs, unquote, urlsplit

Json = dict[str, Any]


class Refused(Exception):
    """An answer other than 200."""

    def __init__(self, code: int, message: str, /, **more: Any) -> None:
        super().__init__(message)
        self.code = code
        self.body = {"message": message, **more}


class Store:
    """Folders, datasources and dashboards by uid, in one file that is replaced as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.Lock()
        self.data: Json = {"next_id": 1, "folders": {}, "datasources": {}, "dashboards": {}}
        if path.exists():
            self.data = json.loads(path.read_text())

    def save(self) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.path.parent, delete=False) as file:
            json.dump(self.data, file, indent=1)
        os.replace(file.name, self.path)

    def new_id(self) -> int:
        self.data["next_id"] += 1
        return int(self.data["next_id"]) - 1


def now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "untitled"


def check_uid(uid: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,40}", uid):
        raise Refused(400, "uid contains illegal characters or is too long", status="invalid-uid")
    return uid


class Grafana:
    """What the API does, apart from HTTP."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folders: Json = store.data["folders"]
        self.datasources: Json = store.data["datasources"]
        self.dashboards: Json = store.data["dashboards"]

    def new_uid(self) -> str:
        return f"u{self.store.new_id():08d}"

    # Folders

    def folder(self, uid: str) -> Json:
        if uid not in self.folders:
            raise Refused(404, "folder not found", status="not-found")
        folder = self.folders[uid]
        return {
            **folder, "url": f"/dashboards/f/{uid}/{slug(folder['title'])}", "hasAcl": False, "canSave": True,
            "canEdit": True, "canAdmin": True, "canDelete": True, "createdBy": "admin", "updatedBy": "admin",
        }  # fmt: skip

    def list_folders(self, query: Json) -> list[Json]:
        parent = query.get("parentUid", "")
        found = [f for f in self.folders.values() if f.get("parentUid", "") == parent]
        return page([{k: f[k] for k in ("id", "uid", "title")} for f in sorted(found, key=by_title)], query)

    def create_folder(self, body: Json) -> Json:
        uid = check_uid(body.get("uid") or self.new_uid())
        self.check_folder(uid, body.get("title", ""), body.get("parentUid", ""))
        if uid in self.folders:
            raise Refused(409, "a folder/dashboard with the same uid already exists")
        self.folders[uid] = {
            "id": self.store.new_id(), "uid": uid, "title": body["title"], "version": 1, "created": now(), "updated": now(),
            **({"parentUid": body["parentUid"]} if body.get("parentUid") else {}),
        }  # fmt: skip
        return self.folder(uid)

    def check_folder(self, uid: str, title: Any, parent: str) -> None:
        if not isinstance(title, str) or not title.strip():
            raise Refused(400, "folder title cannot be empty")
        if parent and parent not in self.folders:
            raise Refused(400, "parent folder not found")
        for other in self.folders.values():
            if other["uid"] != uid and (other["title"], other.get("parentUid", "")) == (title, parent):
                raise Refused(409, "a folder with the same name already exists in the current location")

    def update_folder(self, uid: str, body: Json) -> Json:
        folder = self.folders.get(uid) or self.folder(uid)
        if body.get("version") != folder["version"] and not body.get("overwrite"):
            raise Refused(412, "the folder has been changed by someone else", status="version-mismatch")
        self.check_folder(uid, body.get("title", ""), folder.get("parentUid", ""))
        folder.update(title=body["title"], version=folder["version"] + 1, updated=now())
        return self.folder(uid)

    def move_folder(self, uid: str, body: Json) -> Json:
        self.folder(uid)
        parent = body.get("parentUid", "")
        above = parent
        while above:
            if above == uid:
                raise Refused(400, "a folder cannot be moved into itself")
            above = self.folders.get(above, {}).get("parentUid", "")
        self.check_folder(uid, self.folders[uid]["title"], parent)
        self.folders[uid].pop("parentUid", None)
        self.folders[uid].update({"parentUid": parent} if parent else {}, version=self.folders[uid]["version"] + 1)
        return self.folder(uid)

    def delete_folder(self, uid: str) -> Json:
        folder = self.folder(uid)
        for below in [f["uid"] for f in self.folders.values() if f.get("parentUid") == uid]:
            self.delete_folder(below)
        for inside in [u for u, d in self.dashboards.items() if d["folderUid"] == uid]:
            del self.dashboards[inside]
        del self.folders[uid]
        return {"id": folder["id"], "title": folder["title"], "message": f"Folder {folder['title']} deleted"}

    # Dashboards

    def dashboard(self, uid: str) -> Json:
        found = self.dashboards.get(uid)
        if found is None:
            raise Refused(404, "Dashboard not found")
        model, folder = found["model"], self.folders.get(found["folderUid"])
        return {
            "meta": {
                "type": "db", "canSave": True, "canEdit": True, "canAdmin": True, "canStar": True, "canDelete": True,
                "slug": slug(model["title"]), "url": f"/d/{uid}/{slug(model['title'])}", "expires": "0001-01-01T00:00:00Z",
                "created": found["created"], "updated": found["updated"], "updatedBy": "admin", "createdBy": "admin",
                "version": model["version"], "hasAcl": False, "isFolder": False, "provisioned": False,
                "folderId": folder["id"] if folder else 0, "folderUid": found["folderUid"],
                "folderTitle": folder["title"] if folder else "General",
            },
            "dashboard": model,
        }  # fmt: skip

    def save_dashboard(self, body: Json) -> Json:
        model = body.get("dashboard")
        if not isinstance(model, dict):
            raise Refused(400, "bad request data")
        if not isinstance(model.get("title"), str) or not model["title"].strip():
            raise Refused(400, "Dashboard title cannot be empty", status="empty-name")
        folder = body.get("folderUid") or ""
        if folder and folder not in self.folders:
            raise Refused(404, "folder not found", status="not-found")
        uid = check_uid(model.get("uid") or self.new_uid())
        known = self.dashboards.get(uid)
        if known is None and model.get("id"):
            raise Refused(404, "Dashboard not found", status="not-found")
        if known and not body.get("overwrite") and model.get("version") != known["model"]["version"]:
            raise Refused(412, "The dashboard has been changed by someone else", status="version-mismatch")
        version = known["model"]["version"] + 1 if known else 1
        saved = {**model, "uid": uid, "id": known["model"]["id"] if known else self.store.new_id(), "version": version}
        self.dashboards[uid] = {
            "model": saved, "folderUid": folder, "created": known["created"] if known else now(), "updated": now()
        }
        name = slug(saved["title"])
        return {
            "id": saved["id"], "uid": uid, "url": f"/d/{uid}/{name}", "status": "success", "version": version,
            "slug": name, "folderUid": folder,
        }  # fmt: skip

    def delete_dashboard(self, uid: str) -> Json:
        title = self.dashboard(uid)["dashboard"]["title"]
        identity = self.dashboards.pop(uid)["model"]["id"]
        return {"id": identity, "title": title, "message": f"Dashboard {title} deleted"}

    def search(self, query: Json) -> list[Json]:
        found: list[Json] = []
        if query.get("type", "dash-folder") == "dash-folder":
            for folder in map(self.folder, self.folders):
                found.append({"type": "dash-folder", **{k: folder[k] for k in ("id", "uid", "title", "url")}})
        if query.get("type", "dash-db") == "dash-db":
            for uid in self.dashboards:
                entry = self.dashboard(uid)
                model, meta = entry["dashboard"], entry["meta"]
                inside = {k: meta[k] for k in ("folderId", "folderUid", "folderTitle")} if meta["folderUid"] else {}
                entry = {
                    "id": model["id"], "uid": uid, "title": model["title"], "uri": f"db/{meta['slug']}", "url": meta["url"],
                    "slug": "", "type": "dash-db", "tags": model.get("tags", []), "isStarred": False, "sortMeta": 0, **inside,
                }  # fmt: skip
                found.append(entry)
        wanted = query.get("query", "").lower()
        return page(sorted((f for f in found if wanted in f["title"].lower()), key=by_title), query)

    # Datasources

    def datasource(self, uid: str) -> Json:
        found = self.datasources.get(uid)
        if found is None:
            raise Refused(404, "Data source not found")
        shown = {key: value for key, value in found.items() if key != "secureJsonData"}
        return {**shown, "secureJsonFields": {name: True for name in found["secureJsonData"]}}

    def list_datasources(self) -> list[Json]:
        found = sorted(map(self.datasource, self.datasources), key=lambda item: str(item["name"]).lower())
        return [{k: v for k, v in item.items() if k not in ("secureJsonFields", "version")} for item in found]

    def check_datasource(self, uid: str, body: Json) -> None:
        for name in ("name", "type"):
            if not isinstance(body.get(name), str) or not body[name]:
                raise Refused(400, "bad request data")
        if body.get("access", "proxy") not in ("proxy", "direct"):
            raise Refused(400, "bad request data")
        if any(other["uid"] != uid and other["name"] == body["name"] for other in self.datasources.values()):
            raise Refused(409, "data source with the same name already exists")

    def create_datasource(self, body: Json) -> Json:
        uid = check_uid(body.get("uid") or self.new_uid())
        self.check_datasource(uid, body)
        if uid in self.datasources:
            raise Refused(409, "data source with the same uid already exists")
        return self.put_datasource(uid, body, self.store.new_id(), 1, {}, "Datasource added")

    def update_datasource(self, uid: str, body: Json) -> Json:
        if uid not in self.datasources:
            raise Refused(404, "Data source not found")
        known = self.datasources[uid]
        self.check_datasource(uid, body)
        # No version means no check.
        if body.get("version") and known["version"] > body["version"]:
            raise Refused(409, "Datasource has already been updated by someone else. Please reload and try again")
        secrets = known["secureJsonData"]
        return self.put_datasource(uid, body, known["id"], known["version"] + 1, secrets, "Datasource updated")

    def put_datasource(self, uid: str, body: Json, identity: int, version: int, secrets: Json, message: str) -> Json:
        if body.get("isDefault"):
            for other in self.datasources.values():
                other["isDefault"] = False
        defaults: Json = {
            "access": "proxy", "url": "", "user": "", "database": "", "basicAuth": False, "basicAuthUser": "",
            "withCredentials": False, "isDefault": False, "jsonData": {},
        }  # fmt: skip
        kept: Json = {name: body.get(name, default) for name, default in defaults.items()}
        self.datasources[uid] = {
            **kept, "id": identity, "uid": uid, "orgId": 1, "name": body["name"], "type": body["type"],
            "typeLogoUrl": f"public/app/plugins/datasource/{body['type']}/img/logo.svg", "version": version,
            "readOnly": False, "secureJsonData": {**secrets, **(body.get("secureJsonData") or {})},
        }  # fmt: skip
        shown = self.datasource(uid)
        return {"datasource": shown, "id": identity, "message": message, "name": body["name"]}

    def delete_datasource(self, uid: str) -> Json:
        identity = self.datasource(uid)["id"]
        del self.datasources[uid]
        return {"id": identity, "message": "Data source deleted"}


def by_title(item: Json) -> tuple[str, str]:
    return str(item["title"]).lower(), str(item["uid"])


def page(items: list[Json], query: Json) -> list[Json]:
    limit = min(int(query.get("limit", 1000)), 5000)
    start = (int(query.get("page", 1)) - 1) * limit
    return items[start : start + limit]


Route = tuple[str, str, str, Callable[..., Any]]


def routes(grafana: Grafana) -> list[Route]:
    """Method, path, the permission it needs, and what answers; `*` in a path is a uid."""
    return [
        ("GET", "/api/org", "orgs:read", lambda: {"id": 1, "name": "Main Org."}),
        ("GET", "/api/search", "dashboards:read", lambda query: grafana.search(query)),
        ("GET", "/api/folders", "folders:read", lambda query: grafana.list_folders(query)),
        ("POST", "/api/folders", "folders:create", lambda body: grafana.create_folder(body)),
        ("GET", "/api/folders/*", "folders:read", lambda uid: grafana.folder(uid)),
        ("PUT", "/api/folders/*", "folders:write", lambda uid, body: grafana.update_folder(uid, body)),
        ("DELETE", "/api/folders/*", "folders:delete", lambda uid: grafana.delete_folder(uid)),
        ("POST", "/api/folders/*/move", "folders:write", lambda uid, body: grafana.move_folder(uid, body)),
        ("POST", "/api/dashboards/db", "dashboards:write", lambda body: grafana.save_dashboard(body)),
        ("GET", "/api/dashboards/uid/*", "dashboards:read", lambda uid: grafana.dashboard(uid)),
        ("DELETE", "/api/dashboards/uid/*", "dashboards:delete", lambda uid: grafana.delete_dashboard(uid)),
        ("GET", "/api/datasources", "datasources:read", lambda: grafana.list_datasources()),
        ("POST", "/api/datasources", "datasources:create", lambda body: grafana.create_datasource(body)),
        ("GET", "/api/datasources/uid/*", "datasources:read", lambda uid: grafana.datasource(uid)),
        ("PUT", "/api/datasources/uid/*", "datasources:write", lambda uid, body: grafana.update_datasource(uid, body)),
        ("DELETE", "/api/datasources/uid/*", "datasources:delete", lambda uid: grafana.delete_datasource(uid)),
    ]


class Handler(BaseHTTPRequestHandler):
    """HTTP around the API."""

    protocol_version = "HTTP/1.1"
    # Headers and body leave in two writes; without this each answer waits 40 ms for an acknowledgement.
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            status, answer = 200, self.answer(parts.path, parts.query, raw)
        except Refused as refused:
            status, answer = refused.code, refused.body
        except Exception as error:  # as Grafana does, rather than cut the connection
            status, answer = 500, {"message": f"Internal server error: {error!r}"}
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_DELETE = do_GET

    def answer(self, path: str, query: str, raw: bytes) -> Any:
        if path == "/api/health":
            return {"database": "ok", "version": "stand-in", "commit": ""}
        role = self.role()
        for method, pattern, permission, call in self.server.routes:
            found = re.fullmatch(pattern.replace("*", "([^/]+)"), path)
            if found is None or method != self.command:
                continue
            if role != "admin" and not permission.endswith(":read"):
                raise Refused(
                    403,
                    f"You'll need additional permissions to perform this action. Permissions needed: {permission}",
                    accessErrorId="ACE0000000001", title="Access denied",
                )  # fmt: skip
            names = call.__code__.co_varnames[: call.__code__.co_argcount]
            arguments: Json = {"uid": unquote(found[1])} if "uid" in names else {}
            if "query" in names:
                arguments["query"] = {key: values[-1] for key, values in parse_qs(query).items()}
            if "body" in names:
                arguments["body"] = self.json(raw)
            with self.server.store.lock:
                answer = call(**arguments)
                if method != "GET":
                    self.server.store.save()
            return answer
        raise Refused(404, "Not found")

    def role(self) -> str:
        scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refused(401, "Unauthorized", messageId="auth.unauthorized", statusCode=401)
        role = self.server.keys.get(token)
        if role is None:
            raise Refused(401, "Invalid API key", messageId="api-key.invalid", statusCode=401)
        return role

    @staticmethod
    def json(raw: bytes) -> Json:
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise Refused(400, "bad request data")
        return body

    def log_message(self, format: str, *args: Any) -> None:
        if self.server.verbose:
            sys.stderr.write(f"{self.command} {self.path} {args[1] if len(args) > 1 else ''}\n")


class Server(ThreadingHTTPServer):
    """The server on a port of the loopback interface."""

    daemon_threads = True

    def __init__(self, port: int, store: Store, keys: dict[str, str], verbose: bool = False) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.store = store
        self.keys = keys
        self.verbose = verbose
        self.routes = routes(Grafana(store))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="default: any free one")
    parser.add_argument("--state", type=Path, required=True, help="the file that keeps everything")
    parser.add_argument("--admin-key", default=os.environ.get("GRAFANA_API_KEY"), help="default: $GRAFANA_API_KEY")
    parser.add_argument("--viewer-key", help="a token that may only read")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end together with whoever started it")
    parser.add_argument("--verbose", action="store_true", help="log each request to stderr")
    options = parser.parse_args()
    if not options.admin_key:
        parser.error("a token is needed: --admin-key or GRAFANA_API_KEY")
    keys = {options.admin_key: "admin"}
    if options.viewer_key:
        keys[options.viewer_key] = "viewer"
    server = Server(options.port, Store(options.state), keys, options.verbose)
    print(f"A stand-in for Grafana (not Grafana itself) listens on {server.url}", flush=True)
    if options.until_stdin_closes:

        def end() -> None:
            sys.stdin.buffer.read()
            server.shutdown()

        threading.Thread(target=end, daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass
    server.server_close()


if __name__ == "__main__":
    main()
