"""The mark ``connector_laws`` gives one test for each law of the report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from autoschematic_sdk.pytest_plugin import LAWS, LIVE_LAWS
from programs import REPOSITORY, SDK

BROKEN = {
    "method": "Eq",
    "address": "notes/a.json",
    "inputs": [{"name": "a", "text": "{\n}\n"}, {"name": "b", "text": "{}"}],
    "expected": "true",
    "got": "false",
}

TEST = """
import pytest

@pytest.mark.connector_laws("notes"{arguments})
def test_keeps_the_law(law):
    law.check()
"""


def program(folder: Path, reports: list[dict[str, object]] | None, errors: list[dict[str, object]], exit_code: int) -> Path:
    """A program that answers with a report, and writes down how it was called."""
    file = folder / "program.py"
    document = "nonsense" if reports is None else json.dumps({"result": {"laws": reports}, "diagnostics": errors})
    file.write_text(
        f"#!{sys.executable}\nimport os, pathlib, sys\n"
        f"with open({str(folder / 'calls')!r}, 'a') as calls: print(os.getcwd(), *sys.argv[1:], os.environ.get('TOKEN', ''), file=calls)\n"
        f"print({document!r})\nprint('said beside', file=sys.stderr)\n"
        f"sys.exit({exit_code})\n"
    )
    file.chmod(0o755)
    return file


def report(law: str, verdict: str = "ok", reason: str | None = None) -> dict[str, object]:
    return {"law": law, "title": f"Title of {law}", "verdict": verdict, "cases": 1, "reason": reason,
            "counterexamples": [BROKEN] if verdict == "failed" else []}


def run(
    folder: Path,
    reports: list[dict[str, object]] | None,
    arguments: str = "",
    *options: str,
    errors: list[dict[str, object]] = [],
    exit_code: int | None = None,
) -> str:
    """What pytest says; the program ends with 3 when a law is broken, unless it is told otherwise."""
    if exit_code is None:
        exit_code = 3 if any(each["verdict"] == "failed" for each in reports or ()) else 0
    (folder / "test_laws.py").write_text(TEST.format(arguments=arguments))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "autoschematic_sdk.pytest_plugin", "-p", "no:cacheprovider", "-v", "-rs", *options],
        cwd=folder, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": str(SDK), "AUTOSCHEMATIC": str(program(folder, reports, errors, exit_code)), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
    return done.stdout + done.stderr


def test_there_is_a_test_for_each_law_and_the_program_runs_once(tmp_path: Path) -> None:
    output = run(tmp_path, [report(law) for law in LAWS])
    assert f"{len(LAWS) + 1} passed" in output, output
    assert all(f"test_keeps_the_law[{law}] PASSED" in output for law in LAWS), output
    assert (tmp_path / "calls").read_text() == f"{tmp_path} connectors test notes --format json \n"


def test_a_broken_law_fails_with_its_counterexample_and_a_skipped_one_says_why(tmp_path: Path) -> None:
    reports = [report(law) for law in LAWS[2:]] + [report(LAWS[0], "failed"), report(LAWS[1], "skipped", "there was nothing to try it on")]
    output = run(tmp_path, reports)
    assert f"1 failed, {len(LAWS) - 1} passed, 1 skipped" in output, output
    assert (
        f"{LAWS[0]}: Title of {LAWS[0]}\n"
        "  Eq of notes/a.json\n"
        "    a           {\n"
        "                }\n"
        "    b           {}\n"
        "    expected    true\n"
        "    got         false\n"
    ) in output, output
    assert "there was nothing to try it on" in output


def test_every_argument_reaches_the_program(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    arguments = ', prefix="main", live=True, timeout=2, seed=3, repo="below", env={"TOKEN": "t0k"}'
    output = run(tmp_path, [report(law) for law in (*LAWS, *LIVE_LAWS)], arguments)
    assert f"{len(LAWS) + len(LIVE_LAWS) + 1} passed" in output, output
    assert (tmp_path / "calls").read_text() == (
        f"{tmp_path / 'below'} connectors test notes --prefix main --timeout 2 --seed 3 --live --yes --format json t0k\n")


def test_collecting_runs_nothing(tmp_path: Path) -> None:
    output = run(tmp_path, [], ", live=True", "--collect-only")
    assert "apply-converges" in output and not (tmp_path / "calls").exists(), output


def test_a_law_of_a_newer_program_counts(tmp_path: Path) -> None:
    output = run(tmp_path, [*(report(law) for law in LAWS), report("hashes-are-stable", "failed")])
    assert f"1 failed, {len(LAWS)} passed" in output and "Title of hashes-are-stable" in output, output


def test_errors_beside_the_laws_have_a_test_of_their_own(tmp_path: Path) -> None:
    kept = [report(law) for law in LAWS]
    left = {"code": "LAW003", "severity": "error", "message": "`a` is still there", "notes": ["a note"], "hint": "remove it"}
    odd = {"code": "CON001", "severity": "warning", "message": "odd"}
    output = run(tmp_path, kept, errors=[left, odd], exit_code=3)
    assert f"1 failed, {len(LAWS)} passed" in output, output
    assert "test_keeps_the_law[nothing-else-is-wrong] FAILED" in output, output
    assert "error[LAW003]: `a` is still there\na note\nhint: remove it\n" in output and "odd" not in output, output
    assert f"{len(LAWS) + 1} passed" in run(tmp_path, kept, errors=[odd])


def test_an_exit_code_that_no_law_explains_is_a_failure(tmp_path: Path) -> None:
    output = run(tmp_path, [report(law) for law in LAWS], exit_code=1)
    assert f"1 failed, {len(LAWS)} passed" in output and "exit code 1, which no law explains\nsaid beside\n" in output, output
    broken = [report(LAWS[0], "failed"), *(report(law) for law in LAWS[1:])]
    assert f"1 failed, {len(LAWS)} passed" in run(tmp_path, broken, exit_code=1)
    assert f"2 failed, {len(LAWS) - 1} passed" in run(tmp_path, broken, exit_code=70)


def test_no_report_and_laws_that_were_not_tried_are_failures(tmp_path: Path) -> None:
    assert "gave no report (exit code 0)\n" in run(tmp_path, None)
    output = run(tmp_path, [])
    assert f"{len(LAWS)} failed, 1 passed" in output and "was not tried\nsaid beside" in output, output


def test_the_laws_are_those_of_the_program() -> None:
    documented = [line.split("`")[1] for line in (REPOSITORY / "docs" / "laws.md").read_text().splitlines() if line.startswith("| `")]
    assert sorted(documented) == sorted((*LAWS, *LIVE_LAWS))
