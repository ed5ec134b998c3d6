"""The install script against folders, archives and addresses of this machine."""

from __future__ import annotations

import functools
import http.server
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import threading
import typing

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
INSTALL = ROOT / "install.sh"
PLATFORM = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}.get(platform.machine(), "")
Script = typing.Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux") or not PLATFORM, reason="the archives of these tests are for Linux")


def release(place: pathlib.Path, version: str, *more: str, runs: str = "echo autoschematic VERSION") -> pathlib.Path:
    """An archive whose program is a script that knows its version, so that these tests need no native build."""
    folder = place / f"autoschematic-{version}-{PLATFORM}"
    (folder / "share" / "man" / "man1").mkdir(parents=True)
    (folder / "autoschematic").write_text(f"#!/bin/sh\n{runs.replace('VERSION', version)}\n", encoding="utf-8")
    (folder / "autoschematic").chmod(0o755)
    (folder / "LICENSE").write_text("licence\n", encoding="utf-8")
    for page in ("autoschematic.1", *more):
        (folder / "share" / "man" / "man1" / page).write_text(version, encoding="utf-8")
    subprocess.run([sys.executable, ROOT / "eng" / "archive.py", "1700000000", folder], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder)
    return folder.with_name(folder.name + ".tar.gz")


def files(prefix: pathlib.Path) -> list[str]:
    return sorted(path.relative_to(prefix).as_posix() for path in prefix.rglob("*") if path.is_file())


