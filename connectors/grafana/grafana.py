"""Folders, datasources and dashboards of a Grafana server, over its HTTP API.

Environment: ``GRAFANA_URL``, its address, and ``GRAFANA_API_KEY``, the token of a service account."""

from __future__ import annotations

from typing import Any, AsyncIterator
from urllib.parse import quote

from autoschematic_sdk import Key, Resource, ResourceConnector, connector_main, field, numbered_pages, required_env
from autoschematic_sdk.http import JsonApi

PAGE = 500


class Grafana(Resource, body=dict, outputs="uid"):
    """What the three kinds share: where a thing is, and how everything of a type is listed."""

    path = type_name = ""

    def at(self, key: Key) -> str:
        return f"{self.path}/{quote(key.uid, safe='')}"

    async def list(self) -> AsyncIterator[str]:
        query = f"/api/search?type={self.type_name}&limit={PAGE}"
        async for item in numbered_pages(lambda page: self.connector.api.get(f"{query}&page={page}"), PAGE):
            yield item["uid"]

    async def read(self, key: Key) -> Any:
        return await self.connector.api.get(self.at(key))

    async def delete(self, key: Key, before: Any) -> None:
        await self.connector.api.delete(self.at(key))


class Folder(Grafana, addr="grafana/folders/[uid].json", loses="everything in it", destroys_data=True,
             ignored="id orgId url hasAcl canSave canEdit canAdmin canDelete created createdBy updated updatedBy version"
                     " parents accessControl managedBy"):  # fmt: skip
    """A folder of dashboards."""

    path, type_name = "/api/folders", "dash-folder"
    title: str = field("The name people see.", example="New folder", non_empty=True)
    parentUid: str = field("The uid of the folder that this one is in; absent at the top.", default="")

    async def create(self, key: Key, body: Any) -> None:
        await self.connector.api.post(self.path, {**body, "uid": key.uid})

    async def update(self, key: Key, before: Any, after: Any) -> None:
        version, parent = before.get("version", 0), after.get("parentUid") or ""
        if (before.get("parentUid") or "") != parent:
            moved = await self.connector.api.post(f"{self.at(key)}/move", {"parentUid": parent})
            version = moved.get("version", version)
        if before["title"] != after["title"]:
            await self.connector.api.put(self.at(key), {"title": after["title"], "version": version})


class Datasource(Grafana, addr="grafana/datasources/[uid].json",
                 ignored="id orgId version readOnly typeName typeLogoUrl created updated apiVersion accessControl"):  # fmt: skip
    """A source of data for panels."""

    path = "/api/datasources/uid"
    name: str = field("The name people see; unique.", example="New datasource", non_empty=True)
    type: str = field("The plugin, such as `prometheus`, `loki` or `postgres`.", example="prometheus", non_empty=True)
    access: str = field("`proxy` (the server asks, the default) or `direct` (the browser asks).", default="proxy")
    url: str = field("Where the source is.", default="", example="http://localhost:9090")
    user: str = field("The user to log in as.", default="")
    database: str = field("The database to use.", default="")
    basicAuth: bool = field("Whether to use HTTP basic authentication.", default=False)
    basicAuthUser: str = field("The user of basic authentication.", default="")
    withCredentials: bool = field("Whether the browser sends cookies and authorization headers.", default=False)
    isDefault: bool = field("Whether panels use this source when they name none.", default=False)
    jsonData: dict = field("Settings of the plugin.", default={}, example={})
    secureJsonData: dict = field("Secrets of the plugin by name. The server never returns them; use references, not clear text.",
                                 default={}, write_only=True, held="secureJsonFields")  # fmt: skip
    secureJsonFields: dict = field("Names of the secrets that the server holds, as imported.", default={}, compare=False)

    async def list(self) -> AsyncIterator[str]:
        for item in await self.connector.api.get("/api/datasources"):
            yield item["uid"]

    async def read(self, key: Key) -> Any:
        found = await self.connector.api.get(self.at(key))
        held = {name: True for name, is_set in (found or {}).get("secureJsonFields", {}).items() if is_set}
        return found and {**found, "secureJsonFields": held}

    async def create(self, key: Key, body: Any) -> None:
        await self.connector.api.post("/api/datasources", {**body, "uid": key.uid})

    async def update(self, key: Key, before: Any, after: Any) -> None:
        await self.connector.api.put(self.at(key), {**after, "uid": key.uid, "version": before.get("version", 0)})


