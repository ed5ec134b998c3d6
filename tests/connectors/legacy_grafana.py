"""A Grafana connector as authors wrote them for the published SDK 0.14.0.

Test data: it must go on running without any change, so it is not to be modernised. Note the
annotations ``list[...]`` below a method named ``list``, the output on stdout, and that it imports
nothing of ours but ``autoschematic_sdk``.
"""

import json
import os

import aiohttp

from autoschematic_sdk import (
    Connector,
    FilterResponse,
    GetResponse,
    InvalidAddr,
    OpExecResponse,
    PlanResponseElement,
    Skeleton,
    VirtToPhyNotPresent,
    VirtToPhyNull,
    VirtToPhyPresent,
    connector_main,
    form_path,
    match_addr,
)

DASHBOARD = "grafana/dashboards/[uid].json"
DATASOURCE = "grafana/datasources/[uid].json"

DASHBOARD_ADDR = match_addr(DASHBOARD)
DATASOURCE_ADDR = match_addr(DATASOURCE)

# Fields that the server fills in.
DASHBOARD_NOISE = ("id", "version", "iteration")
DATASOURCE_NOISE = ("id", "orgId", "version", "readOnly", "typeLogoUrl", "secureJsonFields")


def dump(value: dict, noise: tuple) -> bytes:
    kept = {k: v for k, v in value.items() if k not in noise}
    return (json.dumps(kept, indent=2, sort_keys=True) + "\n").encode()


class GrafanaConnector(Connector):
    def __init__(self, name: str, prefix: str) -> None:
        self.name = name
        self.prefix = prefix
        self.base_url: str = ""
        self.session: aiohttp.ClientSession | None = None

    async def init(self) -> None:
        self.base_url = os.environ.get("GRAFANA_URL", "").rstrip("/")
        api_key = os.environ.get("GRAFANA_API_KEY", "")

        if not self.base_url:
            raise RuntimeError("GRAFANA_URL environment variable is required")
        if not api_key:
            raise RuntimeError("GRAFANA_API_KEY environment variable is required")

        self.session = aiohttp.ClientSession(
            headers={
                "Authorization": f"Bearer {api_key}",
                "Content-Type": "application/json",
            },
        )
        print(f"connector '{self.name}' initialized for prefix '{self.prefix}'")

    async def request(self, method: str, path: str, body: dict | None = None):
        assert self.session is not None
        async with self.session.request(method, self.base_url + path, json=body) as response:
            text = await response.text()
            if response.status == 404:
                return None
            if response.status >= 400:
                raise RuntimeError(f"{method} {path}: {response.status} {text}")
            return json.loads(text) if text else {}

    async def filter(self, addr: str) -> FilterResponse:
        if DASHBOARD_ADDR.match(addr) or DATASOURCE_ADDR.match(addr):
            return FilterResponse.RESOURCE
        return FilterResponse.NONE

    async def subpaths(self) -> list[str]:
        return ["grafana/dashboards", "grafana/datasources"]

    async def list(self, subpath: str) -> list[str]:
        addrs = []
        if "datasources" not in subpath:
            for found in await self.request("GET", "/api/search?type=dash-db&limit=5000"):
                addrs.append(form_path(DASHBOARD, {"uid": found["uid"]}))
        if "dashboards" not in subpath:
            for found in await self.request("GET", "/api/datasources"):
                addrs.append(form_path(DATASOURCE, {"uid": found["uid"]}))
        return addrs

    async def get(self, addr: str) -> GetResponse:
        if m := DASHBOARD_ADDR.match(addr):
            found = await self.request("GET", f"/api/dashboards/uid/{m.group('uid')}")
            if found is None:
                return GetResponse(exists=False)
            return GetResponse(
                exists=True,
                resource_definition=dump(found["dashboard"], DASHBOARD_NOISE),
                outputs={"uid": m.group("uid"), "url": found["meta"]["url"]},
            )
        if m := DATASOURCE_ADDR.match(addr):
            found = await self.request("GET", f"/api/datasources/uid/{m.group('uid')}")
            if found is None:
                return GetResponse(exists=False)
            return GetResponse(
                exists=True,
                resource_definition=dump(found, DATASOURCE_NOISE),
                outputs={"uid": m.group("uid")},
            )
        raise InvalidAddr(addr)

    async def plan(
        self,
        addr: str,
        current: bytes | None,
        desired: bytes | None,
    ) -> list[PlanResponseElement]:
        match [current, desired]:
            case [None, None]:
                return []
            case [_, None]:
                return [PlanResponseElement(json.dumps({"action": "delete"}), ["uid", "url"], f"Delete {addr}")]
            case [None, _]:
                return [
                    PlanResponseElement(
                        op_definition=json.dumps({"action": "create", "body": json.loads(desired)}),
                        writes_outputs=["uid", "url"],
                        friendly_message=f"Create {addr}",
                    )
                ]
            case _ if json.loads(current) != json.loads(desired):
                return [
                    PlanResponseElement(
                        op_definition=json.dumps({"action": "update", "body": json.loads(desired)}),
                        friendly_message=f"Update {addr}",
                    )
                ]
        return []

    async def op_exec(self, addr: str, op: str) -> OpExecResponse:
        decoded = json.loads(op)
        action, body = decoded["action"], decoded.get("body")
        if m := DASHBOARD_ADDR.match(addr):
            uid = m.group("uid")
            if action == "delete":
                await self.request("DELETE", f"/api/dashboards/uid/{uid}")
                return OpExecResponse(friendly_message=f"Deleted dashboard {uid}")
            saved = await self.request(
                "POST", "/api/dashboards/db", {"dashboard": {**body, "uid": uid}, "overwrite": True}
            )
            return OpExecResponse(
                outputs={"uid": saved["uid"], "url": saved["url"]},
                friendly_message=f"Saved dashboard {uid}",
            )
        if m := DATASOURCE_ADDR.match(addr):
            uid = m.group("uid")
            if action == "delete":
                await self.request("DELETE", f"/api/datasources/uid/{uid}")
                return OpExecResponse(friendly_message=f"Deleted datasource {uid}")
            if action == "create":
                await self.request("POST", "/api/datasources", {**body, "uid": uid})
            else:
                await self.request("PUT", f"/api/datasources/uid/{uid}", body)
            return OpExecResponse(outputs={"uid": uid}, friendly_message=f"Saved datasource {uid}")
        raise InvalidAddr(addr)

    async def addr_virt_to_phy(
        self, addr: str
    ) -> VirtToPhyNotPresent | VirtToPhyPresent | VirtToPhyNull:
        return VirtToPhyNull(addr)

    async def get_skeletons(self) -> list[Skeleton]:
        return [
            Skeleton(addr=DASHBOARD, body=b'{\n  "title": "New dashboard",\n  "panels": []\n}\n'),
            Skeleton(addr=DATASOURCE, body=b'{\n  "name": "new",\n  "type": "prometheus"\n}\n'),
        ]


if __name__ == "__main__":
    connector_main(GrafanaConnector)