@pytest.fixture
def place(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "a place"
    folder.mkdir()
    return folder


@pytest.fixture
def prefix(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "my prefix"


def test_newest_version_is_installed_and_removed_again(place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    for version in ("0.9.0", "0.10.0", "0.2.0"):
        release(place, version)
    prefix.mkdir()
    (prefix / "mine").touch()
    done = script(INSTALL, "--from", place, "--prefix", prefix)
    assert (done.returncode, done.stdout, done.stderr) == (
        0, f'autoschematic 0.10.0 was installed in {prefix}\nto have it on PATH: export PATH="{prefix}/bin:$PATH"\n', "",
    )  # fmt: skip
    assert files(prefix) == [
        "bin/autoschematic", "mine", "share/autoschematic/installed", "share/doc/autoschematic/LICENSE", "share/man/man1/autoschematic.1",
    ]  # fmt: skip
    assert os.access(prefix / "bin" / "autoschematic", os.X_OK)

    done = script(INSTALL, "--uninstall", PREFIX=str(prefix))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"autoschematic was removed from {prefix}\n", "")
    assert [path.name for path in prefix.iterdir()] == ["mine"]


def test_home_is_the_place_when_none_is_named(place: pathlib.Path, tmp_path: pathlib.Path, script: Script) -> None:
    archive = release(place, "1.0.0")
    done = script(INSTALL, "--from", archive, HOME=str(tmp_path / "home"), PATH=f"{tmp_path}/home/.local/bin:{os.environ['PATH']}")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"autoschematic 1.0.0 was installed in {tmp_path}/home/.local\n", "")


def test_another_version_takes_the_place_of_the_first(place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    release(place, "2.0.0", "autoschematic-new.1")
    release(place, "1.0.0", "autoschematic-old.1")
    for version, page in (("2.0.0", "autoschematic-new.1"), ("1.0.0", "autoschematic-old.1")):
        done = script(INSTALL, "--from", place, "--prefix", prefix, "--version", version)
        assert (done.returncode, done.stderr) == (0, "")
        assert {path.name for path in (prefix / "share" / "man" / "man1").iterdir()} == {"autoschematic.1", page}
        assert subprocess.run([prefix / "bin" / "autoschematic"], capture_output=True, text=True, check=True).stdout == f"autoschematic {version}\n"


@pytest.mark.parametrize("tool", ["cp", "mv", "mkdir"])
def test_killed_at_any_moment_it_can_be_removed(tool: str, place: pathlib.Path, prefix: pathlib.Path, tmp_path: pathlib.Path, script: Script) -> None:
    """The script is killed right after the n-th time that it has changed something with a tool, the first time and over an older version."""
    release(place, "1.0.0", "autoschematic-old.1")
    release(place, "2.0.0", "autoschematic-new.1")
    counter = tmp_path / "counter"
    killer = tmp_path / "bin" / tool
    killer.parent.mkdir()
    killer.write_text(
        f"#!/bin/sh\n{shutil.which(tool)} \"$@\"\necho >>'{counter}'\n[ $(wc -l <'{counter}') -lt $LAST ] || kill -KILL $PPID\n", encoding="utf-8"
    )
    killer.chmod(0o755)
    ended = 0
    for older in (False, True):
        done, last = None, 0
        while done is None or done.returncode != 0:
            last += 1
            prefix.mkdir()
            (prefix / "mine").touch()
            if older:
                assert script(INSTALL, "--from", place, "--prefix", prefix, "--version", "1.0.0").returncode == 0
            counter.unlink(missing_ok=True)
            done = script(INSTALL, "--from", place, "--prefix", prefix, PATH=f"{killer.parent}:{os.environ['PATH']}", LAST=str(last), TMPDIR=str(tmp_path))
            assert done.returncode in (0, -9)
            ended += done.returncode == -9
            # Nothing but the list itself is there before it is whole.
            if set(files(prefix)) - {"mine", "share/autoschematic/installed.new"}:
                assert script(INSTALL, "--uninstall", "--prefix", prefix).returncode == 0
                assert [path.name for path in prefix.iterdir()] == ["mine"]
            shutil.rmtree(prefix)
    assert ended >= 6


def test_archives_come_over_http(place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    if not (shutil.which("curl") or shutil.which("wget")):
        pytest.skip("neither curl nor wget is here")
    archive = release(place, "1.0.0")
    handler = functools.partial(Quiet, directory=str(place))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        for source in (address, f"{address}/{archive.name}"):
            done = script(INSTALL, "--from", source, "--prefix", prefix, no_proxy="127.0.0.1")
            assert (done.returncode, done.stderr) == (0, "")
            assert (prefix / "bin" / "autoschematic").exists()
        done = script(INSTALL, "--from", f"{address}/elsewhere", "--prefix", prefix, no_proxy="127.0.0.1")
        assert done.returncode == 1
        assert f"error: there is no SHA256SUMS in `{address}/elsewhere`" in done.stderr
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: typing.Any) -> None:
        pass


def test_wrong_checksum_installs_nothing(place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    archive = release(place, "1.0.0")
    with open(archive, "ab") as file:
        file.write(b"x")
    done = script(INSTALL, "--from", place, "--prefix", prefix)
    assert (done.returncode, done.stdout, done.stderr) == (
        1, "", f"error: the checksum of `{archive.name}` is not the one in SHA256SUMS; nothing was installed\nhint: fetch it again\n",
    )  # fmt: skip
    assert not prefix.exists()


def test_archive_without_a_checksum_is_refused(place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    archive = release(place, "1.0.0")
    (place / "SHA256SUMS").write_text(f"{'0' * 64}  other-{archive.name}\n", encoding="utf-8")
    done = script(INSTALL, "--from", archive, "--prefix", prefix)
    assert (done.returncode, done.stderr) == (1, f"error: SHA256SUMS says nothing of `{archive.name}`\nhint: nothing is installed without a checksum\n")
    assert not prefix.exists()


def test_program_that_does_not_run_leaves_the_old_one(place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    release(place, "1.0.0")
    assert script(INSTALL, "--from", place, "--prefix", prefix).returncode == 0
    before = {name: (prefix / name).read_bytes() for name in files(prefix)}
    release(place, "2.0.0", runs="echo version GLIBC_9 not found >&2; exit 127")
    done = script(INSTALL, "--from", place, "--prefix", prefix)
    assert done.returncode == 1
    assert "does not run here: version GLIBC_9 not found\n" in done.stderr
    assert {name: (prefix / name).read_bytes() for name in files(prefix)} == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "it is not said where to install from"),
        (["--from"], "`--from` needs a value"),
        (["--form", "x"], "there is no option `--form`"),
        (["--uninstall"], "nothing was installed in `PREFIX` by this script"),
        (["--from", "EMPTY"], "there is no SHA256SUMS in `EMPTY`"),
    ],
)
def test_what_is_wrong_is_said(words: list[str], said: str, place: pathlib.Path, prefix: pathlib.Path, script: Script) -> None:
    done = script(INSTALL, *[word.replace("EMPTY", str(place)) for word in words], PREFIX=str(prefix))
    assert done.returncode == 1
    assert f"error: {said.replace('PREFIX', str(prefix)).replace('EMPTY', str(place))}\nhint: " in done.stderr
    assert not prefix.exists()
