"""Manual pages and completions as a package has them: read by the real programs."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess

import pytest

from shells import Shell


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"there is no {name} here")


@needs("groff")
def test_every_page_is_set_without_a_warning(pages: pathlib.Path) -> None:
    found = sorted((pages / "man" / "man1").iterdir())
    assert len(found) > 25
    said = {
        page.name: subprocess.run(
            ["groff", "-man", "-ww", "-Tutf8", "-Kutf8", page], capture_output=True, text=True, check=True
        ).stderr
        for page in found
    }
    assert {name: text for name, text in said.items() if text} == {}


@needs("man")
def test_man_shows_a_page(pages: pathlib.Path) -> None:
    page = pages / "man" / "man1" / "autoschematic-safety-lock.1"
    shown = subprocess.run(
        ["man", "--warnings", "-l", page], env={**os.environ, "MANWIDTH": "80", "MANPAGER": "cat", "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert shown.stderr == ""
    assert "autoschematic safety lock" in shown.stdout
    assert "autoschematic-safety(1), git(1)" in shown.stdout


@pytest.fixture
def environment(program: pathlib.Path, tmp_path: pathlib.Path) -> dict[str, str]:
    return {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"}


@needs("bash")
def test_bash_completes(pages: pathlib.Path, environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    with Shell(["bash", "--norc", "-i"], environment, str(tmp_path)) as shell:
        shell.type(f"PS1='ready> '; . {pages}/bash-completion/completions/autoschematic\n")
        shell.expect("ready> $")
        completes(shell)


@needs("zsh")
def test_zsh_completes(pages: pathlib.Path, environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    with Shell(["zsh", "-f", "-i"], environment, str(tmp_path)) as shell:
        shell.type(f"PS1='ready> '; unset zle_bracketed_paste; unsetopt prompt_sp; fpath=({pages}/zsh/site-functions $fpath); autoload -U compinit; compinit -u -D\n")
        shell.expect("ready> $")
        completes(shell)


def completes(shell: Shell) -> None:
    """A command, an option and its value are finished by the Tab key, and a file where none of them fits."""
    pathlib.Path(os.readlink(f"/proc/{shell.process}/cwd"), "sealed-letter").touch()
    for typed, completed in [
        ("autoschematic valid", "autoschematic validate "),
        ("autoschematic connectors te", "autoschematic connectors test "),
        ("autoschematic plan --exit", "autoschematic plan --exit-code "),
        ("autoschematic plan --format jsonl --no-c", "autoschematic plan --format jsonl --no-color "),
        ("autoschematic plan --format hu", "autoschematic plan --format human "),
        ("autoschematic get sealed-l", "autoschematic get sealed-letter "),
    ]:
        shell.type(typed + "\t")
        shell.expect(completed)
        shell.type("\x15")


@needs("fish")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [("autoschematic valid", ["validate"]), ("autoschematic plan --exit", ["--exit-code"]), ("autoschematic plan --format hu", ["human"])],
)
def test_fish_completes(
    typed: str, expected: list[str], pages: pathlib.Path, environment: dict[str, str], tmp_path: pathlib.Path
) -> None:
    folder = tmp_path / ".config" / "fish" / "completions"
    folder.mkdir(parents=True)
    shutil.copy(pages / "fish" / "vendor_completions.d" / "autoschematic.fish", folder)
    done = subprocess.run(["fish", "--command", f"complete --do-complete '{typed}'"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == expected