class Dashboard(Grafana, addr="grafana/dashboards/[uid].json", destroys_data=True,
                ignored="id version iteration meta"):  # fmt: skip
    """A dashboard: Grafana's JSON model, and the folder it is in."""

    path, type_name = "/api/dashboards/uid", "dash-db"
    title: str = field("The name people see.", example="New dashboard", non_empty=True)
    folderUid: str = field("The uid of the folder it is in; absent at the top.", default="")
    url: str = field("Where it can be seen.", computed=True)
    description: str = field("What it shows.", required=False)
    tags: list = field("Words to find it by.", required=False, example=[])
    panels: list = field("What it shows, each with `id`, `type`, `title`, `gridPos`, `targets`.", required=False, example=[])
    templating: dict = field("Variables, in `list`.", required=False)
    annotations: dict = field("Events drawn into the panels, in `list`.", required=False)
    time: dict = field("The time shown, `from` and `to`.", required=False)
    timepicker: dict = field("Settings of the time picker.", required=False)
    timezone: str = field("`browser`, `utc` or the name of a time zone.", required=False)
    refresh: Any = field("How often it refreshes, such as `30s`; empty or false for never.", required=False)
    editable: bool = field("Whether it may be edited in the browser.", required=False)
    graphTooltip: float = field("0 own, 1 shared crosshair, 2 shared tooltip.", required=False)
    fiscalYearStartMonth: float = field("The month the fiscal year starts in, from 0.", required=False)
    weekStart: str = field("The first day of the week.", required=False)
    liveNow: bool = field("Whether panels move on continuously.", required=False)
    style: str = field("`dark` or `light`.", required=False)
    links: list = field("Links shown at the top.", required=False)
    schemaVersion: float = field("The version of the JSON model.", required=False, example=39)
    gnetId: Any = field("The id it has at grafana.com.", required=False)
    preload: bool = field("Whether panels are loaded before they are seen.", required=False)
    snapshot: dict = field("Where a snapshot came from.", required=False)

    async def read(self, key: Key) -> Any:
        found = await self.connector.api.get(self.at(key))
        meta = found and found["meta"]
        return found and {**found["dashboard"], "folderUid": meta.get("folderUid") or "", "url": meta.get("url", "")}

    async def create(self, key: Key, body: Any, **version: int) -> None:
        model = {name: value for name, value in body.items() if name != "folderUid"} | {"uid": key.uid, "id": None} | version
        sent = {"dashboard": model, "folderUid": body["folderUid"], "overwrite": False}
        await self.connector.api.post("/api/dashboards/db", sent)

    async def update(self, key: Key, before: Any, after: Any) -> None:
        await self.create(key, after, version=before.get("version", 0))


class GrafanaConnector(ResourceConnector):
    """Maps `grafana/{folders,datasources,dashboards}/[uid].json` to a Grafana server."""

    resources = [Folder, Datasource, Dashboard]

    async def init(self) -> None:
        self.api = JsonApi(required_env("GRAFANA_URL"), token=required_env("GRAFANA_API_KEY"))
        # Found out now, or a wrong address would make everything look deleted.
        if await self.api.get("/api/org") is None:
            raise RuntimeError(f"{self.api.base_url} has no Grafana API: GET /api/org: 404 Not Found")


if __name__ == "__main__":
    connector_main(GrafanaConnector)
