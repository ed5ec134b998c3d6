"""The HTTP API of PowerDNS, whose failures say what to do next."""

from __future__ import annotations

from typing import Any, Mapping
from urllib.parse import quote

from autoschematic_sdk import NotFound, PermissionDenied
from autoschematic_sdk.http import JsonApi


class PowerDnsApi(JsonApi):
    """The calls about one server behind the address of an API."""

    unreachable = "is PowerDNS running with `webserver` and `api`, and is `POWERDNS_URL` right?"

    def __init__(self, url: str, server: str, key: str) -> None:
        super().__init__(f"{url}/api/v1/servers/{quote(server, safe='')}", headers={"X-API-Key": key})
        self.url = url
        self.server = server

    async def check(self) -> None:
        """See to it that the server is there: a wrong address would make everything look deleted."""
        if await self.get("") is None:
            raise NotFound(f"{self.url} has no server `{self.server}` (see `POWERDNS_SERVER`)")

    async def call(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:
        try:
            return await super().call(method, path, body, headers)
        except PermissionDenied as refused:
            status = str(refused).partition(": ")[2]
            raise PermissionDenied(
                f"PowerDNS at {self.url} does not accept the key: {status} (is `POWERDNS_API_KEY` its `api-key`?)"
            ) from None
