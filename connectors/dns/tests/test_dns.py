"""The connector against a real PowerDNS."""

from __future__ import annotations

import asyncio
from typing import Any, Awaitable, Callable

import pytest
from autoschematic_sdk import ConnectorError, ErrorCode, FilterResponse, StructIdent
from powerdns import PowerDnsConnector
from records import EXAMPLES, file_name, host_name, problem
from server import KEY, PowerDns

ZONE = 'Zone(\n    soa: Soa(\n        mname: "ns1.example.org.",\n        rname: "hostmaster.example.org.",\n    ),\n)\n'
WWW = 'RecordSet(\n    records: [\n        "192.0.2.1",\n        "192.0.2.2",\n    ],\n)\n'
SOA = "ns1.example.org. hostmaster.example.org. N 10800 3600 604800 3600"


def use(work: Callable[[PowerDnsConnector], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        connector = PowerDnsConnector("dns", "main")
        await connector.init()
        try:
            return await work(connector)
        finally:
            await connector.shutdown()

    return asyncio.run(run())


def apply(addr: str, body: str | None, losing: int = 0) -> list[str]:
    """Plan and execute as the host does; the sentences of the plan. Afterwards nothing is left to do.

    Of a change the last ``losing`` operations are marked as destroying data, and no others.
    """

    async def work(connector: PowerDnsConnector) -> list[str]:
        desired = None if body is None else body.encode()
        current = (await connector.get(addr)).resource_definition
        ops = await connector.plan(addr, current, desired)
        if desired is not None:
            marks = [op.irreversible and op.destroys_data for op in ops]
            assert marks == [False] * (len(ops) - losing) + [True] * losing
        for op in ops:
            await connector.op_exec(addr, op.op_definition)
        after = (await connector.get(addr)).resource_definition
        if desired is None:
            assert after is None
        else:
            assert after is not None and await connector.eq(addr, after, desired)
            assert await connector.plan(addr, after, desired) == []
        return [op.friendly_message for op in ops]

    return use(work)


def get(addr: str) -> str | None:
    found = use(lambda connector: connector.get(addr))
    return found.resource_definition.decode() if found.exists else None


def findings(addr: str, body: str) -> list[tuple[int, int, str]]:
    found = use(lambda connector: connector.diag(addr, body.encode()))
    return [(each.span.start.line, each.span.start.col, each.message) for each in found]


def test_what_was_made_by_hand_is_read_as_files_that_plan_nothing(dns: PowerDns) -> None:
    dns.call("POST", "/zones", {"name": "example.org.", "kind": "Native", "nameservers": ["ns1.example.org."]})
    dns.put("example.org.", "www.example.org.", "A", "192.0.2.1", "192.0.2.2")
    dns.put("example.org.", "*.example.org.", "TXT", '"any; name"', ttl=60)

    async def work(connector: PowerDnsConnector) -> Any:
        addresses = [each for subpath in await connector.subpaths() for each in await connector.list(subpath)]
        bodies = {}
        for addr in addresses:
            assert await connector.filter(addr) == FilterResponse.RESOURCE
            body = (await connector.get(addr)).resource_definition
            assert body is not None and await connector.diag(addr, body) == []
            assert await connector.plan(addr, body, body) == []
            bodies[addr] = body.decode()
        return bodies

    assert use(work) == {
        "dns/example.org.ron": 'Zone(\n    soa: Soa(\n        mname: "a.misconfigured.dns.server.invalid.",\n'
        '        rname: "hostmaster.example.org.",\n    ),\n    dnssec: false,\n)\n',
        "dns/example.org/%2A/TXT.ron": 'RecordSet(\n    ttl: 60,\n    records: [\n        "\\"any; name\\"",\n    ],\n)\n',
        "dns/example.org/@/NS.ron": 'RecordSet(\n    records: [\n        "ns1.example.org.",\n    ],\n)\n',
        "dns/example.org/www/A.ron": WWW,
    }


def test_a_zone_and_its_records_are_made_changed_and_deleted(dns: PowerDns) -> None:
    assert apply("dns/example.org.ron", ZONE) == ["Create zone `example.org`"]
    assert apply("dns/example.org/www/A.ron", WWW) == ["Create record set `www.example.org. A`"]
    assert dns.state() == {
        "example.org.": {"example.org. 3600 SOA": [SOA], "www.example.org. 3600 A": ["192.0.2.1", "192.0.2.2"]}
    }

    said = apply("dns/example.org/www/A.ron", 'RecordSet(ttl: 60, records: ["192.0.2.1"], disabled: ["192.0.2.9"])')
    assert len(said) == 1 and "`ttl` from 3600 to 60" in said[0]
    said = apply("dns/example.org.ron", ZONE.replace('",\n    ),', '",\n        refresh: 60,\n    ),\n    account: "ops",'))
    assert len(said) == 1 and "soa.refresh" in said[0] and "account" in said[0]
    assert dns.state() == {
        "example.org.": {
            "example.org. 3600 SOA": [SOA.replace("10800", "60")],
            "www.example.org. 60 A": ["192.0.2.1", "#192.0.2.9"],
        }
    }

    assert len(apply("dns/example.org/www/A.ron", None)) == 1
    assert len(apply("dns/example.org.ron", None)) == 1
    assert dns.state() == {}


def test_many_record_sets_are_read_with_few_reads_of_their_zone(dns: PowerDns) -> None:
    apply("dns/example.org.ron", ZONE)
    for number in range(40):
        dns.put("example.org.", f"n{number}.example.org.", "A", f"192.0.2.{number}")

    async def work(connector: PowerDnsConnector) -> None:
        paths: list[str] = []
        get = connector.api.get

        async def counted(path: str) -> Any:
            paths.append(path)
            return await get(path)

        connector.api.get = counted  # type: ignore[method-assign]
        found = await asyncio.gather(*(connector.get(f"dns/example.org/n{number}/A.ron") for number in range(40)))
        assert all(f'"192.0.2.{number}"'.encode() in each.resource_definition for number, each in enumerate(found))
        assert paths == ["/zones/example.org."] * 2

    use(work)


def test_the_order_of_a_record_set_make_no_difference(dns: PowerDns) -> None:
    apply("dns/example.org.ron", ZONE)
    apply("dns/example.org/www/A.ron", WWW)
    swapped = 'RecordSet(records: ["192.0.2.2", "192.0.2.1"])  // the second first'
    assert apply("dns/example.org/www/A.ron", swapped) == []


def test_comments_are_kept_beside_a_record_set(dns: PowerDns) -> None:
    apply("dns/example.org.ron", ZONE)
    body = 'RecordSet(records: ["192.0.2.1"], comments: [Comment(content: "the shop", account: "ops")])'
    apply("dns/example.org/www/A.ron", body)
    assert get("dns/example.org/www/A.ron") == (
        'RecordSet(\n    records: [\n        "192.0.2.1",\n    ],\n    comments: [\n        Comment(\n'
        '            content: "the shop",\n            account: "ops",\n        ),\n    ],\n)\n'
    )


def test_a_signed_zone_is_signed(dns: PowerDns) -> None:
    apply("dns/example.org.ron", ZONE.replace("    ),\n)", "    ),\n    dnssec: true,\n)"))
    assert dns.call("GET", "/zones/example.org.")["dnssec"] is True
    # A file that says nothing of it leaves it as it is.
    assert apply("dns/example.org.ron", ZONE) == []
    assert dns.call("GET", "/zones/example.org.")["dnssec"] is True
    assert apply("dns/example.org.ron", ZONE.replace("    ),\n)", "    ),\n    account: \"ops\",\n)")) == [
        'Update zone `example.org`: set `account` from "" to "ops"'
    ]
    assert "    dnssec: true,\n" in (get("dns/example.org.ron") or "")

    unsigned = ZONE.replace("    ),\n)", "    ),\n    dnssec: false,\n)")
    assert apply("dns/example.org.ron", unsigned, losing=1) == [
        'Update zone `example.org`: set `account` from "ops" to ""',
        "Update zone `example.org`: set `dnssec` from true to false, which loses its keys; resolvers refuse it while its DS "
        "record stands in the parent zone",
    ]
    assert dns.call("GET", "/zones/example.org.")["dnssec"] is False


def test_a_zone_that_becomes_secondary_says_that_it_loses_its_records(dns: PowerDns) -> None:
    apply("dns/example.org.ron", ZONE)
    apply("dns/example.org/www/A.ron", WWW)
    secondary = 'Zone(kind: "Slave", masters: ["192.0.2.53"], account: "ops")'
    assert apply("dns/example.org.ron", secondary, losing=1) == [
        'Update zone `example.org`: set `account` from "" to "ops"',
        'Update zone `example.org`: remove `soa`; set `kind` from "Native" to "Slave"; set `masters` from [] to ["192.0.2.53"], '
        "which loses every record in it; those of its masters take their place",
    ]
    assert dns.call("GET", "/zones/example.org.")["kind"] == "Slave"
    assert len(apply("dns/example.org.ron", ZONE)) == 1
    assert dns.call("GET", "/zones/example.org.")["kind"] == "Native"


def test_the_records_of_a_secondary_zone_are_not_ours(dns: PowerDns) -> None:
    dns.call("POST", "/zones", {"name": "second.org.", "kind": "Slave", "masters": ["192.0.2.53"], "nameservers": []})
    assert use(lambda connector: connector.list("./")) == ["dns/second.org.ron"]
    assert get("dns/second.org.ron") == (
        'Zone(\n    kind: "Slave",\n    masters: [\n        "192.0.2.53",\n    ],\n    dnssec: false,\n)\n'
    )


def test_bad_bodies_are_told_at_their_places(dns: PowerDns) -> None:
    addr = "dns/example.org/www/A.ron"
    assert findings(addr, 'RecordSet(records: ["192.0.2.1", "192.0.2"])') == [(1, 34, "`192.0.2` is not an IPv4 address")]
    assert findings(addr, "RecordSet(records: [])") == [
        (1, 20, "A record set has at least one record; delete the file for none")
    ]
    assert findings(addr, 'RecordSet(records: ["192.0.2.1"], tll: 5)') == [
        (1, 35, "A record set has no field `tll`; did you mean `ttl`?")
    ]
    assert findings("dns/example.org/www/CNAME.ron", 'RecordSet(records: ["web.example.org"])') == [
        (1, 21, "`web.example.org`: a name ends with a dot")
    ]
    assert findings("dns/example.org/www/A.ron", 'RecordSet(records: ["out://cloud/vm.ron[ip]"])') == []
    assert findings("dns/example.org/WWW/A.ron", 'RecordSet(records: ["192.0.2.1"])') == [
        (1, 1, "The server has names in lower case and types in upper case only: rename the file")
    ]


@pytest.mark.parametrize("kind,content,said", [
    ("AAAA", "2001:db8::1", None),
    ("AAAA", "2001:DB8:0::1", "`2001:DB8:0::1` is written `2001:db8::1`"),
    ("MX", "10 mail.example.org.", None),
    ("MX", "mail.example.org.", "`mail.example.org.`: it is `PREFERENCE NAME.`"),
    ("TXT", '"a" "b \\" c"', None),
    ("TXT", "a", "`a` must be in double quotes, within the string"),
    ("SRV", "0 5 80 web.example.org.", None),
    ("CAA", '0 issue "ca.example"', None),
    ("TYPE65534", "\\# 1 00", None),
])  # fmt: skip
def test_contents_are_checked_by_type(kind: str, content: str, said: str | None) -> None:
    assert problem(kind, content) == said


@pytest.mark.parametrize("name,folder", [
    ("example.org.", "@"), ("www.example.org.", "www"), ("*.a.example.org.", "%2A.a"), ("_dmarc.example.org.", "_dmarc"),
])  # fmt: skip
def test_names_and_folders_are_each_others_inverse(name: str, folder: str) -> None:
    assert file_name(name, "example.org") == folder
    assert host_name(folder, "example.org") == name


def test_a_wrong_key_an_absent_server_and_an_unknown_zone_are_one_sentence_each(
    dns: PowerDns, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConnectorError) as missing:
        apply("dns/none.org/www/A.ron", WWW)
    assert str(missing.value) == "there is no zone `none.org` (add `dns/none.org.ron`, or correct the folder's name)"

    monkeypatch.setenv("POWERDNS_API_KEY", "wrong-key")
    with pytest.raises(ConnectorError) as refused:
        get("dns/example.org.ron")
    assert refused.value.code is ErrorCode.AUTH and str(refused.value) == (
        f"PowerDNS at {dns.url} does not accept the key: 401 Unauthorized (is `POWERDNS_API_KEY` its `api-key`?)"
    )

    monkeypatch.setenv("POWERDNS_SERVER", "other")
    monkeypatch.setenv("POWERDNS_API_KEY", KEY)
    with pytest.raises(ConnectorError) as unknown:
        get("dns/example.org.ron")
    assert str(unknown.value) == f"{dns.url} has no server `other` (see `POWERDNS_SERVER`)"

    monkeypatch.setenv("POWERDNS_URL", "http://127.0.0.1:9")
    with pytest.raises(ConnectorError) as absent:
        get("dns/example.org.ron")
    assert absent.value.code is ErrorCode.UNAVAILABLE and str(absent.value) == (
        "cannot reach http://127.0.0.1:9/api/v1/servers/other: Connection refused "
        "(is PowerDNS running with `webserver` and `api`, and is `POWERDNS_URL` right?)"
    )

    monkeypatch.delenv("POWERDNS_URL")
    with pytest.raises(Exception, match="POWERDNS_URL"):
        get("dns/example.org.ron")


def test_skeletons_are_right_and_everything_is_documented(dns: PowerDns) -> None:
    async def work(connector: PowerDnsConnector) -> None:
        skeletons = {skeleton.addr: skeleton.body.decode() for skeleton in await connector.get_skeletons()}
        assert 'records: [\n        "\\"v=spf1 mx -all\\"",\n    ]' in skeletons["dns/[zone]/[name]/TXT.ron"]
        assert [*skeletons] == ["dns/[zone].ron", *(f"dns/[zone]/[name]/{kind}.ron" for kind in EXAMPLES)]
        for skeleton in await connector.get_skeletons():
            assert await connector.filter(skeleton.addr) == FilterResponse.RESOURCE
            assert await connector.diag(skeleton.addr, skeleton.body) == []
        doc = await connector.get_docstring("dns/example.org.ron", StructIdent("Soa"))
        assert doc is not None and doc.markdown.startswith("The start of authority of a zone.")

    use(work)
