"""Zones and record sets of a PowerDNS server, over its HTTP API.

Environment: ``POWERDNS_URL``, the address of the server's API (``http://127.0.0.1:8081``), ``POWERDNS_API_KEY``, and
``POWERDNS_SERVER``, the server's name behind that address, ``localhost`` if it is not given.
"""

from __future__ import annotations

import os
from typing import Any, AsyncIterator, Iterator, Literal, Optional, Sequence
from urllib.parse import quote, unquote

from api import PowerDnsApi
from autoschematic_sdk import (
    Key, NotFound, Resource, ResourceConnector, Skeleton, Struct, connector_main, field, required_env,
)  # fmt: skip
from autoschematic_sdk.ron import dumps
from records import EXAMPLES, SECONDARY, file_name, host_name, problem, zone_name
from shared import SharedReads

RECORD_FIELDS = ("records", "disabled")


class Soa(Struct):
    """The start of authority of a zone. The server counts its serial up by itself."""

    mname: str = field("The first name server, with a final dot.", example="ns1.example.org.")
    rname: str = field("The mailbox of who is responsible, with a dot for the `@`.", example="hostmaster.example.org.")
    refresh: int = field("Seconds after which secondaries look for changes.", default=10800)
    retry: int = field("Seconds after which they try again.", default=3600)
    expire: int = field("Seconds after which they give the zone up.", default=604800)
    minimum: int = field("Seconds that an answer `there is none` is kept.", default=3600)
    ttl: int = field("Seconds that the record itself is kept.", default=3600)


START = Soa(mname="ns1.example.org.", rname="hostmaster.example.org.")


class Zone(Resource, addr="dns/[zone].ron", outputs=["zone"], loses="every record in it", destroys_data=True):
    """A zone. Its record sets are the files below the folder of its name."""

    soa: Optional[Soa] = field("The start of authority; a secondary zone gets it by transfers.", default=None, example=START)
    kind: Literal["Native", "Master", "Slave", "Producer", "Consumer"] = field(
        "How it is kept: `Native` by the database, `Master` and `Slave` by transfers, `Producer` and `Consumer` as catalogs.",
        default="Native",
    )
    masters: list[str] = field("The addresses that a `Slave` takes the zone from.", default=[], unordered=True)
    account: str = field("Whose zone it is; PowerDNS only keeps it.", default="")
    catalog: str = field("The catalog zone it is a member of, with a final dot.", default="")
    dnssec: Optional[bool] = field(
        "Whether the server signs the zone, with keys that it makes itself; as it is when absent.", default=None, keep=True
    )
    soa_edit: str = field("How the serial of signed answers is made.", default="")
    soa_edit_api: str = field("How the serial counts on when the API changes a record.", default="DEFAULT")

    async def list(self) -> AsyncIterator[str]:
        for zone in await self.connector.api.get("/zones"):
            yield zone["name"].rstrip(".")

    async def read(self, key: Key) -> Zone | None:
        found = await self.connector.api.get(f"{zone_path(key.zone)}?rrset_name={quote(zone_name(key.zone))}&rrset_type=SOA")
        if found is None:
            return None
        names = ("kind", "masters", "account", "catalog", "dnssec", "soa_edit", "soa_edit_api")
        return Zone(soa=soa_of(found), **{name: found[name] for name in names if name in found})

    async def create(self, key: Key, body: Zone) -> None:
        name = zone_name(key.zone)
        start = [record_set(name, "SOA", body.soa.ttl, [soa_text(body.soa, 1)])] if body.soa else []
        await self.connector.api.post("/zones", {**settings(body), "name": name, "nameservers": [], "rrsets": start})

    async def update(self, key: Key, before: Zone, after: Zone) -> None:
        if settings(before) != settings(after):
            await self.connector.api.put(zone_path(key.zone), settings(after))
        if after.soa and before.soa != after.soa:
            found = await self.connector.zones.get(key.zone)
            text = soa_text(after.soa, found["serial"] if found else 1)
            await self.connector.change(key.zone, record_set(zone_name(key.zone), "SOA", after.soa.ttl, [text]))

    async def delete(self, key: Key, before: Zone) -> None:
        await self.connector.api.delete(zone_path(key.zone))

    def losses(self, key: Key, before: Zone, after: Zone) -> Iterator[tuple[str, str]]:
        if before.dnssec and not after.dnssec:
            yield "dnssec", "its keys; resolvers refuse it while its DS record stands in the parent zone"
        if after.kind in SECONDARY and before.kind not in SECONDARY:
            yield "kind soa masters", "every record in it; those of its masters take their place"

    def validate(self, key: Key, body: Zone) -> Iterator[tuple[str, str]]:
        if body.soa is None and body.kind not in SECONDARY:
            yield "", f"a zone that is `{body.kind}` needs a `soa`"
        if body.soa is not None and body.kind in SECONDARY:
            yield "soa", f"a zone that is `{body.kind}` gets its `soa` by transfers: leave it out"
        for name in ("mname", "rname") if body.soa else ():
            if not getattr(body.soa, name).endswith("."):
                yield f"soa.{name}", f"`{getattr(body.soa, name)}` needs a final dot"
        if body.kind == "Slave" and not body.masters:
            yield "masters", "a `Slave` needs the addresses of its masters"


