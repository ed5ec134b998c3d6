"""Laws of connectors as tests: pytest loads this by itself once the SDK is installed.

::

    import pytest

    @pytest.mark.connector_laws("demo")
    def test_keeps_the_law(law):
        law.check()

runs ``autoschematic connectors test demo --format json`` once, in the repository the tests are in, and gives one test for each
law. The program is the one that the variable ``AUTOSCHEMATIC`` names, else ``autoschematic`` on ``PATH``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

LAWS = (
    "filter-is-pure",
    "list-agrees-with-filter",
    "kinds-agree-with-filter",
    "addresses-round-trip",
    "addresses-stay-inside",
    "eq-is-reflexive",
    "eq-is-symmetric",
    "eq-ignores-layout",
    "plan-of-same-is-empty",
    "skeletons-are-owned",
    "skeletons-are-clean",
    "concurrent-answers-agree",
    "diag-stays-inside",
    "bad-bodies-are-refused",
    "bad-input-never-crashes",
    "calls-are-answered",
)
"""The laws that are tried without changing anything."""

LIVE_LAWS = ("apply-converges", "delete-leaves-nothing", "ops-are-idempotent", "outputs-are-returned")
"""The laws about changes, which ``live=True`` tries, too."""

OTHER_LAWS = "every-other-law"
"""Stands for the laws of a newer program, which this list does not know."""


@dataclass(frozen=True)
class Trial:
    """What a ``connector_laws`` mark asks for."""

    connector: str
    prefix: str | None = None
    live: bool = False
    timeout: float | None = None
    seed: int | None = None
    repo: str | Path | None = None
    env: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def laws(self) -> tuple[str, ...]:
        return (*LAWS, *(LIVE_LAWS if self.live else ()), OTHER_LAWS)

    @property
    def arguments(self) -> list[str]:
        options: list[tuple[str, object]] = [("--prefix", self.prefix), ("--timeout", self.timeout), ("--seed", self.seed)]
        given = [str(word) for name, value in options if value is not None for word in (name, value)]
        return ["connectors", "test", self.connector, *given, *(["--live", "--yes"] if self.live else []), "--format", "json"]


class Law:
    """One law of one connector; :meth:`check` fails or skips the test, or does nothing."""

    def __init__(self, name: str, reports: dict[str, dict[str, Any]], said: str) -> None:
        self.name = name
        self._reports = reports
        self._said = said

    def check(self) -> None:
        __tracebackhide__ = True
        if self.name == OTHER_LAWS:
            known = {*LAWS, *LIVE_LAWS}
            broken = [report for name, report in self._reports.items() if name not in known and report["verdict"] == "failed"]
            if broken:
                pytest.fail("\n\n".join(map(explain, broken)), pytrace=False)
            return
        report = self._reports.get(self.name)
        if report is None:
            pytest.fail(f"`{self.name}` was not tried\n{self._said}", pytrace=False)
        elif report["verdict"] == "failed":
            pytest.fail(explain(report), pytrace=False)
        elif report["verdict"] == "skipped":
            pytest.skip(report["reason"])

    def __repr__(self) -> str:
        return f"Law({self.name!r})"


def explain(report: dict[str, Any]) -> str:
    """A broken law with its counterexamples, for people."""
    lines = [f"{report['law']}: {report['title']}"]
    for found in report["counterexamples"]:
        lines.append(f"  {found['method']}" + (f" of {found['address']}" if found["address"] is not None else ""))
        rows = [*((each["name"], each["text"]) for each in found["inputs"]), ("expected", found["expected"]), ("got", found["got"])]
        for name, text in rows:
            first, *rest = text.rstrip("\n").split("\n")
            lines += [f"    {name:<11} {first}", *(" " * 16 + line for line in rest)]
    return "\n".join(lines)


def program() -> str:
    """The command line program: what ``AUTOSCHEMATIC`` names, else ``autoschematic`` on ``PATH``."""
    found = os.environ.get("AUTOSCHEMATIC") or shutil.which("autoschematic")
    if not found:
        pytest.fail("there is no `autoschematic` on PATH; the variable AUTOSCHEMATIC may name the program", pytrace=False)
    return found


def run(trial: Trial, folder: Path) -> tuple[dict[str, dict[str, Any]], str]:
    """Try the laws once; the reports by name, and what the program said."""
    try:
        done = subprocess.run(
            [program(), *trial.arguments], cwd=folder, env={**os.environ, **trial.env}, capture_output=True, text=True, check=False
        )
    except OSError as problem:
        pytest.fail(f"`{program()}` does not start: {problem}", pytrace=False)
    try:
        result = json.loads(done.stdout)["result"] or {"laws": []}
    except (ValueError, KeyError):
        pytest.fail(f"`{' '.join(trial.arguments)}` gave no report (exit code {done.returncode})\n{done.stdout}{done.stderr}", pytrace=False)
    return {report["law"]: report for report in result["laws"]}, done.stderr


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "connector_laws(connector, prefix=None, live=False, timeout=None, seed=None, repo=None, env={}): "
        "give the fixture `law` each law of connectors; live=True creates, changes and deletes things.",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    mark = metafunc.definition.get_closest_marker("connector_laws")
    if mark is not None and "law" in metafunc.fixturenames:
        trial = Trial(*mark.args, **mark.kwargs)
        metafunc.parametrize("law", [(trial, name) for name in trial.laws], ids=trial.laws, indirect=True)


@pytest.fixture(scope="session")
def _connector_laws() -> dict[Any, Any]:
    return {}


@pytest.fixture
def law(request: pytest.FixtureRequest, _connector_laws: dict[Any, Any]) -> Law:
    """One law of the connector that ``@pytest.mark.connector_laws`` names; the program runs once for all of them."""
    parameter = getattr(request, "param", None)
    if parameter is None:
        pytest.fail("`law` needs the mark `connector_laws` with the name of a connector", pytrace=False)
    trial, name = parameter
    folder = request.path.parent / (trial.repo or ".")
    key = (trial, folder, tuple(sorted(trial.env.items())))
    if key not in _connector_laws:
        _connector_laws[key] = run(trial, folder)
    return Law(name, *_connector_laws[key])
