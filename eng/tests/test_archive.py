"""Archives: the same files give the same bytes, whoever packs them and when."""

from __future__ import annotations

import hashlib
import os
import pathlib
import stat
import subprocess
import sys
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIME = 1_700_000_000


def make(folder: pathlib.Path, names: list[str]) -> pathlib.Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"content of {name}\n", encoding="utf-8")
    (folder / "autoschematic").chmod(0o755)
    return folder


def pack(*folders: pathlib.Path) -> None:
    subprocess.run([sys.executable, ROOT / "eng" / "archive.py", str(TIME), *folders], check=True, stdout=subprocess.DEVNULL)


NAMES = ["autoschematic", "LICENSE", "share/man/man1/autoschematic.1", "share/zsh/site-functions/_autoschematic"]


def test_bytes_depend_on_the_files_alone(tmp_path: pathlib.Path) -> None:
    first = make(tmp_path / "one" / "autoschematic-1.0.0-linux-x64", NAMES)
    pack(first)
    second = make(tmp_path / "two" / "autoschematic-1.0.0-linux-x64", NAMES[::-1])
    for path in second.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(path.stat().st_mode & 0o700 | 0o020)
    if os.geteuid() == 0:
        os.chown(second / "LICENSE", 12, 34)
    pack(second)
    assert (first.parent / f"{first.name}.tar.gz").read_bytes() == (second.parent / f"{second.name}.tar.gz").read_bytes()


def test_archive_holds_the_folder_with_what_may_run(tmp_path: pathlib.Path) -> None:
    folder = make(tmp_path / "autoschematic-1.0.0-linux-x64", NAMES)
    pack(folder)
    with tarfile.open(f"{folder}.tar.gz") as tar:
        entries = tar.getmembers()
        content = tar.extractfile(f"{folder.name}/LICENSE")
        assert content is not None and content.read() == b"content of LICENSE\n"
    assert [entry.name for entry in entries] == sorted(entry.name for entry in entries)
    assert {(entry.uid, entry.gid, entry.uname, entry.gname, entry.mtime) for entry in entries} == {(0, 0, "root", "root", TIME)}
    assert {entry.name.rpartition("/")[2]: entry.mode for entry in entries if entry.isfile()} == {
        "autoschematic": 0o755, "LICENSE": 0o644, "autoschematic.1": 0o644, "_autoschematic": 0o644,
    }  # fmt: skip


def test_windows_gets_a_zip(tmp_path: pathlib.Path) -> None:
    folder = make(tmp_path / "autoschematic-1.0.0-win-x64", NAMES)
    pack(folder)
    first = pathlib.Path(f"{folder}.zip").read_bytes()
    pack(folder)
    assert pathlib.Path(f"{folder}.zip").read_bytes() == first
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        assert sorted(archive.namelist()) == sorted(f"{folder.name}/{name}" for name in NAMES)
        assert archive.getinfo(f"{folder.name}/autoschematic").external_attr >> 16 == stat.S_IFREG | 0o755


def test_sums_name_every_archive(tmp_path: pathlib.Path) -> None:
    folders = [make(tmp_path / f"autoschematic-1.0.0-{platform}", NAMES) for platform in ("win-x64", "linux-x64", "linux-arm64")]
    pack(*folders)
    lines = (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert lines == [
        f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}"
        for name in ("autoschematic-1.0.0-linux-arm64.tar.gz", "autoschematic-1.0.0-linux-x64.tar.gz", "autoschematic-1.0.0-win-x64.zip")
    ]


def test_link_is_refused(tmp_path: pathlib.Path) -> None:
    folder = make(tmp_path / "autoschematic-1.0.0-linux-x64", NAMES)
    (folder / "link").symlink_to("/etc/passwd")
    done = subprocess.run([sys.executable, ROOT / "eng" / "archive.py", str(TIME), folder], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"error: {folder}/link is neither a file nor a folder\n")
    assert not pathlib.Path(f"{folder}.tar.gz").exists()