class Comment(Struct):
    """A comment that the server keeps beside a record set."""

    content: str = field("What it says.")
    account: str = field("Who says it.", default="")


class RecordSet(Resource, addr="dns/[zone]/[name]/[type].ron", parent=Zone, noun="record set", destroys_data=True):
    """All records of one name and type. The folder is the name without the zone, `@` for the zone itself; `%2A` is a star."""

    ttl: int = field("Seconds that an answer is kept.", default=3600)
    records: list[str] = field(
        "Their contents as in a zone file: names with a final dot, texts in quotes.", unordered=True, example=[EXAMPLES["A"]]
    )
    disabled: list[str] = field("Records that are kept but not answered.", default=[], unordered=True)
    comments: list[Comment] = field("Comments that the server keeps.", default=[])

    async def list(self) -> AsyncIterator[tuple[str, str, str]]:
        for zone in await self.connector.api.get("/zones"):
            if zone["kind"] in SECONDARY:
                continue  # its records come by transfers
            found = await self.connector.api.get(zone_path(zone["name"]))
            for each in found["rrsets"] if found else ():
                if each["type"] != "SOA":
                    yield zone["name"].rstrip("."), file_name(each["name"], zone["name"]), each["type"]

    async def read(self, key: Key) -> RecordSet | None:
        name = host_name(key.name, key.zone)
        found = await self.connector.zones.get(key.zone)
        for each in found["rrsets"] if found else ():
            if each["name"] == name and each["type"] == key.type:
                contents = [[record["content"] for record in each["records"] if record["disabled"] is off] for off in (False, True)]
                comments = [Comment(content=comment["content"], account=comment["account"]) for comment in each["comments"]]
                return RecordSet(ttl=each["ttl"], records=contents[0], disabled=contents[1], comments=comments)
        return None

    async def create(self, key: Key, body: RecordSet) -> None:
        comments = [{"content": comment.content, "account": comment.account} for comment in body.comments]
        change = record_set(host_name(key.name, key.zone), key.type, body.ttl, body.records, body.disabled)
        await self.connector.change(key.zone, {**change, "comments": comments})

    async def update(self, key: Key, before: RecordSet, after: RecordSet) -> None:
        await self.create(key, after)

    async def delete(self, key: Key, before: RecordSet) -> None:
        await self.connector.change(key.zone, {"name": host_name(key.name, key.zone), "type": key.type, "changetype": "DELETE"})

    def validate(self, key: Key, body: RecordSet) -> Iterator[tuple[str, str]]:
        if (unquote(key.name), key.type) != (unquote(key.name).lower(), key.type.upper()):
            yield "", "the server has names in lower case and types in upper case only: rename the file"
        if not body.records and not body.disabled:
            yield "records", "a record set has at least one record; delete the file for none"
        for where in RECORD_FIELDS:
            for index, content in enumerate(getattr(body, where)):
                if (sentence := problem(key.type, content)):
                    yield f"{where}[{index}]", sentence

    def label(self, key: Key, body: RecordSet) -> str:
        return f"{host_name(key.name, key.zone)} {key.type}"


