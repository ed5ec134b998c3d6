"""Laws of connectors as tests: pytest loads this by itself once the SDK is installed.

::

    import pytest

    @pytest.mark.connector_laws("demo")
    def test_keeps_the_law(law):
        law.check()

runs ``autoschematic connectors test demo --format json`` once, in the repository the tests are in, and gives one test for each
law, and one for whatever else went wrong. The program is the one that the variable ``AUTOSCHEMATIC`` names, else ``autoschematic`` on ``PATH``.
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

REST = "nothing-else-is-wrong"
"""Stands for whatever else a trial can say: errors beside the laws, a connector that does not start or was not cleaned up after,
an exit code that no law explains, and laws of a newer program, which these lists do not know."""

_BROKEN = (1, 3)
"""Exit codes when laws are broken: all of them, some of them."""


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
        return (*LAWS, *(LIVE_LAWS if self.live else ()), REST)

    @property
    def arguments(self) -> list[str]:
        options: list[tuple[str, object]] = [("--prefix", self.prefix), ("--timeout", self.timeout), ("--seed", self.seed)]
        given = [str(word) for name, value in options if value is not None for word in (name, value)]
        return ["connectors", "test", self.connector, *given, *(["--live", "--yes"] if self.live else []), "--format", "json"]


@dataclass(frozen=True)
class Outcome:
    """What came of a trial: the reports of the laws by name, the errors beside them, the exit code, and what was said."""

    reports: dict[str, dict[str, Any]]
    errors: list[dict[str, Any]]
    exit_code: int
    said: str

    def rest(self) -> str:
        """What is wrong beside the laws that are known here; empty when nothing is."""
        broken = [report for report in self.reports.values() if report["verdict"] == "failed"]
        unknown = [report for report in broken if report["law"] not in {*LAWS, *LIVE_LAWS}]
        told = [*map(explain, unknown), *map(explain_error, self.errors)]
        if not told and self.exit_code not in ((0, *_BROKEN) if broken else (0,)):
            told = [f"exit code {self.exit_code}, which no law explains\n{self.said}"]
        return "\n\n".join(told)


class Law:
    """One law of one connector; :meth:`check` fails or skips the test, or does nothing."""

    def __init__(self, name: str, outcome: Outcome) -> None:
        self.name = name
        self._outcome = outcome

    def check(self) -> None:
        __tracebackhide__ = True
        if self.name == REST:
            if wrong := self._outcome.rest():
                pytest.fail(wrong, pytrace=False)
            return
        report = self._outcome.reports.get(self.name)
        if report is None:
            pytest.fail(f"`{self.name}` was not tried\n{self._outcome.said}", pytrace=False)
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


def explain_error(found: dict[str, Any]) -> str:
    """An error that is no law's, for people."""
    hint = f"\nhint: {found['hint']}" if found.get("hint") else ""
    return "\n".join([f"error[{found['code']}]: {found['message']}", *found.get("notes", ())]) + hint


def program() -> str:
    """The command line program: what ``AUTOSCHEMATIC`` names, else ``autoschematic`` on ``PATH``."""
    found = os.environ.get("AUTOSCHEMATIC") or shutil.which("autoschematic")
    if not found:
        pytest.fail("there is no `autoschematic` on PATH; the variable AUTOSCHEMATIC may name the program", pytrace=False)
    return found


def run(trial: Trial, folder: Path) -> Outcome:
    """Try the laws once."""
    try:
        done = subprocess.run(
            [program(), *trial.arguments], cwd=folder, env={**os.environ, **trial.env}, capture_output=True, text=True, check=False
        )
    except OSError as problem:
        pytest.fail(f"`{program()}` does not start: {problem}", pytrace=False)
    try:
        document = json.loads(done.stdout)
        laws = (document["result"] or {"laws": []})["laws"]
        errors = [found for found in document["diagnostics"] if found["severity"] == "error"]
    except (ValueError, KeyError, TypeError):
        pytest.fail(f"`{' '.join(trial.arguments)}` gave no report (exit code {done.returncode})\n{done.stdout}{done.stderr}", pytrace=False)
    return Outcome({report["law"]: report for report in laws}, errors, done.returncode, done.stderr)


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
    return Law(name, _connector_laws[key])
