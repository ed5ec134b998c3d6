"""The server is started once, and emptied before every test."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Iterator

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[2] / "sdk/python")]

import server  # noqa: E402


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[server.PowerDns]:
    if server.MISSING:
        pytest.skip(f"{server.MISSING} is missing: apt-get install pdns-server pdns-backend-sqlite3")
    started = server.PowerDns(tmp_path_factory.mktemp("powerdns"))
    yield started
    started.stop()


@pytest.fixture
def dns(running: server.PowerDns, monkeypatch: pytest.MonkeyPatch) -> server.PowerDns:
    running.reset()
    monkeypatch.setenv("POWERDNS_URL", running.url)
    monkeypatch.setenv("POWERDNS_API_KEY", server.KEY)
    return running