def zone_path(zone: str) -> str:
    """The path of a zone in the API, which has its own escapes for a slash."""
    return "/zones/" + quote(zone_name(zone).replace("/", "=2F"), safe="=")


def settings(body: Zone) -> dict[str, Any]:
    """What the API keeps of a zone besides its records."""
    signing = {} if body.dnssec is None else {"dnssec": body.dnssec}
    return {
        "kind": body.kind, "masters": body.masters, "account": body.account, "catalog": body.catalog, **signing,
        "soa_edit": body.soa_edit, "soa_edit_api": body.soa_edit_api,
    }  # fmt: skip


def record_set(name: str, kind: str, ttl: int, records: list[str], disabled: Sequence[str] = ()) -> dict[str, Any]:
    """A record set as the API takes it, in the place of whatever is there."""
    contents = [{"content": content, "disabled": content in disabled} for content in [*records, *disabled]]
    return {"name": name, "type": kind, "ttl": ttl, "changetype": "REPLACE", "records": contents}


def soa_of(zone: dict[str, Any]) -> Soa | None:
    """The start of authority of a zone that is not kept elsewhere."""
    start = next((each for each in zone["rrsets"] if each["type"] == "SOA"), None)
    if start is None or zone["kind"] in SECONDARY:
        return None
    mname, rname, _, *times = start["records"][0]["content"].split()
    refresh, retry, expire, minimum = map(int, times)
    return Soa(mname=mname, rname=rname, refresh=refresh, retry=retry, expire=expire, minimum=minimum, ttl=start["ttl"])


def soa_text(soa: Soa, serial: int) -> str:
    """The record's content."""
    return f"{soa.mname} {soa.rname} {serial} {soa.refresh} {soa.retry} {soa.expire} {soa.minimum}"


def _text(content: str) -> bytes:
    return dumps(content).strip().encode()


class PowerDnsConnector(ResourceConnector):
    """Maps `dns/[zone].ron` and `dns/[zone]/[name]/[type].ron` to a PowerDNS server."""

    resources = [Zone, RecordSet]

    async def init(self) -> None:
        url, server = required_env("POWERDNS_URL").rstrip("/"), os.environ.get("POWERDNS_SERVER") or "localhost"
        self.api = PowerDnsApi(url, server, required_env("POWERDNS_API_KEY"))
        await self.api.check()
        self.zones = SharedReads(lambda zone: self.api.get(zone_path(zone)))

    async def shutdown(self) -> None:
        await self.api.close()

    async def get_skeletons(self) -> list[Skeleton]:
        """A record set of each type that one begins with."""
        zone, one = await super().get_skeletons()
        return [zone, *(
            Skeleton(one.addr.replace("[type]", kind), one.body.replace(_text(EXAMPLES["A"]), _text(content)))
            for kind, content in EXAMPLES.items()
        )]  # fmt: skip

    async def change(self, zone: str, record_set: dict[str, Any]) -> None:
        try:
            await self.api.patch(zone_path(zone), {"rrsets": [record_set]})
        except NotFound:
            raise NotFound(f"there is no zone `{zone}` (add `dns/{zone}.ron`, or correct the folder's name)") from None


if __name__ == "__main__":
    connector_main(PowerDnsConnector)
